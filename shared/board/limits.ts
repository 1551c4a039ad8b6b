/**
 * Our own bounds on one record, on top of tldraw's schema: sizes, lengths, ids, what `meta` may
 * hold. Looked at before the schema's validators, on values of which nothing is known yet.
 */
import { looksLikeId } from '../ids.ts'
import { imageTypes } from '../image/image.ts'
import { altLengthMax, imageAreaMax, imageSideMax, pictureBytesMax } from '../wire/bounds.ts'
import { pictureSource } from '../wire/picture-path.ts'
import { isAllInSight, isObject } from './json.ts'
import { richTextFault, textLengthMax } from './rich-text.ts'
import { commonShapeTypes, noteKinds, peopleShapeTypes, templateShapeTypes } from './vocabulary.ts'

/** Farther from the origin than anyone works, near enough for exact arithmetic. */
const coordinateMax = 1_000_000
const pointsMax = 5_000
const numbersMax = 4 * pointsMax
const stringLengthMax = 2_000
/** Hundreds of times between the same two. */
const indexLengthMax = 256
/** As many kinds as a note remembers that it had. */
export const kindLogMax = 200

const idPatterns: { readonly [typeName: string]: RegExp } = {
  document: /^document:document$/,
  page: /^page:page$/,
  shape: /^shape:[\w-]{1,80}$/,
  binding: /^binding:[\w-]{1,80}$/,
  asset: /^asset:[0-9a-zA-Z_-]{8,40}$/,
}
const people = new Set<string>(peopleShapeTypes)
const common = new Set<string>(commonShapeTypes)
const laid = new Set<string>(templateShapeTypes)
const kinds = new Set<string>(noteKinds)

/** What is wrong with this record for us, or null. Names no words of people. */
export function limitFault(value: unknown): string | null {
  if (!isObject(value)) return 'no record'
  if (!isAllInSight(value)) return 'something out of sight'
  const { id, typeName, type, meta, props } = value
  if (typeof id !== 'string' || typeof typeName !== 'string') return 'no record'
  if (idPatterns[typeName]?.test(id) !== true) return 'id'
  if (!isWithinBounds([value['x'] ?? 0, value['y'] ?? 0, value['rotation'] ?? 0])) return 'position'
  if (typeName === 'asset') return type === 'image' && isEmpty(meta) ? assetFault(id, props) : 'no picture'
  if (typeName !== 'shape') return isEmpty(meta) && isWithinBounds(value) ? null : 'meta or bounds'
  if (typeof type !== 'string' || !isObject(props)) return 'no shape'
  if (!people.has(type) && !laid.has(type)) return 'shape type'
  if (!isParent(value['parentId'])) return 'parent'
  if (!isIndex(value['index'])) return 'place in the order'
  const isMetaOf = people.has(type) && !common.has(type) ? isShapeMeta : isEmpty
  if (!isMetaOf(meta)) return 'meta'
  return propsFault(type, props)
}

/**
 * The same for a change of a record that had no fault: what is the very same value in both is not
 * looked at again. What a record is (its id and type) does not change.
 */
export function changeFault(before: object, after: unknown): string | null {
  if (!isObject(after)) return 'no record'
  const was: { readonly [key: string]: unknown } = { ...before }
  for (const key of ['id', 'typeName', 'type']) if (was[key] !== after[key]) return 'another record'
  if (after['typeName'] !== 'shape') return limitFault(after)
  const { type, meta, props } = after
  for (const key of Object.keys(after)) {
    const isSame = key === 'meta' || key === 'props' || after[key] === was[key]
    if (!isSame && !isAllInSight(after[key])) return 'something out of sight'
  }
  if (!isWithinBounds([after['x'] ?? 0, after['y'] ?? 0, after['rotation'] ?? 0])) return 'position'
  if (after['parentId'] !== was['parentId'] && !isParent(after['parentId'])) return 'parent'
  if (after['index'] !== was['index'] && !isIndex(after['index'])) return 'place in the order'
  if (meta !== was['meta']) {
    const isMetaOf = typeof type === 'string' && people.has(type) && !common.has(type) ? isShapeMeta : isEmpty
    if (!isAllInSight(meta) || !isMetaOf(meta)) return 'meta'
  }
  if (props === was['props']) return null
  if (typeof type !== 'string' || !isObject(props) || !isAllInSight(props)) return 'no shape'
  return propsFault(type, props)
}

function propsFault(type: string, props: { readonly [key: string]: unknown }): string | null {
  const { richText, text, url, ...others } = props
  // What it names may be gone, but it names a shape.
  if (type === 'chip' && !isShapeId(props['cluster'])) return 'cluster of a chip'
  if (type === 'image' && !isPictureAsMade(props)) return 'picture'
  if (richText !== undefined) {
    const fault = richTextFault(richText)
    if (fault !== null) return `text: ${fault}`
  }
  if (text !== undefined && (typeof text !== 'string' || text.length > textLengthMax)) return 'text: too long'
  // An address on a shape would be opened from everyone's browser with one click beside the words.
  if (url !== undefined && url !== '') return 'url'
  return isWithinBounds(others) ? null : `bounds of a ${type}`
}

/** Whole, still, of an asset, with a few words: nobody sees less of a picture than is kept of it. */
function isPictureAsMade({ assetId, crop, playing, altText }: { readonly [key: string]: unknown }): boolean {
  return (
    typeof assetId === 'string' &&
    idPatterns['asset']?.test(assetId) === true &&
    crop === null &&
    playing === true &&
    typeof altText === 'string' &&
    altText.length <= altLengthMax &&
    altText.isWellFormed()
  )
}

/** A source of our own alone: any other would be asked for by everyone's browser. What it was called says too much. */
function assetFault(id: string, props: unknown): string | null {
  if (!isObject(props)) return 'no picture'
  const { w, h, name, isAnimated, mimeType, src, fileSize } = props
  const isOurs = src === pictureSource(id.slice('asset:'.length)) && name === '' && isAnimated === false
  const isDrawn = isWhole(w, imageSideMax) && isWhole(h, imageSideMax) && w * h <= imageAreaMax
  const isKnown = imageTypes.some((type) => type === mimeType) && isWhole(fileSize, pictureBytesMax)
  return isOurs && isDrawn && isKnown ? null : 'picture'
}

function isWhole(value: unknown, max: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= max
}

/** Every number finite and near enough, every text short enough, not too many of either. */
function isWithinBounds(value: unknown): boolean {
  let left = numbersMax
  const isFine = (inner: unknown, depth: number): boolean => {
    left -= 1
    if (left < 0 || depth > 8) return false
    if (typeof inner === 'number') return Number.isFinite(inner) && Math.abs(inner) <= coordinateMax
    if (typeof inner === 'string') return inner.length <= stringLengthMax
    if (Array.isArray(inner)) return inner.every((nested) => isFine(nested, depth + 1))
    if (isObject(inner)) return Object.values(inner).every((nested) => isFine(nested, depth + 1))
    return inner === null || inner === undefined || typeof inner === 'boolean'
  }
  return isFine(value, 0)
}

function isParent(value: unknown): boolean {
  return value === 'page:page' || isShapeId(value)
}

/** tldraw takes any length of it; whoever then lays something between two of them gets a longer one still. */
function isIndex(value: unknown): boolean {
  return typeof value === 'string' && value.length <= indexLengthMax && /^[a-zA-Z][0-9a-zA-Z]*$/.test(value)
}

function isShapeId(value: unknown): boolean {
  return typeof value === 'string' && idPatterns['shape']?.test(value) === true
}

function isEmpty(meta: unknown): boolean {
  return isObject(meta) && Object.keys(meta).length === 0
}

function isShapeMeta(meta: unknown): boolean {
  if (!isObject(meta)) return false
  const { author, kind, kindLog, origin, ...others } = meta
  return (
    Object.keys(others).length === 0 &&
    (author === undefined || isId(author)) &&
    (kind === undefined || isKind(kind)) &&
    (kindLog === undefined || isKindLog(kindLog)) &&
    (origin === undefined || isOrigin(origin))
  )
}

function isKindLog(value: unknown): boolean {
  if (!Array.isArray(value) || value.length > kindLogMax) return false
  return value.every(
    (entry) =>
      hasExactly(entry, ['at', 'from']) &&
      isKind(entry['from']) &&
      typeof entry['at'] === 'string' &&
      isInstant(entry['at']),
  )
}

function isOrigin(value: unknown): boolean {
  return hasExactly(value, ['snapshotId', 'noteId']) && isId(value['snapshotId']) && isId(value['noteId'])
}

function hasExactly(value: unknown, keys: readonly string[]): value is { readonly [key: string]: unknown } {
  return (
    isObject(value) &&
    Object.keys(value).length === keys.length &&
    keys.every((key) => Object.hasOwn(value, key))
  )
}

function isId(value: unknown): boolean {
  return typeof value === 'string' && looksLikeId(value)
}
function isKind(value: unknown): boolean {
  return typeof value === 'string' && kinds.has(value)
}
function isInstant(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?Z$/.test(text)
}

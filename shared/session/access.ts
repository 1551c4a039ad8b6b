/**
 * Who may do what on a board: one table, read by the server's guard before anything is applied and
 * by the canvas to decide what to offer. Pure; knows records, roles and rules, nothing of Yjs.
 *
 * Changes are told apart by what they touch: **place** (where a shape lies: everyone's to move),
 * **looks** (size and style: the author's, and of those who lead), **words** (all the rest: the
 * author's alone). What belongs to the template is the server's, the text of a card excepted.
 */
import { unreachable } from '../assert.ts'
import { isSameJson } from '../board/json.ts'
import { authorOf } from '../board/note-meta.ts'
import type { BoardRecord, BoardShape } from '../board/schema.ts'
import { commonShapeTypes, peopleShapeTypes } from '../board/vocabulary.ts'
import type { RefusalCode } from '../wire/control.ts'
import { isNextKind } from './kind-story.ts'
import { leads, type Actor, type Role } from './role.ts'
import type { BoardRules } from './session.ts'

/** True for those who may write on this board now. Observers never do. */
export function mayWrite(role: Role, rules: BoardRules): boolean {
  return role !== 'observer' && rules.board === 'open'
}

/**
 * Null when `actor` may turn `before` into `after` (null: the record is not there), otherwise why
 * not. `wordsChanged` is for callers that know of a change of text without having the new text at
 * hand; a change of `richText` between the two records counts as well.
 */
export function mayChange(
  actor: Actor,
  before: BoardRecord | null,
  after: BoardRecord | null,
  rules: BoardRules,
  wordsChanged = false,
): RefusalCode | null {
  if (!mayWrite(actor.role, rules)) return rules.board === 'locked' ? 'locked' : 'not-allowed'
  const present = after ?? before
  if (present === null) return null
  switch (present.typeName) {
    case 'document':
    case 'page':
    // What a picture is, the server writes when it has it.
    case 'asset':
      return 'template-part'
    // An arrow's ends belong to nobody: whoever may write may hang an arrow on a note.
    case 'binding':
      return null
    case 'shape':
      if (before !== null && before.typeName !== 'shape') return 'invalid-record'
      return mayChangeShape(actor, before, after?.typeName === 'shape' ? after : null, wordsChanged)
    default:
      return unreachable(present)
  }
}

function mayChangeShape(
  actor: Actor,
  before: BoardShape | null,
  after: BoardShape | null,
  wordsChanged: boolean,
): RefusalCode | null {
  const shape = before ?? after
  if (shape === null) return null
  if (!isPeopleShape(shape)) return mayChangeTemplatePart(before, after)
  if (isCommonShape(shape)) return mayChangeCommon(before, after)
  if (before === null)
    return after !== null && authorOf(after) === actor.participantId ? null : 'wrong-author'
  if (after === null) return mayDelete(actor, before)
  if (after.type !== before.type || authorOf(after) !== authorOf(before)) return 'wrong-author'
  if (!showsTheSame(before, after)) return 'invalid-record'
  return mayEdit(actor, before, after, wordsChanged)
}

/** Clusters and their chips belong to everyone: made, named, moved and taken apart by whoever may write. */
function mayChangeCommon(before: BoardShape | null, after: BoardShape | null): RefusalCode | null {
  if (after === null) return null
  if (before === null) return isAsMade(after) ? null : 'invalid-record'
  if (after.type !== before.type) return 'invalid-record'
  const isFine = (path: string) => commonChanges[before.type === 'chip' ? 'chip' : 'cluster'].has(path)
  return changesOf(before, after).every(isFine) ? null : 'not-allowed'
}

/** A cluster never moves: its notes do, and lie at the page's own coordinates (cluster.ts). */
const commonChanges = {
  cluster: new Set(['index', 'props.richText']),
  chip: new Set(['index', 'x', 'y']),
} as const

/** Straight on the page, upright, in sight, for every hand; nothing in anyone's name. */
function isAsMade(shape: BoardShape): boolean {
  const { parentId, rotation, opacity, isLocked, meta, x, y } = shape
  const isPlain =
    parentId.startsWith('page:') && rotation === 0 && opacity === 1 && !isLocked && isSameJson(meta, {})
  if (!isPlain) return false
  return shape.type === 'chip' ? shape.props.cluster.startsWith('shape:') : x === 0 && y === 0
}

/** Only a card has something that is not the server's: its text, which is everyone's. */
function mayChangeTemplatePart(before: BoardShape | null, after: BoardShape | null): RefusalCode | null {
  if (before?.type !== 'card' || after?.type !== 'card') return 'template-part'
  return changesOf(before, after).every((path) => path === 'props.richText') ? null : 'template-part'
}

function mayDelete(actor: Actor, before: BoardShape): RefusalCode | null {
  // A group has no words: it goes when its parts are taken out, whoever does that.
  if (before.type === 'group') return null
  return ownership(actor, before)
}

function mayEdit(
  actor: Actor,
  before: BoardShape,
  after: BoardShape,
  wordsChanged: boolean,
): RefusalCode | null {
  if (!isNextKind(before.meta, after.meta)) return 'invalid-record'
  const notOwned = ownership(actor, before)
  if (notOwned === null) return null
  if (wordsChanged) return notOwned
  const beyond = changesOf(before, after).filter((path) => !isPlace(before, path))
  if (beyond.length === 0) return null
  return leads(actor.role) && beyond.every((path) => looks.has(path)) ? null : notOwned
}

/** A picture stays the picture it was; another one is another shape. */
function showsTheSame(before: BoardShape, after: BoardShape): boolean {
  if (before.type !== 'image' || after.type !== 'image') return true
  return before.props.assetId === after.props.assetId
}

/** Null for the author. Words without an author change by the server alone, with the note's key. */
function ownership(actor: Actor, shape: BoardShape): RefusalCode | null {
  const author = authorOf(shape)
  if (author === null) return 'nameless'
  return author === actor.participantId ? null : 'not-yours'
}

const people = new Set<string>(peopleShapeTypes)
export function isPeopleShape(shape: BoardShape): boolean {
  return people.has(shape.type)
}

const common = new Set<string>(commonShapeTypes)
/** What belongs to nobody. */
export function isCommonShape(shape: BoardShape): boolean {
  return common.has(shape.type)
}

const place = new Set([
  'parentId',
  'x',
  'y',
  'rotation',
  'index',
  // A note dropped into a zone of another kind takes that kind, whoever drops it (kind-story.ts).
  'meta.kind',
  'meta.kindLog',
])
/** An arrow is moved by its ends. */
const arrowPlace = new Set(['props.start', 'props.end', 'props.bend', 'props.elbowMidPoint'])

function isPlace(shape: BoardShape, path: string): boolean {
  return place.has(path) || (shape.type === 'arrow' && arrowPlace.has(path))
}

const looks = new Set([
  'opacity',
  'isLocked',
  ...[
    'w',
    'h',
    'scale',
    'autoSize',
    'growY',
    'fontSizeAdjustment',
    'color',
    'labelColor',
    'fill',
    'dash',
    'size',
    'font',
    'align',
    'verticalAlign',
    'textAlign',
    'geo',
    'spline',
    'arrowheadStart',
    'arrowheadEnd',
    'flipX',
    'flipY',
    'labelPosition',
    'kind',
  ].map((prop) => `props.${prop}`),
])

/** The properties in which two forms of one shape differ, `props` and `meta` one level deep. */
function changesOf(before: BoardShape, after: BoardShape): string[] {
  return [
    ...differing('', { ...before, props: null, meta: null }, { ...after, props: null, meta: null }),
    ...differing('props.', before.props, after.props),
    ...differing('meta.', before.meta, after.meta),
  ]
}

function differing(prefix: string, before: object, after: object): string[] {
  if (before === after) return []
  const [was, is]: [Values, Values] = [{ ...before }, { ...after }]
  const others = Object.keys(is).filter((key) => !Object.hasOwn(was, key))
  return [...Object.keys(was), ...others]
    .filter((key) => !isSameJson(was[key], is[key]))
    .map((key) => `${prefix}${key}`)
}

type Values = { readonly [key: string]: unknown }

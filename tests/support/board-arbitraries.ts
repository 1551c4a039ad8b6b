/** Arbitrary records of a board, valid by construction: every shape type with arbitrary props, every text the editor can make. */
import * as fc from 'fast-check'
import type { Loose } from '../../shared/board/groups.ts'
import { normaliseRichText, type Mark } from '../../shared/board/rich-text.ts'
import { imageTypes } from '../../shared/image/image.ts'
import { pictureSource } from '../../shared/wire/picture-path.ts'
import { validateRecord, type BoardRecord, type BoardShape } from '../../shared/board/schema.ts'
import {
  attributions,
  commonShapeTypes,
  markForms,
  noteKinds,
  peopleShapeTypes,
  templateShapeTypes,
  zoneForms,
  type RichText,
  type RichTextNode,
} from '../../shared/board/vocabulary.ts'

const oneOf = <const Value>(values: readonly Value[]): fc.Arbitrary<Value> => fc.constantFrom(...values)
const id = fc.stringMatching(/^[0-9a-z]{16}$/)
/** No minus zero: JSON has none. */
const coordinate = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => value + 0)
const length = fc.double({ min: 1, max: 1e5, noNaN: true })
const word = fc.string({ minLength: 1, maxLength: 12, unit: 'binary' }).filter(isWhole)
const words = fc.string({ maxLength: 20 })
const localised = fc.record({ nl: words, en: words })
const vector = fc.record(
  { x: coordinate, y: coordinate, z: fc.double({ min: 0, max: 1, noNaN: true }) },
  { requiredKeys: ['x', 'y'] },
)

/** Every half of a pair has its other half; what a keyboard gives always has. */
function isWhole(text: string): boolean {
  return text.isWellFormed()
}

// ---- text -------------------------------------------------------------------------------------

const plainMark: fc.Arbitrary<Mark> = oneOf([
  'bold',
  'italic',
  'strike',
  'code',
  'highlight',
  'underline',
]).map((type) => ({
  type,
}))
const link: fc.Arbitrary<Mark> = fc.webUrl({ validSchemes: ['https', 'http'] }).map((href) => ({
  type: 'link',
  attrs: { href, target: '_blank', rel: 'noopener noreferrer nofollow', class: null },
}))
const marks = fc.uniqueArray(fc.oneof({ weight: 5, arbitrary: plainMark }, { weight: 1, arbitrary: link }), {
  maxLength: 2,
  selector: (mark) => mark.type,
})
const run: fc.Arbitrary<RichTextNode> = fc
  .record({ text: word, marks })
  .map(({ text, marks: given }) => ({ type: 'text', text, ...(given.length > 0 && { marks: given }) }))
const inline = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: run },
    { weight: 1, arbitrary: fc.constant<RichTextNode>({ type: 'hardBreak' }) },
  ),
  { maxLength: 4 },
)
const letters = inline.map((content) => (content.length > 0 ? { content } : {}))
const paragraph: fc.Arbitrary<RichTextNode> = fc
  .tuple(letters, fc.constantFrom({}, { attrs: { dir: 'auto' } }, { attrs: { dir: 'rtl' } }))
  .map(([content, attrs]) => ({ type: 'paragraph', ...attrs, ...content }))
const heading: fc.Arbitrary<RichTextNode> = fc
  .tuple(letters, fc.integer({ min: 1, max: 6 }))
  .map(([content, level]) => ({ type: 'heading', attrs: { dir: 'auto', level }, ...content }))
const list: fc.Arbitrary<RichTextNode> = fc
  .tuple(
    fc.array(paragraph, { minLength: 1, maxLength: 3 }),
    fc.constantFrom({ type: 'bulletList' }, { type: 'orderedList', attrs: { start: 3, type: null } }),
  )
  .map(([items, shell]) => ({
    ...shell,
    content: items.map((item) => ({ type: 'listItem', content: [item] })),
  }))

export const arbitraryText: fc.Arbitrary<RichText> = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: paragraph },
      { weight: 1, arbitrary: heading },
      { weight: 1, arbitrary: list },
    ),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((content) => ({ type: 'doc', content }))

// ---- shapes -----------------------------------------------------------------------------------

const style = {
  color: oneOf(['yellow', 'light-blue', 'grey', 'orange']),
  labelColor: oneOf(['black', 'blue']),
  fill: oneOf(['none', 'semi', 'solid', 'pattern']),
  dash: oneOf(['draw', 'solid', 'dashed', 'dotted']),
  size: oneOf(['s', 'm', 'l', 'xl']),
  font: oneOf(['draw', 'sans', 'serif', 'mono']),
  align: oneOf(['start', 'middle', 'end']),
  scale: fc.double({ min: 0.1, max: 8, noNaN: true }),
}
const { color, labelColor, fill, dash, size, font, align, scale } = style
const richText = arbitraryText.map(normaliseRichText)
const segments = fc.array(
  fc.record({ type: oneOf(['free', 'straight']), points: fc.array(vector, { maxLength: 5 }) }),
  { maxLength: 3 },
)
const points = fc
  .array(fc.record({ x: coordinate, y: coordinate }), { minLength: 2, maxLength: 4 })
  .map((list) =>
    Object.fromEntries(
      list.map((point, at) => [`a${at + 1}`, { id: `a${at + 1}`, index: `a${at + 1}`, ...point }]),
    ),
  )
const isPen = fc.boolean()
const isComplete = fc.boolean()
const isClosed = fc.boolean()
const box = { w: length, h: length, instance: id }

const propsOf: { readonly [Type in BoardShape['type']]: fc.Arbitrary<object> } = {
  note: fc.record({
    color,
    labelColor,
    size,
    font,
    align,
    verticalAlign: align,
    richText,
    scale,
    url: fc.constant(''),
    growY: fc.constant(0),
    fontSizeAdjustment: fc.constant(0),
  }),
  text: fc.record({
    color,
    size,
    font,
    textAlign: align,
    w: length,
    richText,
    scale,
    autoSize: fc.boolean(),
  }),
  geo: fc.record({
    labelColor,
    color,
    fill,
    dash,
    size,
    font,
    align,
    verticalAlign: align,
    richText,
    scale,
    geo: oneOf(['rectangle', 'ellipse', 'star', 'cloud']),
    url: fc.constant(''),
    w: length,
    h: length,
    growY: fc.constant(0),
  }),
  arrow: fc.record({
    labelColor,
    color,
    fill,
    dash,
    size,
    font,
    scale,
    text: words,
    start: vector,
    end: vector,
    bend: coordinate,
    kind: oneOf(['arc', 'elbow']),
    arrowheadStart: oneOf(['none', 'arrow']),
    arrowheadEnd: oneOf(['dot', 'arrow']),
    labelPosition: fc.double({ min: 0, max: 1, noNaN: true }),
    elbowMidPoint: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  line: fc.record({ color, dash, size, spline: oneOf(['line', 'cubic']), points, scale }),
  draw: fc.record({ color, fill, dash, size, segments, isComplete, isClosed, isPen, scale }),
  highlight: fc.record({ color, size, segments, isComplete, isPen, scale }),
  group: fc.constant({}),
  image: fc.record({
    w: length,
    h: length,
    playing: fc.constant(true),
    url: fc.constant(''),
    assetId: id.map((text) => `asset:${text}`),
    crop: fc.constant(null),
    flipX: fc.boolean(),
    flipY: fc.boolean(),
    altText: fc.string({ maxLength: 20, unit: 'grapheme' }),
  }),
  cluster: fc.record({ richText }),
  chip: fc.record({ cluster: id.map((text) => `shape:${text}`) }),
  zone: fc.record({
    ...box,
    zone: words,
    kind: oneOf(noteKinds),
    form: oneOf(zoneForms),
    attribution: oneOf(attributions),
    title: localised,
    prompt: localised,
  }),
  header: fc.record({
    ...box,
    template: words,
    version: fc.nat(9),
    title: localised,
    purpose: localised,
    phases: fc.array(fc.nat(5), { maxLength: 3 }),
    steps: fc.array(fc.nat(15), { maxLength: 3 }),
  }),
  mark: fc.record({ ...box, form: oneOf(markForms), label: localised }),
  card: fc.record({ ...box, zone: words, richText }),
}

const peopleMeta = fc.record(
  {
    author: id,
    kind: oneOf(noteKinds),
    kindLog: fc.array(fc.record({ at: fc.constant('2026-11-22T10:00:00.000Z'), from: oneOf(noteKinds) }), {
      maxLength: 3,
    }),
    origin: fc.record({ snapshotId: id, noteId: id }),
  },
  { requiredKeys: [] },
)

/** A valid shape of one type, with the given id when there is one. */
export function arbitraryShape(type: BoardShape['type'], shapeId?: string): fc.Arbitrary<BoardShape> {
  const isPeople =
    peopleShapeTypes.some((each) => each === type) && !commonShapeTypes.some((each) => each === type)
  return fc
    .record({
      typeName: fc.constant('shape'),
      id: shapeId === undefined ? id.map((text) => `shape:${text}`) : fc.constant(shapeId),
      type: fc.constant(type),
      parentId: fc.oneof(
        fc.constant('page:page'),
        id.map((text) => `shape:${text}`),
      ),
      x: coordinate,
      y: coordinate,
      rotation: fc.double({ min: -7, max: 7, noNaN: true }).map((value) => value + 0),
      index: oneOf(['a1', 'a2', 'a1V', 'Zz', 'b00']),
      opacity: fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0),
      isLocked: fc.boolean(),
      props: propsOf[type],
      meta: isPeople ? peopleMeta : fc.constant({}),
    })
    .map(plain)
    .map((record) => valid(record))
    .filter((record): record is BoardShape => record.typeName === 'shape')
}

export const shapeTypes = [...peopleShapeTypes, ...templateShapeTypes]

export const arbitraryBinding: fc.Arbitrary<BoardRecord> = fc
  .record({
    typeName: fc.constant('binding'),
    id: id.map((text) => `binding:${text}`),
    type: fc.constant('arrow'),
    fromId: id.map((text) => `shape:${text}`),
    toId: id.map((text) => `shape:${text}`),
    props: fc.record({
      terminal: oneOf(['start', 'end']),
      normalizedAnchor: fc.record({ x: coordinate, y: coordinate }),
      isExact: fc.boolean(),
      isPrecise: fc.boolean(),
      snap: oneOf(['none', 'edge']),
    }),
    meta: fc.constant({}),
  })
  .map(plain)
  .map(valid)

export const arbitraryAsset: fc.Arbitrary<BoardRecord> = fc
  .record({
    id,
    w: fc.integer({ min: 1, max: 2048 }),
    h: fc.integer({ min: 1, max: 2048 }),
    mimeType: oneOf(imageTypes),
    fileSize: fc.integer({ min: 1, max: 1_000_000 }),
  })
  .map(({ id: pictureId, ...props }) => ({
    typeName: 'asset',
    id: `asset:${pictureId}`,
    type: 'image',
    props: { ...props, src: pictureSource(pictureId), name: '', isAnimated: false },
    meta: {},
  }))
  .map(plain)
  .map(valid)

export const arbitraryRecord: fc.Arbitrary<BoardRecord> = fc.oneof(
  ...shapeTypes.map((type) => arbitraryShape(type)),
  arbitraryBinding,
  arbitraryAsset,
)

/** fast-check makes objects without a prototype now and then; records come from JSON or literals. */
function plain(record: object): Loose {
  return JSON.parse(JSON.stringify(record)) as Loose
}

/** The record, or a loud failure of the test: an arbitrary that isn't valid tests nothing. */
export function valid(record: unknown): BoardRecord {
  const validated = validateRecord(record)
  if (!validated.ok) throw new Error(`${validated.reason}: ${JSON.stringify(record)}`)
  return validated.record
}

/**
 * The records of a board as tldraw's schema has them, and what we accept of them. The one file that
 * names tldraw's model packages (MIT, no editor, no DOM); the client's shape utils take their props
 * and migrations from here.
 *
 * tldraw's validators accept any text, any meta and any size, so `validateRecord` adds our own
 * bounds. It looks at one record alone: parents, cycles and dangling bindings are `integrity.ts`.
 */
import {
  PageRecordType,
  TLDOCUMENT_ID,
  arrowBindingMigrations,
  arrowBindingProps,
  arrowShapeMigrations,
  arrowShapeProps,
  createBindingId,
  createShapeId,
  createShapePropsMigrationSequence,
  createTLSchema,
  AssetRecordType,
  drawShapeMigrations,
  drawShapeProps,
  geoShapeMigrations,
  geoShapeProps,
  groupShapeMigrations,
  groupShapeProps,
  highlightShapeMigrations,
  highlightShapeProps,
  imageShapeMigrations,
  imageShapeProps,
  lineShapeMigrations,
  lineShapeProps,
  noteShapeMigrations,
  noteShapeProps,
  textShapeMigrations,
  textShapeProps,
  type RecordProps,
  type TLArrowBinding,
  type TLArrowShape,
  type TLBindingId,
  type TLBaseShape,
  type TLDocument,
  type TLDrawShape,
  type TLGeoShape,
  type TLGroupShape,
  type TLHighlightShape,
  type TLImageAsset,
  type TLImageShape,
  type TLLineShape,
  type TLNoteShape,
  type TLPage,
  type TLShapeId,
  type TLTextShape,
} from '@tldraw/tlschema'
import { T } from '@tldraw/validate'
import { parseId, type NoteId, type PictureId, type TemplateInstanceId } from '../ids.ts'
import type { Localised } from '../language.ts'
import { isObject } from './json.ts'
import { changeFault, limitFault } from './limits.ts'
import { richTextFault, type LooseText } from './rich-text.ts'
import {
  attributions,
  markForms,
  noteKinds,
  zoneForms,
  type CardProps,
  type ChipProps,
  type ClusterProps,
  type HeaderProps,
  type MarkProps,
  type RichText,
  type ZoneProps,
} from './vocabulary.ts'

export type ZoneShape = TLBaseShape<'zone', ZoneProps>
export type HeaderShape = TLBaseShape<'header', HeaderProps>
export type MarkShape = TLBaseShape<'mark', MarkProps>
export type CardShape = TLBaseShape<'card', CardProps>
export type ClusterShape = TLBaseShape<'cluster', ClusterProps>
export type ChipShape = TLBaseShape<'chip', ChipProps>
export type TemplateShape = ZoneShape | HeaderShape | MarkShape | CardShape

export type NoteShape = TLNoteShape
/** A picture where people laid it; what it shows is in its asset. */
export type ImageShape = TLImageShape
/** What a picture is, written by the server when it was sent up; never changes. */
export type PictureAsset = TLImageAsset
export type PeopleShape =
  | TLNoteShape
  | TLTextShape
  | TLGeoShape
  | TLArrowShape
  | TLLineShape
  | TLDrawShape
  | TLHighlightShape
  | TLGroupShape
  | TLImageShape
  | ClusterShape
  | ChipShape

export type BoardShape = PeopleShape | TemplateShape
export type BoardBinding = TLArrowBinding
/** Every record that lies in a board's doc. */
export type BoardRecord = TLDocument | TLPage | PictureAsset | BoardShape | BoardBinding
export type ShapeId = TLShapeId
export type IndexKey = TLPage['index']

// ---- our own shapes ---------------------------------------------------------------------------

const localised: T.Validator<Localised> = T.object({ nl: T.string, en: T.string })

const instanceId = T.string.refine((text): TemplateInstanceId => {
  const id = parseId<TemplateInstanceId>(text)
  if (id === null) throw new T.ValidationError('not an id')
  return id
})

const sharedText = new T.Validator<RichText>((value) => {
  if (!isRichText(value)) throw new T.ValidationError('not a text of ours')
  return value
})

function isRichText(value: unknown): value is RichText {
  return richTextFault(value) === null
}

export const zoneShapeProps: RecordProps<ZoneShape> = {
  w: T.positiveNumber,
  h: T.positiveNumber,
  instance: instanceId,
  zone: T.string,
  kind: T.literalEnum(...noteKinds),
  form: T.literalEnum(...zoneForms),
  attribution: T.literalEnum(...attributions),
  title: localised,
  prompt: localised,
}

export const headerShapeProps: RecordProps<HeaderShape> = {
  w: T.positiveNumber,
  h: T.positiveNumber,
  instance: instanceId,
  template: T.string,
  version: T.positiveInteger,
  title: localised,
  purpose: localised,
  phases: T.arrayOf(T.positiveInteger),
  steps: T.arrayOf(T.positiveInteger),
}

export const markShapeProps: RecordProps<MarkShape> = {
  w: T.positiveNumber,
  h: T.positiveNumber,
  instance: instanceId,
  form: T.literalEnum(...markForms),
  label: localised,
}

export const cardShapeProps: RecordProps<CardShape> = {
  w: T.positiveNumber,
  h: T.positiveNumber,
  instance: instanceId,
  zone: T.string,
  richText: sharedText,
}

export const clusterShapeProps: RecordProps<ClusterShape> = { richText: sharedText }

export const chipShapeProps: RecordProps<ChipShape> = { cluster: T.string }

/** Our shapes are at their first version: a sequence each, so that later ones have a place. */
export const zoneShapeMigrations = createShapePropsMigrationSequence({ sequence: [] })
export const headerShapeMigrations = createShapePropsMigrationSequence({ sequence: [] })
export const markShapeMigrations = createShapePropsMigrationSequence({ sequence: [] })
export const cardShapeMigrations = createShapePropsMigrationSequence({ sequence: [] })
export const clusterShapeMigrations = createShapePropsMigrationSequence({ sequence: [] })
export const chipShapeMigrations = createShapePropsMigrationSequence({ sequence: [] })

// ---- the schema -------------------------------------------------------------------------------

const shapeSchemas = {
  note: { props: noteShapeProps, migrations: noteShapeMigrations },
  text: { props: textShapeProps, migrations: textShapeMigrations },
  geo: { props: geoShapeProps, migrations: geoShapeMigrations },
  arrow: { props: arrowShapeProps, migrations: arrowShapeMigrations },
  line: { props: lineShapeProps, migrations: lineShapeMigrations },
  draw: { props: drawShapeProps, migrations: drawShapeMigrations },
  highlight: { props: highlightShapeProps, migrations: highlightShapeMigrations },
  group: { props: groupShapeProps, migrations: groupShapeMigrations },
  image: { props: imageShapeProps, migrations: imageShapeMigrations },
  zone: { props: zoneShapeProps, migrations: zoneShapeMigrations },
  header: { props: headerShapeProps, migrations: headerShapeMigrations },
  mark: { props: markShapeProps, migrations: markShapeMigrations },
  card: { props: cardShapeProps, migrations: cardShapeMigrations },
  cluster: { props: clusterShapeProps, migrations: clusterShapeMigrations },
  chip: { props: chipShapeProps, migrations: chipShapeMigrations },
} satisfies { [Type in BoardShape['type']]: { props: object; migrations: object } }

/** Films, frames, bookmarks and embeds have no entry: a record of theirs is not valid here. */
export const boardSchema = createTLSchema({
  shapes: shapeSchemas,
  bindings: { arrow: { props: arrowBindingProps, migrations: arrowBindingMigrations } },
})

/** The schema's versions as JSON, kept in the doc's `meta`. */
export const serialisedSchema: string = JSON.stringify(boardSchema.serialize())

/** The names of the props of a shape type; null for a type that has no place on a board. */
export function propNamesOf(type: string): readonly string[] | null {
  return propNames.get(type) ?? null
}
const propNames = new Map<string, readonly string[]>(
  Object.entries(shapeSchemas).map(([type, schema]) => [type, Object.keys(schema.props)]),
)

// ---- one record alone -------------------------------------------------------------------------

export type Validated =
  | { readonly ok: true; readonly record: BoardRecord }
  | { readonly ok: false; readonly reason: string }

/** The record when everything about it alone is as it may be; never throws. A reason names no words of people. */
export function validateRecord(value: unknown): Validated {
  const fault = limitFault(value)
  if (fault !== null) return { ok: false, reason: fault }
  return isValidForTldraw(value)
    ? { ok: true, record: value }
    : { ok: false, reason: 'not valid for the schema' }
}

/**
 * The same for a change of a record that is valid: what is the very same value in both is not looked
 * at again.
 */
export function validateChange(before: BoardRecord, after: unknown): Validated {
  const fault = changeFault(before, after)
  if (fault !== null) return { ok: false, reason: fault }
  return isMoved(before, after) || isValidForTldraw(after, before)
    ? { ok: true, record: after }
    : { ok: false, reason: 'not valid for the schema' }
}

/** Nothing but its place is another: our limits have looked at all of that. */
function isMoved(before: BoardRecord, after: unknown): after is BoardRecord {
  if (!isObject(after) || !isShape(before)) return false
  const was: { readonly [key: string]: unknown } = { ...before }
  return Object.keys(after).every((key) => after[key] === was[key] || isPlace(key, after[key]))
}

function isPlace(key: string, value: unknown): boolean {
  if (key === 'parentId') return typeof value === 'string'
  return (key === 'x' || key === 'y' || key === 'rotation') && typeof value === 'number'
}

/** Checked last: after our limits there is nothing in the record that would make this slow. */
function isValidForTldraw(value: unknown, before?: BoardRecord): value is BoardRecord {
  const typeName = typeof value === 'object' && value !== null && 'typeName' in value ? value.typeName : null
  try {
    switch (typeName) {
      case 'document':
        boardSchema.types.document.validate(value, before?.typeName === 'document' ? before : undefined)
        return true
      case 'page':
        boardSchema.types.page.validate(value, before?.typeName === 'page' ? before : undefined)
        return true
      case 'shape':
        boardSchema.types.shape.validate(value, before?.typeName === 'shape' ? before : undefined)
        return true
      case 'binding':
        boardSchema.types.binding.validate(value, before?.typeName === 'binding' ? before : undefined)
        return true
      case 'asset':
        boardSchema.types.asset.validate(value, before?.typeName === 'asset' ? before : undefined)
        return true
      default:
        return false
    }
  } catch (cause) {
    // A validator says no by throwing, also with plain errors of its own.
    if (cause instanceof Error) return false
    throw cause
  }
}

// ---- ids and places ---------------------------------------------------------------------------

export const pageId: TLPage['id'] = PageRecordType.createId('page')
export const documentId: TLDocument['id'] = TLDOCUMENT_ID

/** `abc` → `shape:abc`. */
export function shapeIdOf(id: string): ShapeId {
  return createShapeId(id)
}

/** `abc` → `asset:abc`. */
export function assetIdOf(id: PictureId): PictureAsset['id'] {
  return AssetRecordType.createId(id)
}

/** `asset:abc` → `abc`; null when that could be no picture of ours. */
export function pictureIdOf(assetId: string | null): PictureId | null {
  return assetId?.startsWith('asset:') === true ? parseId<PictureId>(assetId.slice('asset:'.length)) : null
}

/** `abc` → `binding:abc`. */
export function bindingIdOf(id: string): TLBindingId {
  return createBindingId(id)
}

/** `shape:abc` → `abc`; null when that could be no note of ours. */
export function noteIdOf(id: ShapeId): NoteId | null {
  return parseId<NoteId>(id.slice('shape:'.length))
}

/** Text as a place in the stacking order; throws for text that is none. */
export function toIndexKey(text: string): IndexKey {
  return T.indexKey.validate(text)
}

/** The text of a record, as loosely typed as tldraw has it; null for one without letters. */
export function richTextOf(record: BoardRecord): LooseText | null {
  return record.typeName === 'shape' && 'richText' in record.props ? record.props.richText : null
}

export function isShape(record: BoardRecord): record is BoardShape {
  return record.typeName === 'shape'
}
export function isPictureAsset(record: BoardRecord): record is PictureAsset {
  return record.typeName === 'asset'
}
export function isBinding(record: BoardRecord): record is BoardBinding {
  return record.typeName === 'binding'
}

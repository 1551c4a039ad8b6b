/**
 * What lies on a board, in our words: the kinds of notes, the shapes a template lays, what we keep
 * in a record's `meta`. Types only; `schema.ts` turns them into tldraw's schema and is the one file
 * that names the tldraw model packages.
 */
import type { NoteId, ParticipantId, SnapshotId, TemplateInstanceId } from '../ids.ts'
import type { Localised } from '../language.ts'

/** What sort of contribution a note is (domain: kind). Never who wrote it. */
export const noteKinds = [
  'contribution',
  'fact',
  'experience',
  'emotion',
  'opinion',
  'cause',
  'assumption',
  'reversal',
  'question',
  'stakeholder',
  'perspective',
  'person',
  'source',
  'feedback',
  'quote',
  'idea',
  'experiment',
  'hypothesis',
  'barrier',
  'action',
  'decision',
  'agreement',
  'date',
  'indicator',
  'scale',
  'lesson',
  'insight',
  'win',
  'high',
  'fail',
  'low',
  'event',
  'thanks',
  'problemStatement',
  'cluster',
  'level.environment',
  'level.behaviour',
  'level.capabilities',
  'level.beliefs',
  'level.identity',
  'level.purpose',
] as const
export type NoteKind = (typeof noteKinds)[number]

/** How a zone treats names: named, nameless, or sensitive (nameless in mixed sessions). */
export const attributions = ['named', 'sensitive', 'nameless'] as const
export type ZoneAttribution = (typeof attributions)[number]

/**
 * What a zone holds: notes, shared cards (flag O), things for later (flag P), notes whose place says
 * something on two axes (`plot`), notes in groups that people make (`field`), chips of such groups on
 * two axes (`matrix`), or one level of a pyramid.
 */
export const zoneForms = ['notes', 'output', 'parking', 'plot', 'field', 'matrix', 'level'] as const
export type ZoneForm = (typeof zoneForms)[number]

/** Where a carried note comes from. */
export interface NoteRef {
  readonly snapshotId: SnapshotId
  readonly noteId: NoteId
}

/**
 * The `meta` of a shape that people make. `author` is set by the writer, never changes, and is
 * absent on nameless notes and on everything the server lays.
 */
export interface ShapeMeta {
  readonly author?: ParticipantId
  readonly kind?: NoteKind
  readonly kindLog?: readonly { readonly at: string; readonly from: NoteKind }[]
  readonly origin?: NoteRef
}

/** Shape type `zone`: a named area of a template. Locked, under the notes, never their parent. */
export interface ZoneProps {
  readonly w: number
  readonly h: number
  readonly instance: TemplateInstanceId
  /** The zone's key in its template, for example `facts`. */
  readonly zone: string
  readonly kind: NoteKind
  readonly form: ZoneForm
  readonly attribution: ZoneAttribution
  readonly title: Localised
  readonly prompt: Localised
}

/** Shape type `header`: the strip above a template: title, purpose, phase and step badges. */
export interface HeaderProps {
  readonly w: number
  readonly h: number
  readonly instance: TemplateInstanceId
  readonly template: string
  readonly version: number
  readonly title: Localised
  readonly purpose: Localised
  readonly phases: readonly number[]
  readonly steps: readonly number[]
}

/**
 * What a template draws inside its zones: a box for notes with a short label at its top left (`slot`),
 * a small arrow down or to the right, a line, an axis with its arrow head (upwards, or to the right), a
 * soft ground with a label in its middle (`tint`), words in the middle of a box (`label`). Upright or
 * flat: whichever side of the box is longer.
 */
export const markForms = ['slot', 'arrow', 'line', 'axis', 'tint', 'label'] as const
export type MarkForm = (typeof markForms)[number]

/** Shape type `mark`. */
export interface MarkProps {
  readonly w: number
  readonly h: number
  readonly instance: TemplateInstanceId
  readonly form: MarkForm
  readonly label: Localised
}

/** Shape type `card`: the shared card of an output zone. Everyone types on it, nobody moves it. */
export interface CardProps {
  readonly w: number
  readonly h: number
  readonly instance: TemplateInstanceId
  readonly zone: string
  /** TipTap JSON; in the doc it is characters under the key `text`. */
  readonly richText: RichText
}

/**
 * Shape type `cluster`: notes that belong together, which are its children, and a name that everyone
 * types on. It belongs to nobody and is as large as its notes; without any it is not there.
 */
export interface ClusterProps {
  /** The name. TipTap JSON; in the doc it is characters under the key `text`. */
  readonly richText: RichText
}

/** Shape type `chip`: a cluster in small, to be laid in a matrix. It belongs to nobody. */
export interface ChipProps {
  /** The id of the cluster's shape. */
  readonly cluster: string
}
/** The size of a chip. */
export const chipSize = { w: 480, h: 140 } as const

/** A rich text as tldraw keeps it (TipTap JSON). */
export interface RichText {
  readonly type: 'doc'
  readonly content: readonly RichTextNode[]
}
export interface RichTextNode {
  readonly type: string
  readonly attrs?: { readonly [key: string]: unknown }
  readonly marks?: readonly { readonly type: string; readonly attrs?: { readonly [key: string]: unknown } }[]
  readonly text?: string
  readonly content?: readonly RichTextNode[]
}

/** Shape types that a template lays and only the server writes (the text of a card excepted). */
export const templateShapeTypes = ['zone', 'header', 'mark', 'card'] as const
/** Shape types that people make. Everything else is refused by the guard. */
export const peopleShapeTypes = [
  'note',
  'text',
  'geo',
  'arrow',
  'line',
  'draw',
  'highlight',
  'group',
  'image',
  'cluster',
  'chip',
] as const
/** Of those: what belongs to nobody, and so to everyone who may write. Its `meta` is empty. */
export const commonShapeTypes = ['cluster', 'chip'] as const

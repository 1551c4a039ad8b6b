/**
 * A board as structure: instances → zones → clusters → notes, and what lies in no zone. List, record
 * and server read the same outline; it is derived from positions and never stored on the board, so
 * it can't disagree with what people see.
 *
 * Where a note lies is where its centre lies. A zone holds its left and top edge and not its right
 * and bottom edge. Where zones overlap, the topmost has the point: the one that was laid first.
 */
import type { NoteId, ParticipantId, TemplateInstanceId } from '../ids.ts'
import type { Localised } from '../language.ts'
import { centreOf, isInside, type Box, type Point } from './geometry.ts'
import { authorOf, kindOf, originOf } from './note-meta.ts'
import { plainText } from './rich-text.ts'
import {
  isShape,
  noteIdOf,
  type BoardRecord,
  type BoardShape,
  type CardShape,
  type HeaderShape,
  type NoteShape,
  type ShapeId,
  type ZoneShape,
} from './schema.ts'
import type { NoteKind, NoteRef, ZoneAttribution, ZoneForm } from './vocabulary.ts'

export interface Outline {
  /** From left to right, then from top to bottom. */
  readonly instances: readonly OutlineInstance[]
  /** Notes in no zone; by y, x, id. */
  readonly unplaced: readonly OutlineNote[]
}

export interface OutlineInstance {
  readonly id: TemplateInstanceId
  readonly template: string
  readonly version: number
  readonly title: Localised
  readonly purpose: Localised
  readonly phases: readonly number[]
  readonly steps: readonly number[]
  /** In the template's order. */
  readonly zones: readonly OutlineZone[]
}

export interface OutlineZone {
  readonly key: string
  /** What HTTP bodies call it: `<instanceId>/<key>`. */
  readonly zone: string
  readonly title: Localised
  readonly prompt: Localised
  readonly kind: NoteKind
  readonly form: ZoneForm
  readonly attribution: ZoneAttribution
  readonly clusters: readonly OutlineCluster[]
  /** Notes in no cluster; by y, x, id. */
  readonly notes: readonly OutlineNote[]
  /** The shared card of an output zone. */
  readonly card: { readonly id: ShapeId; readonly text: string } | null
}

export interface OutlineCluster {
  readonly id: string
  readonly name: string
  readonly notes: readonly OutlineNote[]
}

export interface OutlineNote {
  readonly id: NoteId
  readonly kind: NoteKind
  readonly text: string
  /** Absent: nameless. */
  readonly author?: ParticipantId
  /** The note this one was carried over from. */
  readonly origin?: NoteRef
  /** The centre on the page. */
  readonly x: number
  readonly y: number
}

/** A zone where it lies on its page. */
export interface ZoneArea extends Box {
  /** `<instanceId>/<key>`. */
  readonly zone: string
  readonly shapeId: ShapeId
  readonly instance: TemplateInstanceId
  readonly key: string
  readonly kind: NoteKind
  readonly form: ZoneForm
  readonly attribution: ZoneAttribution
  readonly title: Localised
  readonly prompt: Localised
}

// Not written here, so that pages without a canvas can ask it without the schema.
export { namelessIn } from './attribution.ts'

type Records = ReadonlyMap<string, BoardRecord>

export function outlineOf(records: Records): Outline {
  const shapes = shapesOf(records)
  const areas = areasOf(shapes)
  const byZone = new Map<string | null, OutlineNote[]>()
  for (const note of shapes.filter(isNote).flatMap((one) => outlineNote(records, one) ?? [])) {
    const zone = areaAt(areas, note)?.zone ?? null
    const notes = byZone.get(zone)
    if (notes === undefined) byZone.set(zone, [note])
    else notes.push(note)
  }
  const cards = new Map(
    shapes.filter(isCard).map((card) => [`${card.props.instance}/${card.props.zone}`, card]),
  )

  const zoneOf = ({ zone, key, title, prompt, kind, form, attribution }: ZoneArea): OutlineZone => {
    const card = cards.get(zone)
    return {
      key,
      zone,
      title,
      prompt,
      kind,
      form,
      attribution,
      clusters: [],
      notes: inReadingOrder(byZone.get(zone)),
      card: card === undefined ? null : { id: card.id, text: plainText(card.props.richText) },
    }
  }
  const instances = shapes.filter(isHeader).toSorted(byPlace)
  return {
    instances: instances.map(({ props }) => ({
      id: props.instance,
      template: props.template,
      version: props.version,
      title: props.title,
      purpose: props.purpose,
      phases: props.phases,
      steps: props.steps,
      zones: areas.filter((area) => area.instance === props.instance).map(zoneOf),
    })),
    unplaced: inReadingOrder(byZone.get(null)),
  }
}

/** All zones on the board, lowest first, which is the order of their templates. */
export function zonesOf(records: Records): ZoneArea[] {
  return areasOf(shapesOf(records))
}

/** The zone that a point of the page lies in. */
export function zoneAt(records: Records, point: Point): ZoneArea | null {
  return areaAt(zonesOf(records), point)
}

/**
 * The zone that an HTTP body means: `<instanceId>/<key>`, or a key alone when one instance has it.
 */
export function zoneNamed(records: Records, name: string): ZoneArea | null {
  const areas = zonesOf(records)
  const exact = areas.find((area) => area.zone === name)
  if (exact !== undefined) return exact
  const [only, ...others] = areas.filter((area) => area.key === name)
  return only !== undefined && others.length === 0 ? only : null
}

/** Null for a note that no one could name: the guard lets none in. */
function outlineNote(records: Records, note: NoteShape): OutlineNote | null {
  const id = noteIdOf(note.id)
  if (id === null) return null
  const { x, y } = centreOf(records, note)
  const author = authorOf(note)
  const origin = originOf(note)
  return {
    id,
    kind: kindOf(note),
    text: plainText(note.props.richText),
    ...(author !== null && { author }),
    ...(origin !== null && { origin }),
    x,
    y,
  }
}

/** A zone without its header belongs to no instance: a template is laid and taken away whole. */
function areasOf(shapes: readonly BoardShape[]): ZoneArea[] {
  const instances = new Set(shapes.filter(isHeader).map((header) => header.props.instance))
  return shapes
    .filter(isZone)
    .filter((zone) => instances.has(zone.props.instance))
    .map(({ id, x, y, props }) => ({
      zone: `${props.instance}/${props.zone}`,
      shapeId: id,
      instance: props.instance,
      key: props.zone,
      kind: props.kind,
      form: props.form,
      attribution: props.attribution,
      title: props.title,
      prompt: props.prompt,
      x,
      y,
      w: props.w,
      h: props.h,
    }))
}

/** The zone of these that a point of the page lies in: the topmost. */
export function areaAt(areas: readonly ZoneArea[], point: Point): ZoneArea | null {
  return areas.findLast((area) => isInside(area, point)) ?? null
}

/** Lowest first; equal keys by id, so that every reader has the same order. */
function shapesOf(records: Records): BoardShape[] {
  return [...records.values()]
    .filter(isShape)
    .toSorted((a, b) => compare(a.index, b.index) || compare(a.id, b.id))
}

function inReadingOrder(notes: readonly OutlineNote[] = []): OutlineNote[] {
  return notes.toSorted((a, b) => a.y - b.y || a.x - b.x || compare(a.id, b.id))
}

function byPlace(a: HeaderShape, b: HeaderShape): number {
  return a.x - b.x || a.y - b.y || compare(a.id, b.id)
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

function isNote(shape: BoardShape): shape is NoteShape {
  return shape.type === 'note'
}
function isZone(shape: BoardShape): shape is ZoneShape {
  return shape.type === 'zone'
}
function isHeader(shape: BoardShape): shape is HeaderShape {
  return shape.type === 'header'
}
function isCard(shape: BoardShape): shape is CardShape {
  return shape.type === 'card'
}

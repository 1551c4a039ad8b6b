/**
 * A board as structure: instances → zones → clusters → notes, and what lies in no zone. List, record
 * and server read the same outline; it is derived from positions and never stored on the board, so
 * it can't disagree with what people see.
 *
 * Where a note lies is where its centre lies; a note in no zone that is in a cluster lies where the
 * middle of its cluster lies. A zone holds its left and top edge and not its right
 * and bottom edge. Where zones overlap, the topmost has the point: the one that was laid first.
 */
import type { NoteId, ParticipantId, PictureId, TemplateInstanceId } from '../ids.ts'
import type { Localised } from '../language.ts'
import { clusterOfNote, clustersOn, isTogether, type ClusterOnPage } from './cluster.ts'
import { centreOf, isInside, type Box, type Point } from './geometry.ts'
import { authorOf, kindOf, originOf } from './note-meta.ts'
import { hasPlot, plotAt } from './plot.ts'
import { plainText } from './rich-text.ts'
import {
  isShape,
  noteIdOf,
  pictureIdOf,
  type BoardRecord,
  type BoardShape,
  type CardShape,
  type ChipShape,
  type HeaderShape,
  type MarkShape,
  type ImageShape,
  type NoteShape,
  type ShapeId,
  type ZoneShape,
} from './schema.ts'
import { slotsIn, type Slot } from './slots.ts'
import type { NoteKind, NoteRef, ZoneAttribution, ZoneForm } from './vocabulary.ts'

export interface Outline {
  /** From left to right, then from top to bottom. */
  readonly instances: readonly OutlineInstance[]
  /** Notes in no zone, those in clusters too; by y, x, id. */
  readonly unplaced: readonly OutlineNote[]
  /** Which of the unplaced notes are in a cluster; absent when none is. */
  readonly clusters?: readonly UnplacedCluster[]
  /** By y, x, id; absent when there is none. */
  readonly pictures?: readonly OutlinePicture[]
}

export interface OutlinePicture {
  /** Of where it lies; two may show one picture. */
  readonly id: string
  readonly pictureId: PictureId
  /** What it shows, as who laid it told; empty when nobody did. */
  readonly alt: string
  readonly author?: ParticipantId
  /** The zone that its centre lies in; absent in none. */
  readonly zone?: string
  /** The centre on the page. */
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
}

export interface UnplacedCluster {
  readonly id: string
  readonly name: string
  /** By y, x, id. */
  readonly noteIds: readonly NoteId[]
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
  /** What is written on the shared cards of an output zone, from top to bottom; the id is the first one's. */
  readonly card: { readonly id: ShapeId; readonly text: string } | null
}

export interface OutlineCluster {
  readonly id: string
  readonly name: string
  /** Where its chip lies in the matrix of the same template, 0 to 1; null without one. */
  readonly placement: Point | null
  /** By y, x, id. */
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
  /** 0 to 1 to the right and upwards, where the zone has axes. */
  readonly plot?: Point
}

/** The pictures that lie on the board and that the server has. */
function outlinePictures(
  records: Records,
  shapes: readonly BoardShape[],
  areas: readonly ZoneArea[],
): OutlinePicture[] {
  const pictures = shapes.filter(isImage).flatMap((shape): OutlinePicture[] => {
    const { w, h, altText, assetId } = shape.props
    const pictureId = pictureIdOf(assetId)
    if (pictureId === null || assetId === null || !records.has(assetId)) return []
    const { x, y } = centreOf(records, shape)
    const author = authorOf(shape)
    const zone = areaAt(areas, { x, y })?.zone
    return [
      {
        id: shape.id.slice('shape:'.length),
        pictureId,
        alt: altText.trim(),
        ...(author !== null && { author }),
        ...(zone !== undefined && { zone }),
        x,
        y,
        w,
        h,
      },
    ]
  })
  return pictures.toSorted((a, b) => a.y - b.y || a.x - b.x || compare(a.id, b.id))
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
  /** The boxes for notes that its template draws in it, in the order of reading. */
  readonly slots: readonly Slot[]
}

// Not written here, so that pages without a canvas can ask it without the schema.
export { namelessIn } from './attribution.ts'

type Records = ReadonlyMap<string, BoardRecord>

export function outlineOf(records: Records): Outline {
  const shapes = shapesOf(records)
  const areas = areasOf(shapes)
  const clusters = clustersOn(records)
  const around = new Map<string, ClusterOnPage>()
  const gathered = new Set<string>()
  const clustersIn = new Map<string | null, ClusterOnPage[]>()
  for (const cluster of clusters.values()) {
    const area = areaAt(areas, cluster.centre)
    for (const { id } of cluster.notes) around.set(id, cluster)
    // A note that lies in another zone is no part of it there, as everyone sees.
    const notes = cluster.notes.filter(
      (note) => (areaAt(areas, centreOf(records, note)) ?? area)?.zone === area?.zone,
    )
    if (!isTogether(cluster.name, notes.length)) continue
    for (const { id } of notes) gathered.add(id)
    gather(clustersIn, area?.zone ?? null, { ...cluster, notes })
  }
  const byZone = new Map<string | null, OutlineNote[]>()
  for (const shape of shapes.filter(isNote)) {
    const cluster = around.get(shape.id)
    const own = areaAt(areas, centreOf(records, shape))
    const area = own ?? (cluster === undefined ? null : areaAt(areas, cluster.centre))
    if (area !== null && gathered.has(shape.id)) continue
    const note = outlineNote(records, shape, area)
    if (note !== null) gather(byZone, area?.zone ?? null, note)
  }
  const chips = shapes.filter(isChip)
  const clustersOf = (area: ZoneArea | null): ClusterOnPage[] =>
    (clustersIn.get(area?.zone ?? null) ?? []).toSorted(
      (a, b) => a.centre.y - b.centre.y || a.centre.x - b.centre.x || compare(a.id, b.id),
    )
  const clusterOutlines = (area: ZoneArea): OutlineCluster[] =>
    clustersOf(area).map((cluster) =>
      outlineCluster(records, cluster, area, placementOf(records, areas, chips, cluster, area)),
    )
  const cards = cardTexts(shapes.filter(isCard))

  const zoneOf = (area: ZoneArea): OutlineZone => {
    const { zone, key, title, prompt, kind, form, attribution } = area
    return {
      key,
      zone,
      title,
      prompt,
      kind,
      form,
      attribution,
      clusters: clusterOutlines(area),
      notes: inReadingOrder(byZone.get(zone)),
      card: cards.get(zone) ?? null,
    }
  }
  const pictures = outlinePictures(records, shapes, areas)
  const unplaced = inReadingOrder(byZone.get(null))
  const unplacedClusters = clustersOf(null).map(({ id, name, notes }): UnplacedCluster => {
    const members = new Set<string | null>(notes.map((note) => noteIdOf(note.id)))
    return { id, name, noteIds: unplaced.flatMap((note) => (members.has(note.id) ? [note.id] : [])) }
  })
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
    unplaced,
    ...(unplacedClusters.length > 0 && { clusters: unplacedClusters }),
    ...(pictures.length > 0 && { pictures }),
  }
}

function gather<T>(groups: Map<string | null, T[]>, key: string | null, member: T): void {
  const group = groups.get(key)
  if (group === undefined) groups.set(key, [member])
  else group.push(member)
}

function outlineCluster(
  records: Records,
  { id, name, notes }: ClusterOnPage,
  area: ZoneArea,
  placement: Point | null,
): OutlineCluster {
  const members = notes.flatMap((note) => outlineNote(records, note, area) ?? [])
  return { id, name, placement, notes: inReadingOrder(members) }
}

/** Two people may each have made a chip of one cluster: the one with the lowest id counts. */
function placementOf(
  records: Records,
  areas: readonly ZoneArea[],
  chips: readonly ChipShape[],
  cluster: ClusterOnPage,
  area: ZoneArea,
): Point | null {
  const places = chips
    .filter((chip) => chip.props.cluster === cluster.shapeId)
    .toSorted((a, b) => compare(a.id, b.id))
    .flatMap((chip) => {
      const centre = centreOf(records, chip)
      const matrix = areaAt(areas, centre)
      const isMatrix = matrix?.form === 'matrix' && matrix.instance === area.instance
      return isMatrix ? [plotAt(matrix, centre)] : []
    })
  return places[0] ?? null
}

function cardTexts(cards: readonly CardShape[]): ReadonlyMap<string, { id: ShapeId; text: string }> {
  const texts = new Map<string, { id: ShapeId; text: string }>()
  for (const { id, props } of cards.toSorted((a, b) => a.y - b.y || compare(a.id, b.id))) {
    const zone = `${props.instance}/${props.zone}`
    const above = texts.get(zone)
    const lines = [above?.text ?? '', plainText(props.richText)].filter((line) => line.trim() !== '')
    texts.set(zone, { id: above?.id ?? id, text: lines.join('\n') })
  }
  return texts
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
function outlineNote(records: Records, note: NoteShape, area: ZoneArea | null): OutlineNote | null {
  const id = noteIdOf(note.id)
  if (id === null) return null
  const { x, y } = centreOf(records, note)
  const plot = area !== null && hasPlot(area) ? plotAt(area, { x, y }) : null
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
    ...(plot !== null && { plot }),
  }
}

/**
 * The zone that a note lies in: that of its centre; where its centre is in none, that of the cluster's
 * that it is in. Give it `areas` where they are known.
 */
export function areaOfNote(
  records: Records,
  note: NoteShape,
  areas: readonly ZoneArea[] = zonesOf(records),
): ZoneArea | null {
  const own = areaAt(areas, centreOf(records, note))
  if (own !== null) return own
  const cluster = clusterOfNote(records, note)
  return cluster === null ? null : areaAt(areas, cluster.centre)
}

/** The kind that a note takes by lying in a zone; null where it keeps its own. */
export function kindIn({
  form,
  kind,
}: {
  readonly form: ZoneForm
  readonly kind: NoteKind
}): NoteKind | null {
  return form === 'parking' || form === 'matrix' ? null : kind
}

/** A zone without its header belongs to no instance: a template is laid and taken away whole. */
function areasOf(shapes: readonly BoardShape[]): ZoneArea[] {
  const instances = new Set(shapes.filter(isHeader).map((header) => header.props.instance))
  const marks = shapes.filter(isMark)
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
      slots: slotsIn(
        { x, y, w: props.w, h: props.h },
        marks.filter((mark) => mark.props.instance === props.instance),
      ),
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
function isImage(shape: BoardShape): shape is ImageShape {
  return shape.type === 'image'
}
function isZone(shape: BoardShape): shape is ZoneShape {
  return shape.type === 'zone'
}
function isHeader(shape: BoardShape): shape is HeaderShape {
  return shape.type === 'header'
}
function isMark(shape: BoardShape): shape is MarkShape {
  return shape.type === 'mark'
}
function isChip(shape: BoardShape): shape is ChipShape {
  return shape.type === 'chip'
}
function isCard(shape: BoardShape): shape is CardShape {
  return shape.type === 'card'
}

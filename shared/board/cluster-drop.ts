/**
 * What it means for clusters when a hand lets go of a note, and where the note then lies. Knows boxes
 * on the page and who is in which cluster; nothing of records or of the editor.
 */
import { isInside, type Box, type Point } from './geometry.ts'
import type { ShapeId } from './schema.ts'

/** A note as it was dropped. */
export interface DroppedNote {
  readonly box: Box
  /** The cluster that it is in so far. */
  readonly cluster: ShapeId | null
  /** True where its middle lies in a zone for clusters. */
  readonly isInField: boolean
}

/** What lies around it; nothing in here is being dropped itself. */
export interface Surroundings {
  /** Clusters by their other notes, with the room for the name and the margin; lowest first. */
  readonly grounds: readonly { readonly cluster: ShapeId; readonly box: Box }[]
  /** Loose notes in a zone for clusters. */
  readonly loose: readonly { readonly note: ShapeId; readonly box: Box }[]
}

export type ClusterDrop =
  | { readonly type: 'nothing' }
  /** It stays in the cluster that it was in. */
  | { readonly type: 'stay'; readonly cluster: ShapeId }
  | { readonly type: 'join'; readonly cluster: ShapeId }
  /** A cluster of two: this note, and the one it was laid on. */
  | { readonly type: 'pair'; readonly other: ShapeId }
  | { readonly type: 'leave' }

/** Laid on another note with a quarter of itself, a note means that one. */
const meantPart = 1 / 4
/** Less than this of a note hides no word. */
const unseenPart = 1 / 20
/** Between notes in a cluster. */
export const clusterGapPx = 20

/** A note that lies alone in its cluster takes it along, unless it is dropped on something else. */
export function meaningOf(note: DroppedNote, { grounds, loose }: Surroundings): ClusterDrop {
  const { box, cluster, isInField } = note
  const own = grounds.find((ground) => ground.cluster === cluster)
  if (cluster !== null && own !== undefined && isMeant(own.box, box)) return { type: 'stay', cluster }
  const held = grounds.findLast((ground) => ground.cluster !== cluster && isInside(ground.box, middleOf(box)))
  if (held !== undefined) return { type: 'join', cluster: held.cluster }
  const under = isInField ? mostCovered(loose, box) : null
  if (under !== null) return { type: 'pair', other: under }
  if (cluster === null) return { type: 'nothing' }
  return own === undefined ? { type: 'stay', cluster } : { type: 'leave' }
}

/** True while a note lies on this ground with its middle, or with a good part of itself. */
export function isMeant(ground: Box, note: Box): boolean {
  return isInside(ground, middleOf(note)) || coveredPart(note, ground) >= meantPart
}

/**
 * Where a dropped note comes to lie between these: where it is when it hides nothing, whole in `room`
 * where there is one, else beside one of them, the nearest such place in the room. `others`: what lies
 * around and is not to be hidden either.
 */
export function nestIn(
  taken: readonly Box[],
  dropped: Box,
  room: Box | null = null,
  others: readonly Box[] = [],
): Point {
  const isFree = (at: Point): boolean =>
    [...taken, ...others].every((box) => coveredPart(box, { ...dropped, ...at }) <= unseenPart)
  const inside = room === null ? dropped : wholeIn(room, dropped)
  if (isFree(inside)) return { x: inside.x, y: inside.y }
  const beside = taken.flatMap((box) => placesBeside(box, dropped)).filter(isFree)
  const inRoom = beside.filter((at) => room !== null && isWithin(room, { ...dropped, ...at }))
  const [first = dropped, ...further] = inRoom.length > 0 ? inRoom : beside
  const nearest = further.reduce(
    (best, at) => (distance(at, dropped) < distance(best, dropped) ? at : best),
    first,
  )
  return { x: nearest.x, y: nearest.y }
}

/** How far a ground has to move to lie whole in the room, the upper left corner where it is too large. */
export function shiftInto(room: Box, ground: Box): Point {
  return {
    x: Math.round(shift(ground.x, ground.x + ground.w, room.x, room.x + room.w)),
    y: Math.round(shift(ground.y, ground.y + ground.h, room.y, room.y + room.h)),
  }
}

/** As near as it gets; what is larger than the room stays. */
function wholeIn(room: Box, box: Box): Point {
  if (box.w > room.w || box.h > room.h) return box
  const by = shiftInto(room, box)
  return { x: box.x + by.x, y: box.y + by.y }
}

function shift(from: number, to: number, low: number, high: number): number {
  return Math.max(low - from, Math.min(0, high - to))
}

/** The eight cells around a box. */
function placesBeside(box: Box, { w, h }: Box): Point[] {
  const columns = [box.x - w - clusterGapPx, box.x, box.x + box.w + clusterGapPx]
  const rows = [box.y - h - clusterGapPx, box.y, box.y + box.h + clusterGapPx]
  return rows.flatMap((y) => columns.map((x) => ({ x, y })))
}

function mostCovered(loose: Surroundings['loose'], box: Box): ShapeId | null {
  const meant = loose
    .map((other) => ({ note: other.note, part: coveredPart(box, other.box) }))
    .filter(({ part }) => part >= meantPart)
  const [first, ...others] = meant
  if (first === undefined) return null
  return others.reduce((most, one) => (one.part > most.part ? one : most), first).note
}

/** How much of the first box the second one covers, 0 to 1. */
function coveredPart(box: Box, other: Box): number {
  const w = Math.min(box.x + box.w, other.x + other.w) - Math.max(box.x, other.x)
  const h = Math.min(box.y + box.h, other.y + other.h) - Math.max(box.y, other.y)
  return w > 0 && h > 0 ? (w * h) / (box.w * box.h) : 0
}

function isWithin(room: Box, box: Box): boolean {
  return (
    box.x >= room.x && box.y >= room.y && box.x + box.w <= room.x + room.w && box.y + box.h <= room.y + room.h
  )
}

function middleOf({ x, y, w, h }: Box): Point {
  return { x: x + w / 2, y: y + h / 2 }
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

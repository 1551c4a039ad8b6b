/**
 * The room that a zone has for notes, or each of its slots, and the cells of 1.1 u in it. Most zones line their notes up on
 * these cells; where a place says something (axes, groups) notes lie free and the cells only serve
 * notes that nobody has put anywhere.
 */
import { bandOf, unitPx } from '../template/template.ts'
import type { Box, Point } from './geometry.ts'
import { hasPlot, plotAreaOf } from './plot.ts'
import type { Slot } from './slots.ts'
import type { ZoneForm } from './vocabulary.ts'

/** A zone where it lies, what it holds, and the boxes that are drawn in it for notes. */
export type PlacedZone = Box & { readonly form: ZoneForm; readonly slots?: readonly Slot[] }

/** The side of a note. */
export const notePx = unitPx
/** From one note to the next. */
export const cellPx = Math.round(1.1 * unitPx)
/** Between a note and what surrounds its room, and between two notes at the least. */
const edgePx = 6

/** True for a zone in which a note stays just where people put it. */
export function liesFree(zone: { readonly form: ZoneForm }): boolean {
  return hasPlot(zone) || zone.form === 'field'
}

/** Where notes lie: between the axes, or below the band with title and prompt, clear of the edges. */
export function roomOf(zone: PlacedZone): Box {
  return hasPlot(zone) ? plotAreaOf(zone) : insideOf(belowBand(zone))
}

/** The rooms of a zone with a grid each: its slots, or all of it. */
export function gridsOf(zone: PlacedZone): Grid[] {
  const { slots = [] } = zone
  if (slots.length === 0 || liesFree(zone)) {
    const whole = hasPlot(zone) ? plotAreaOf(zone) : belowBand(zone)
    return [{ box: zone, room: roomOf(zone), cells: cellsIn(whole, roomOf(zone)), isStep: false }]
  }
  return slots.map(({ box, room, isStep }) => {
    const inside = insideOf(room)
    return { box, room: inside, cells: cellsIn(room, inside), isStep }
  })
}

/** A part of a zone in which notes line up. */
export interface Grid {
  /** Who points in here means this one. */
  readonly box: Box
  readonly room: Box
  /** The top lefts, row by row, in the middle of the room. */
  readonly cells: readonly Point[]
  readonly isStep: boolean
}

/** The top lefts of all cells of a zone. */
export function cellsOf(zone: PlacedZone): Point[] {
  return gridsOf(zone).flatMap(({ cells }) => cells)
}

/** The place nearest to this one at which a note of this height lies whole in the zone's room. */
export function intoRoom(zone: PlacedZone, point: Point, height: number = notePx): Point {
  return intoBox(roomOf(zone), point, height)
}

export function intoBox(room: Box, { x, y }: Point, height: number = notePx): Point {
  // What is longer than the room begins at its top: the first words are seen there.
  const fitting = Math.min(height, Math.max(notePx, room.h))
  return { x: within(x, room.x, room.w - notePx), y: within(y, room.y, room.h - fitting) }
}

/** In the middle where there is less room than a note takes. */
function within(at: number, from: number, free: number): number {
  return free < 0 ? from + free / 2 : Math.min(from + free, Math.max(from, at))
}

function belowBand({ x, y, w, h, form }: PlacedZone): Box {
  const band = Math.min(bandOf(form) * unitPx, h / 2)
  return { x, y: y + band, w, h: h - band }
}

/** As many as fit in the whole; where the edges are kept clear they lie a little nearer to each other. */
function cellsIn(whole: Box, room: Box): Point[] {
  const columns = columnsIn(whole.w)
  const rows = rowsIn(whole.h)
  const [across, down] = [pitchOf(room.w, columns), pitchOf(room.h, rows)]
  const left = room.x + (room.w - spanPx(columns, across)) / 2
  const top = room.y + (room.h - spanPx(rows, down)) / 2
  return Array.from({ length: rows * columns }, (_, cell) => ({
    x: left + (cell % columns) * across,
    y: top + Math.floor(cell / columns) * down,
  }))
}

/** Clear of its edges, by so much as costs no row and no column. */
function insideOf({ x, y, w, h }: Box): Box {
  const [aside, above] = [edgeOf(w, columnsIn(w)), edgeOf(h, rowsIn(h))]
  return { x: x + aside, y: y + above, w: w - 2 * aside, h: h - 2 * above }
}

function edgeOf(length: number, count: number): number {
  const least = count * notePx + (count - 1) * edgePx
  return Math.max(0, Math.min(edgePx, (length - least) / 2))
}

/** At least one, also where the room is smaller than a note. */
function columnsIn(length: number): number {
  return Math.max(1, Math.floor((length - notePx) / cellPx) + 1)
}

/** Two rows go edge to edge where there is just room for them: half a zone empty would be a waste. */
function rowsIn(height: number): number {
  const rows = columnsIn(height)
  return rows === 1 && height >= 2 * notePx ? 2 : rows
}

function pitchOf(length: number, count: number): number {
  return count === 1 ? cellPx : Math.min(cellPx, (length - notePx) / (count - 1))
}

function spanPx(count: number, pitch: number): number {
  return (count - 1) * pitch + notePx
}

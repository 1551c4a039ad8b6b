/**
 * The room that a zone has for notes, and the cells of 1.1 u in it. Most zones line their notes up on
 * these cells; where a place says something (axes, groups) notes lie free and the cells only serve
 * notes that nobody has put anywhere.
 */
import { bandOf, unitPx } from '../template/template.ts'
import type { Box, Point } from './geometry.ts'
import { hasPlot, plotAreaOf } from './plot.ts'
import type { ZoneForm } from './vocabulary.ts'

/** A zone where it lies, and what it holds. */
export type PlacedZone = Box & { readonly form: ZoneForm }

/** The side of a note. */
export const notePx = unitPx
/** From one note to the next. */
export const cellPx = Math.round(1.1 * unitPx)

/** True for a zone in which a note stays just where people put it. */
export function liesFree(zone: { readonly form: ZoneForm }): boolean {
  return hasPlot(zone) || zone.form === 'field'
}

/** Where notes lie: between the axes, or below the band with title and prompt. */
export function roomOf(zone: PlacedZone): Box {
  if (hasPlot(zone)) return plotAreaOf(zone)
  const { x, y, w, h, form } = zone
  const band = Math.min(bandOf(form) * unitPx, h / 2)
  return { x, y: y + band, w, h: h - band }
}

/** The top lefts of the cells, row by row, the grid in the middle of the room. */
export function cellsOf(zone: PlacedZone): Point[] {
  const room = roomOf(zone)
  const columns = cellsIn(room.w)
  const { rows, pitch } = rowsIn(room.h)
  const left = room.x + (room.w - spanPx(columns, cellPx)) / 2
  const top = room.y + (room.h - spanPx(rows, pitch)) / 2
  return Array.from({ length: rows * columns }, (_, cell) => ({
    x: left + (cell % columns) * cellPx,
    y: top + Math.floor(cell / columns) * pitch,
  }))
}

/** The place nearest to this one at which a note of this height lies whole in the zone's room. */
export function intoRoom(zone: PlacedZone, { x, y }: Point, height: number = notePx): Point {
  const room = roomOf(zone)
  // What is longer than the room begins at its top: the first words are seen there.
  const fitting = Math.min(height, Math.max(notePx, room.h))
  return { x: within(x, room.x, room.w - notePx), y: within(y, room.y, room.h - fitting) }
}

/** In the middle where there is less room than a note takes. */
function within(at: number, from: number, free: number): number {
  return free < 0 ? from + free / 2 : Math.min(from + free, Math.max(from, at))
}

/** At least one, also where the room is smaller than a note. */
function cellsIn(length: number): number {
  return Math.max(1, Math.floor((length - notePx) / cellPx) + 1)
}

/** Two rows go edge to edge where there is just room for them: half a zone empty would be a waste. */
function rowsIn(height: number): { readonly rows: number; readonly pitch: number } {
  const rows = cellsIn(height)
  return rows === 1 && height >= 2 * notePx ? { rows: 2, pitch: height - notePx } : { rows, pitch: cellPx }
}

function spanPx(count: number, pitch: number): number {
  return (count - 1) * pitch + notePx
}

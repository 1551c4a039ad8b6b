/**
 * Where the next note of a zone goes when nobody put it there: the first free cell of the zone's
 * grid, row by row. The server places nameless notes so, which is why a place tells nothing of who
 * wrote. In a full zone notes lie on others a little shifted, so that each can be seen and grabbed.
 */
import { bandOf, unitPx } from '../template/template.ts'
import { centreOf, isInside, type Box, type Point } from './geometry.ts'
import { isShape, type BoardRecord } from './schema.ts'
import type { ZoneForm } from './vocabulary.ts'

/** A zone where it lies, and what it holds. */
type Zone = Box & { readonly form: ZoneForm }

/** The side of a note. */
const notePx = unitPx
const cellPx = Math.round(1.1 * unitPx)
/** From one layer of a full zone to the next. */
const shiftPx = Math.round(0.12 * unitPx)
const layersMax = 8
/** Nearer than this, a note would hide the one below it. */
const nearPx = 10

/** The top left of the next note in this zone, on the page. */
export function freeCell(records: ReadonlyMap<string, BoardRecord>, zone: Zone): Point {
  const centre = freeCentre(centresNear(records, zone), zone)
  return { x: Math.round(centre.x - notePx / 2), y: Math.round(centre.y - notePx / 2) }
}

function freeCentre(taken: readonly Point[], zone: Zone): Point {
  const cells = cellCentres(zone)
  const free = cells.find((cell) => taken.every((note) => !overlap(cell, note)))
  if (free !== undefined) return free
  const body = bodyOf(zone)
  for (let layer = 1; layer <= layersMax; layer += 1) {
    for (const cell of cells) {
      const centre = { x: cell.x + layer * shiftPx, y: cell.y + layer * shiftPx }
      if (isInside(body, centre) && taken.every((note) => distance(centre, note) >= nearPx)) return centre
    }
  }
  return loneliestPoint(taken, body)
}

/** The centres of the cells that lie whole in the zone's body, the grid in the middle of it. */
function cellCentres(zone: Zone): Point[] {
  const body = bodyOf(zone)
  const columns = cellsIn(body.w)
  const rows = cellsIn(body.h)
  const left = body.x + (body.w - (columns - 1) * cellPx) / 2
  const top = body.y + (body.h - (rows - 1) * cellPx) / 2
  return Array.from({ length: rows * columns }, (_, cell) => ({
    x: left + (cell % columns) * cellPx,
    y: top + Math.floor(cell / columns) * cellPx,
  }))
}

/** At least one, also where the body is smaller than a note. */
function cellsIn(length: number): number {
  return Math.max(1, Math.floor((length - notePx) / cellPx) + 1)
}

/** Below the band with title and prompt. */
function bodyOf({ x, y, w, h, form }: Zone): Box {
  const band = Math.min(bandOf(form) * unitPx, h / 2)
  return { x, y: y + band, w, h: h - band }
}

/** Of a lattice over the body, the point farthest from every note. Only for zones with hundreds of notes. */
function loneliestPoint(taken: readonly Point[], body: Box): Point {
  let best = { x: body.x + body.w / 2, y: body.y + body.h / 2 }
  let bestDistance = -1
  for (let y = body.y + nearPx; y < body.y + body.h; y += nearPx) {
    for (let x = body.x + nearPx; x < body.x + body.w; x += nearPx) {
      const nearest = taken.reduce((least, note) => Math.min(least, distance({ x, y }, note)), Infinity)
      if (nearest > bestDistance) [best, bestDistance] = [{ x, y }, nearest]
    }
  }
  return best
}

function centresNear(records: ReadonlyMap<string, BoardRecord>, zone: Box): Point[] {
  const reach = { x: zone.x - notePx, y: zone.y - notePx, w: zone.w + 2 * notePx, h: zone.h + 2 * notePx }
  return [...records.values()]
    .filter(isShape)
    .flatMap((shape) => (shape.type === 'note' ? [centreOf(records, shape)] : []))
    .filter((centre) => isInside(reach, centre))
}

function overlap(a: Point, b: Point): boolean {
  return Math.abs(a.x - b.x) < notePx && Math.abs(a.y - b.y) < notePx
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

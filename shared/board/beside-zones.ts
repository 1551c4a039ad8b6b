/** Where a note lies that may not lie where it came: beside the templates, as near as there is room. */
import type { Box, Point } from './geometry.ts'
import { cellPx } from './zone-grid.ts'

/** Between a note and a template. */
const gapPx = 20

/** The top left of the nearest place that is clear of all of these; `note` is where it came to lie. */
export function besideZones(templates: readonly Box[], taken: readonly Box[], note: Box): Point {
  const isClear = ({ x, y }: Point): boolean => {
    const wide = { x: x - gapPx, y: y - gapPx, w: note.w + 2 * gapPx, h: note.h + 2 * gapPx }
    return (
      !templates.some((box) => touches(wide, box)) && !taken.some((box) => touches({ ...note, x, y }, box))
    )
  }
  // What lies on a board ends somewhere: some ring is clear.
  for (let ring = 0; ; ring += 1) {
    const clear = ringAround(note, ring).filter(isClear)
    const [first, ...others] = clear
    if (first === undefined) continue
    return others.reduce((best, at) => (distance(at, note) < distance(best, note) ? at : best), first)
  }
}

function ringAround({ x, y }: Point, ring: number): Point[] {
  if (ring === 0) return [{ x, y }]
  const steps = Array.from({ length: 2 * ring + 1 }, (_, at) => (at - ring) * cellPx)
  const edge = ring * cellPx
  const rows = steps.flatMap((dx) => [-edge, edge].map((dy) => ({ x: x + dx, y: y + dy })))
  const columns = steps.slice(1, -1).flatMap((dy) => [-edge, edge].map((dx) => ({ x: x + dx, y: y + dy })))
  return [...rows, ...columns]
}

function touches(a: Box, b: Box): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

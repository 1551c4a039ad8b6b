/** What the place of a cluster's chip in a matrix is called, and where a new chip lies. */
import type { Box, Point } from './geometry.ts'
import { plotAreaOf } from './plot.ts'
import { chipSize, type ZoneForm } from './vocabulary.ts'

/** The four fields of a matrix, by what is new to people and what they can do at once. */
export const placements = ['now', 'wow', 'someday', 'drop'] as const
export type Placement = (typeof placements)[number]

/** Nearer than this to a middle line, a chip has not been put anywhere yet. */
const undecidedPart = 0.02

/** Null where it says nothing yet, as for a chip that was just made. */
export function placementAt({ x, y }: Point): Placement | null {
  if (Math.abs(x - 0.5) < undecidedPart || Math.abs(y - 0.5) < undecidedPart) return null
  if (y > 0.5) return x < 0.5 ? 'now' : 'wow'
  return x < 0.5 ? 'drop' : 'someday'
}

const gapPx = 20

/**
 * The top left of a new chip: as near to the middle as others leave room, for there a place says least.
 * In a full matrix it lies on others, a little lower.
 */
export function chipSpot(matrix: Box & { readonly form: ZoneForm }, taken: readonly Box[]): Point {
  const area = plotAreaOf(matrix)
  const middle = { x: area.x + (area.w - chipSize.w) / 2, y: area.y + (area.h - chipSize.h) / 2 }
  const rows = Math.floor(area.h / 2 / (chipSize.h + gapPx))
  const steps = Array.from({ length: rows }, (_, at) => at + 1).flatMap((at) => [at, -at])
  const spots = [0, ...steps]
    .map((step) => ({ x: middle.x, y: middle.y + step * (chipSize.h + gapPx) }))
    .filter(({ y }) => y >= area.y && y + chipSize.h <= area.y + area.h)
  const free = spots.find((spot) => taken.every((box) => !overlaps({ ...spot, ...chipSize }, box)))
  const { x, y } = free ?? {
    x: middle.x + (taken.length % 5) * gapPx,
    y: middle.y + (taken.length % 5) * gapPx,
  }
  return { x: Math.round(x), y: Math.round(y) }
}

function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h
}

/** Whether it is clear in which zone someone means to write who points at none. Pure. */
import type { Box } from '../../../shared/board/geometry.ts'

export const noteToolId = 'note'

/** Of the view, when a zone fills it. */
const fillingShare = 0.5
/** On an upright screen a wide zone leaves room above and below: it fills the width then, and a part of the height. */
const fillingWidth = 0.8
const fillingHeight = 0.25

/** The zone that fills the view; null when more than one could be meant, or none. */
export function zoneLookedAt<Z extends Box>(zones: readonly Z[], view: Box): Z | null {
  return zones.find((zone) => fills(zone, view) && isAlone(zones, zone, view)) ?? null
}

function fills(zone: Box, view: Box): boolean {
  const across = shared(zone.x, zone.w, view.x, view.w)
  const down = shared(zone.y, zone.h, view.y, view.h)
  return across * down >= fillingShare || (across >= fillingWidth && down >= fillingHeight)
}

/** False when another zone takes half as much of the view, or more. */
function isAlone<Z extends Box>(zones: readonly Z[], zone: Z, view: Box): boolean {
  const taken = areaIn(zone, view)
  return zones.every((other) => other === zone || areaIn(other, view) < taken / 2)
}

export function isInView(zone: Box, view: Box): boolean {
  return areaIn(zone, view) > 0
}

function areaIn(zone: Box, view: Box): number {
  return shared(zone.x, zone.w, view.x, view.w) * shared(zone.y, zone.h, view.y, view.h)
}

/** How much of one stretch, from `from` and `length` long, the other covers: 0 to 1. */
function shared(start: number, size: number, from: number, length: number): number {
  const covered = Math.min(start + size, from + length) - Math.max(start, from)
  return length <= 0 ? 0 : Math.max(0, covered) / length
}

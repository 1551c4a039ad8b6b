/** How large a picture comes on the board, and where many at once come. Pure. */
import type { Box, Point } from '../../../shared/board/geometry.ts'
import type { ZoneArea } from '../../../shared/board/outline.ts'
import { notePx } from '../../../shared/board/zone-grid.ts'
import { bandOf, unitPx } from '../../../shared/template/template.ts'

/** As long as two notes side by side: to be read from where notes are read. */
const sidePx = 2 * notePx
const columns = 4

/** As large as that at its longest; never larger than it is. */
export function sizeOnBoard({ width, height }: { readonly width: number; readonly height: number }) {
  const scale = Math.min(1, sidePx / Math.max(width, height))
  return { w: Math.max(1, Math.round(width * scale)), h: Math.max(1, Math.round(height * scale)) }
}

/** Around its middle; whole in the zone that this lies in, below its band, where it fits there. */
export function wholeIn(
  zone: ZoneArea | null,
  middle: Point,
  { w, h }: { readonly w: number; readonly h: number },
): Box {
  const box = { x: middle.x - w / 2, y: middle.y - h / 2, w, h }
  if (zone === null) return box
  const top = zone.y + bandOf(zone.form) * unitPx
  return {
    ...box,
    x: within(box.x, zone.x + edgePx, zone.x + zone.w - w - edgePx),
    y: within(box.y, top + edgePx, zone.y + zone.h - h - edgePx),
  }
}
const edgePx = 20

function within(wanted: number, least: number, most: number): number {
  return most < least ? wanted : Math.max(least, Math.min(wanted, most))
}

/** In rows from here on. */
export function middlesAround({ x, y }: Point, count: number): Point[] {
  const step = sidePx + 20
  return Array.from({ length: count }, (_, at) => ({
    x: x + (at % columns) * step,
    y: y + Math.floor(at / columns) * step,
  }))
}

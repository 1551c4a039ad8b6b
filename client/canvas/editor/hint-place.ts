/** Whether the hint of a zone is wanted, and where it lies. Pure. */
import type { Box, Point } from '../../../shared/board/geometry.ts'

/** Words smaller than this on the screen are not read by everyone. */
const readablePx = 13

export interface Question extends Box {
  /** Of its letters. All in pixels of the canvas. */
  readonly size: number
}

/** Whether what a zone asks can be read where it stands on the board: then nothing has to say it again. */
export function canBeRead(question: Question, free: Box): boolean {
  const { x, y, w, h, size } = question
  const isWhole = x >= free.x && y >= free.y && x + w <= free.x + free.w && y + h <= free.y + free.h
  return size >= readablePx && isWhole
}

export interface HintGround {
  /** The zone that asks, and the height of its head. */
  readonly zone: Box
  readonly band: number
  /** Where no menus and tools lie. */
  readonly free: Box
  /** What the page tells over the board. */
  readonly taken: readonly Box[]
}

/**
 * On the head of its zone, whose title it says again, and on none of the notes below that; where the
 * page tells something there, at the zone's foot. So one sees which zone it speaks of. Of a zone that
 * is larger than the screen it lies at the edge.
 */
export function placeHint(
  { zone, band, free, taken }: HintGround,
  { w, h }: { readonly w: number; readonly h: number },
): Point {
  const x = within(zone.x, free.x, free.x + free.w - w)
  const at = (y: number): Box => ({ x, y: within(y, free.y, free.y + free.h - h), w, h })
  const onHead = at(zone.y + band - h)
  const atFoot = at(zone.y + zone.h - h)
  const place = [onHead, atFoot].find((hint) => !taken.some((box) => overlap(hint, box))) ?? onHead
  return { x: Math.round(place.x), y: Math.round(place.y) }
}

function within(wanted: number, least: number, most: number): number {
  return Math.max(least, Math.min(wanted, most))
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h
}

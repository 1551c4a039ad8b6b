/** Where the bar of what can be done lies: beside what it is about, whole in sight. Pure. */
import type { Box, Point } from '../../../shared/board/geometry.ts'

/** Between the bar and what it is about. */
export const barGapPx = 12

export interface BarGround {
  /** What the bar is about. All in pixels of the canvas. */
  readonly about: Box
  /** Where neither menus nor tools lie. */
  readonly free: Box
  /** What had better stay readable: the head of the zone around it. */
  readonly spare: Box | null
}

/**
 * Above it, or below it where that would hide what is spared. What fills the screen has the bar at its
 * foot, for its name is at its head. Null while it is out of sight: a bar beside nothing says nothing.
 */
export function placeBar(
  { about, free, spare }: BarGround,
  { w, h }: { readonly w: number; readonly h: number },
): Point | null {
  if (!overlap(about, free)) return null
  const x = Math.round(within(about.x + about.w / 2 - w / 2, free.x, free.x + free.w - w))
  const above = { x, y: Math.round(about.y - barGapPx - h), w, h }
  const below = { x, y: Math.round(about.y + about.h + barGapPx), w, h }
  const whole = [above, below].filter(({ y }) => y >= free.y && y + h <= free.y + free.h)
  const place = whole.find((bar) => spare === null || !overlap(bar, spare)) ?? whole[0]
  return place === undefined ? { x, y: Math.round(free.y + free.h - h) } : { x: place.x, y: place.y }
}

function within(wanted: number, least: number, most: number): number {
  return Math.max(least, Math.min(wanted, most))
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h
}

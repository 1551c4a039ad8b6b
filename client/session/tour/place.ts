/** Where the card of a step goes: beside what it points at, whole on the screen, never over it. */
export interface Size {
  readonly w: number
  readonly h: number
}
export interface Box extends Size {
  readonly x: number
  readonly y: number
}

/** Between the card and what it points at, and between the card and the edge of the screen. */
export const gapPx = 14
export const edgePx = 10

/** The card's top left. Where no side has room it lies at the edge that is farthest away. */
export function placeCard(target: Box, card: Size, view: Size): { readonly x: number; readonly y: number } {
  const alongX = within(target.x + target.w / 2 - card.w / 2, view.w - card.w)
  const alongY = within(target.y + target.h / 2 - card.h / 2, view.h - card.h)
  const below = target.y + target.h + gapPx
  const above = target.y - gapPx - card.h
  const right = target.x + target.w + gapPx
  const left = target.x - gapPx - card.w
  if (below + card.h <= view.h - edgePx) return { x: alongX, y: below }
  if (above >= edgePx) return { x: alongX, y: above }
  if (right + card.w <= view.w - edgePx) return { x: right, y: alongY }
  if (left >= edgePx) return { x: left, y: alongY }
  const isHigh = target.y + target.h / 2 < view.h / 2
  return { x: alongX, y: isHigh ? Math.max(edgePx, view.h - card.h - edgePx) : edgePx }
}

function within(wanted: number, room: number): number {
  return Math.max(edgePx, Math.min(wanted, room - edgePx))
}

/** The part of a box that is on the screen; null when too little of it is to point at. */
export function onScreen({ x, y, w, h }: Box, view: Size): Box | null {
  const [left, top] = [Math.max(x, 0), Math.max(y, 0)]
  const [right, bottom] = [Math.min(x + w, view.w), Math.min(y + h, view.h)]
  if (right - left < leastPx || bottom - top < leastPx) return null
  return { x: left, y: top, w: right - left, h: bottom - top }
}
const leastPx = 12

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

/**
 * The card's top left. Of the sides with room the first on which it hides no message, beyond the
 * message when it has to be; where no side has room it lies at the edge that is farthest away.
 */
export function placeCard(
  target: Box,
  card: Size,
  view: Size,
  messages: readonly Box[] = [],
): { readonly x: number; readonly y: number } {
  const alongX = within(target.x + target.w / 2 - card.w / 2, view.w - card.w)
  const alongY = within(target.y + target.h / 2 - card.h / 2, view.h - card.h)
  const lowest = Math.max(target.y + target.h, ...messages.map(({ y, h }) => y + h))
  const highest = Math.min(target.y, ...messages.map(({ y }) => y))
  const below = { x: alongX, y: target.y + target.h + gapPx }
  const above = { x: alongX, y: target.y - gapPx - card.h }
  const aside = [
    { x: target.x + target.w + gapPx, y: alongY },
    { x: target.x - gapPx - card.w, y: alongY },
  ]
  const beyond = [
    { x: alongX, y: lowest + gapPx },
    { x: alongX, y: highest - gapPx - card.h },
  ]
  const sides = [below, above, ...aside].filter((at) => isWhole({ ...at, ...card }, view))
  const hidesNone = [...sides, ...beyond.filter((at) => isWhole({ ...at, ...card }, view))].find(
    (at) => ![target, ...messages].some((box) => overlap(box, { ...at, ...card })),
  )
  const isHigh = target.y + target.h / 2 < view.h / 2
  const farEdge = { x: alongX, y: isHigh ? Math.max(edgePx, view.h - card.h - edgePx) : edgePx }
  return hidesNone ?? sides[0] ?? farEdge
}

function isWhole({ x, y, w, h }: Box, view: Size): boolean {
  return x >= edgePx && y >= edgePx && x + w <= view.w - edgePx && y + h <= view.h - edgePx
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h
}

/** Between the frame and what it is around; and the frame's own line with the glow next to it. */
const aroundPx = 6
const framePx = 2

/** The frame around what a step points at: whole on the screen, on the thing itself where that lies at an edge. */
export function frameAround({ x, y, w, h }: Box, view: Size): Box {
  const [left, top] = [Math.max(x - aroundPx, framePx), Math.max(y - aroundPx, framePx)]
  const right = Math.min(x + w + aroundPx, view.w - framePx)
  const bottom = Math.min(y + h + aroundPx, view.h - framePx)
  return { x: left, y: top, w: right - left, h: bottom - top }
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

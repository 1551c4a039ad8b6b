/**
 * The boxes that a template draws inside a zone for its notes: a step of a row, a column, a half. Notes
 * of such a zone lie in them, clear of the word at the top left and of what is drawn beside it.
 */
import { unitPx } from '../template/template.ts'
import type { Box } from './geometry.ts'
import type { MarkShape } from './schema.ts'

/** The word at the top left of a slot. */
export const slotWord = { size: 28, x: 18, y: 9 } as const

export interface Slot {
  /** As it is drawn. */
  readonly box: Box
  /** What of it is for notes. */
  readonly room: Box
  /** True where arrows lead from one slot to the next: a note each, then the second of each. */
  readonly isStep: boolean
}

/** Below the word, where a note fits there. */
const wordPx = 48
/** Beside a word or an arrow. */
const clearPx = 12

/** The slots of a zone by these marks of its template, in the order of reading. */
export function slotsIn(zone: Box, marks: readonly MarkShape[]): Slot[] {
  const within = marks.filter((mark) => isWithin(zone, boxOf(mark)))
  const arrows = within.filter(({ props }) => props.form === 'arrow').map(boxOf)
  return within
    .filter(({ props }) => props.form === 'slot')
    .toSorted((a, b) => a.y - b.y || a.x - b.x)
    .map((mark) => ({ box: boxOf(mark), room: roomIn(mark, arrows), isStep: arrows.length > 0 }))
}

/** Below the word; in a low slot to the right of it and of the arrow that begins there. */
function roomIn(mark: MarkShape, arrows: readonly Box[]): Box {
  const { x, y, w, h } = boxOf(mark)
  if (h - wordPx >= unitPx) return { x, y: y + wordPx, w, h: h - wordPx }
  const letters = Math.max(...Object.values(mark.props.label).map((word) => word.length))
  const ends = arrows
    .filter((arrow) => arrow.x < x + w && arrow.x + arrow.w > x && arrow.y < y + h && arrow.y + arrow.h > y)
    .map((arrow) => arrow.x + arrow.w - x)
  const left = Math.max(slotWord.x + letters * slotWord.size * 0.7, ...ends) + clearPx
  return { x: x + left, y, w: w - left, h }
}

function boxOf({ x, y, props: { w, h } }: MarkShape): Box {
  return { x, y, w, h }
}

function isWithin(zone: Box, { x, y, w, h }: Box): boolean {
  return x >= zone.x && y >= zone.y && x + w <= zone.x + zone.w && y + h <= zone.y + zone.h
}

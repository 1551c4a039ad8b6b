/** How tall a note is by its words, for whoever has no canvas to measure it with. */
import { unitPx } from '../../template/template.ts'
import type { NoteShape } from '../schema.ts'
import { fitText, type SetText } from './lines.ts'
import { labelSizes } from './strokes.ts'

/** The room around a note's words. */
export const noteRoom = { pad: 15, top: 36 } as const
const side = unitPx
const smallest = 15

/** A note's words as a picture sets them. `foot`: the room below them. */
export function noteWords(props: NoteShape['props'], foot: number): SetText {
  const room = { width: side - 2 * noteRoom.pad, height: side - noteRoom.top - foot }
  return fitText(props.richText, room, labelSizes[props.size], smallest)
}

const heights = new WeakMap<NoteShape['props'], number>()

/**
 * Before its scale: as measured where it was, else as a picture would have it. On a canvas a note grows
 * to twice its height at most.
 */
export function heightOf({ props }: NoteShape): number {
  if (props.growY > 0) return side + props.growY
  const known = heights.get(props)
  if (known !== undefined) return known
  const { top, pad } = noteRoom
  const height = Math.min(2 * side, Math.max(side, top + noteWords(props, pad).height + pad))
  heights.set(props, height)
  return height
}

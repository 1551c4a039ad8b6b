/** The words on a shared card: in the largest letters in which all of them fit, on screen and in pictures. */
import type { LooseText } from '../rich-text.ts'
import type { CardShape } from '../schema.ts'
import { fitText, type SetText } from './lines.ts'

export const cardPadPx = 24
const largest = 40
const smallest = 15
/** The editor sets lines a little farther apart, and letters a little wider, than is reckoned with here. */
const give = { width: 0.97, height: 0.93 }

export function cardWords(text: LooseText, { w, h }: Pick<CardShape['props'], 'w' | 'h'>): SetText {
  const room = { width: (w - 2 * cardPadPx) * give.width, height: (h - 2 * cardPadPx) * give.height }
  return fitText(text, room, largest, smallest)
}

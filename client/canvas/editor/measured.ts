import type { Editor } from 'tldraw'
import type { BoardShape } from '../../../shared/board/schema.ts'
import { isBoardShape } from './rights.ts'

/** The shape with what follows from its words in this browser: how far it grew, how small its letters are. */
export function measured(editor: Editor, shape: BoardShape): BoardShape {
  const next = editor.getShapeUtil(shape).onBeforeCreate?.(shape)
  return next !== undefined && isBoardShape(next) ? next : shape
}

/** The keys with which notes are written one after the other. */
import type { Editor, TLShapeId } from 'tldraw'
import { isNote } from '../editor/board-on.ts'
import { writeNext, writePrevious } from './write-note.ts'

/** Of an open note. Tab, and Ctrl or Cmd with Enter: the next one; with Shift: back. */
export function onWritingKey(editor: Editor, id: TLShapeId, event: KeyboardEvent): void {
  const isEnter = (event.metaKey || event.ctrlKey) && event.key === 'Enter'
  if (event.key !== 'Tab' && !isEnter) return
  event.preventDefault()
  const note = editor.getShape(id)
  if (!isNote(note)) return
  if (event.shiftKey) writePrevious(editor, note)
  else writeNext(editor, note)
}

/** What writing on a canvas asks of what is around it. */
import type { Editor } from 'tldraw'
import type { ZoneArea } from '../../../shared/board/outline.ts'
import type { SessionKind } from '../../../shared/session/session.ts'
import type { CanvasWord } from '../words/canvas-words.ts'

export interface NoteDesk {
  sessionKind(): SessionKind | null
  /** Opens the card on which a note without a name is written. */
  writeNameless(zone: ZoneArea, text: string): void
  tell(word: CanvasWord): void
}

const desks = new WeakMap<Editor, NoteDesk>()
export function seatNoteDesk(editor: Editor, desk: NoteDesk): void {
  desks.set(editor, desk)
}
export function noteDeskOf(editor: Editor): NoteDesk | null {
  return desks.get(editor) ?? null
}

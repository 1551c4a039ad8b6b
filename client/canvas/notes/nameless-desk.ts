/** Which nameless card is open on this canvas, and the way from a note of this device to its card. */
import { atom, type Atom, type Editor } from 'tldraw'
import { authorOf } from '../../../shared/board/note-meta.ts'
import { noteIdOf, type NoteShape } from '../../../shared/board/schema.ts'
import { plainText } from '../../../shared/board/rich-text.ts'
import type { RichText } from '../../../shared/board/vocabulary.ts'
import type { BoardId, NoteId } from '../../../shared/ids.ts'
import { rightsOf } from '../editor/rights.ts'
import { noteKeyOf } from './nameless-keys.ts'

export type NamelessCard =
  | { readonly type: 'new'; readonly zone: string; readonly title: string; readonly text: string }
  | { readonly type: 'own'; readonly noteId: NoteId; readonly noteKey: string; readonly text: string }

export class NamelessDesk {
  readonly boardId: BoardId
  readonly open: Atom<NamelessCard | null> = atom('nameless card', null)
  constructor(boardId: BoardId) {
    this.boardId = boardId
  }
}

const desks = new WeakMap<Editor, NamelessDesk>()
export function seatNamelessDesk(editor: Editor, desk: NamelessDesk): void {
  desks.set(editor, desk)
}

/** Opens the card of a nameless note that was written on this device; otherwise does nothing. */
export function openOwnNameless(editor: Editor, note: NoteShape): void {
  const desk = desks.get(editor)
  if (desk === undefined || authorOf(note) !== null || rightsOf(editor)?.mayWrite() !== true) return
  const noteId = noteIdOf(note.id)
  const noteKey = noteId === null ? null : noteKeyOf(desk.boardId, noteId)
  if (noteId === null || noteKey === null) return
  const { richText } = note.props
  desk.open.set({ type: 'own', noteId, noteKey, text: isRichText(richText) ? plainText(richText) : '' })
}

function isRichText(value: {
  readonly type: string
  readonly content: readonly unknown[]
}): value is RichText {
  return value.type === 'doc'
}

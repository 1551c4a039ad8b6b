/** Which nameless card is open on this canvas, and the way from a note of this device to its card. */
import { atom, type Atom, type Editor } from 'tldraw'
import { authorOf } from '../../../shared/board/note-meta.ts'
import { noteIdOf, type NoteShape } from '../../../shared/board/schema.ts'
import { plainText } from '../../../shared/board/rich-text.ts'
import type { RichText } from '../../../shared/board/vocabulary.ts'
import type { BoardId, NoteId } from '../../../shared/ids.ts'
import { rightsOf } from '../editor/rights.ts'
import { readLeft, writeLeft, type DraftMemory } from './draft-memory.ts'
import { notUnderway, type Draft, type Underway } from './nameless-draft.ts'
import { noteKeyOf } from './nameless-keys.ts'

export type NamelessCard =
  | { readonly type: 'new'; readonly zone: string; readonly title: string; readonly text: string }
  | { readonly type: 'own'; readonly noteId: NoteId; readonly noteKey: string; readonly text: string }

/** A note that the server laid. */
export interface Placed {
  readonly zone: string
  /** Null where its key was lost on the way. */
  readonly noteId: NoteId | null
  /** The card stays for the next one, and says itself that this one was placed. */
  readonly goesOn: boolean
}

export class NamelessDesk {
  readonly boardId: BoardId
  readonly open: Atom<NamelessCard | null> = atom('nameless card', null)
  readonly #memory: DraftMemory
  /** Words that were not sent when their card or the page closed; in this tab alone, gone with it. */
  readonly #drafts: Map<string, Draft>
  readonly #hearers = new Set<(placed: Placed) => void>()
  /** The card that was being written on when an earlier page went. */
  #left: NamelessCard | null

  constructor(boardId: BoardId, memory: DraftMemory) {
    this.boardId = boardId
    this.#memory = memory
    const { open, drafts } = readLeft(memory)
    this.#left = open
    this.#drafts = new Map(drafts)
  }

  /** Once, when the person may write: opens the card that a reload closed. */
  reopen(): void {
    const left = this.#left
    this.#left = null
    if (left !== null && this.open.get() === null) this.open.set(left)
  }

  /** Hears of each new note that came on the board from a card. Returns the way to stop. */
  onPlaced(hear: (placed: Placed) => void): () => void {
    this.#hearers.add(hear)
    return () => this.#hearers.delete(hear)
  }

  tellPlaced(placed: Placed): void {
    for (const hear of this.#hearers) hear(placed)
  }

  close(): void {
    this.open.set(null)
    this.#remember(null)
  }

  /** What was being written on this card, together with what it comes with. */
  draftOf(card: NamelessCard): Draft {
    const kept = this.#drafts.get(placeOf(card))
    const underway: Underway =
      card.type === 'own'
        ? { type: 'placed', text: card.text, noteId: card.noteId, noteKey: card.noteKey }
        : (kept?.underway ?? notUnderway)
    if (kept === undefined) return { text: card.text, underway }
    const isMore = card.type === 'new' && card.text !== '' && kept.text !== ''
    return { text: isMore ? `${kept.text}\n${card.text}` : kept.text || card.text, underway }
  }

  keep(card: NamelessCard, draft: Draft): void {
    this.#drafts.set(placeOf(card), draft)
    this.#remember(card)
  }

  /** The person is done with these words. What may be on the board without its key is kept all the same. */
  forget(card: NamelessCard): void {
    const kept = this.#drafts.get(placeOf(card))
    if (card.type === 'own' || kept?.underway.type !== 'unanswered') this.drop(card)
  }

  drop(card: NamelessCard): void {
    this.#drafts.delete(placeOf(card))
    this.#remember(null)
  }

  #remember(open: NamelessCard | null): void {
    writeLeft(this.#memory, { open, drafts: [...this.#drafts] })
  }
}

function placeOf(card: NamelessCard): string {
  return card.type === 'new' ? `zone ${card.zone}` : `note ${card.noteId}`
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

/**
 * What a link has to do with the unsaved work of this person on this device: takes up what an earlier
 * page left, and says what of this page is to be kept. It doesn't know the line; the link says when
 * the server has named epoch and person.
 */
import * as Y from 'yjs'
import { recordsOf } from '../../shared/board/layout.ts'
import { schemaAgeOf } from '../../shared/board/upgrade.ts'
import type { Connection, LinkState } from './link-state.ts'
import type { KeptEdits } from './edit-keeper.ts'
import type { Keeping, Unsaved } from './keeping.ts'
import type { Seat } from './seat.ts'
import { touchedFrom, wordsIn, type LostWords } from './touched.ts'
import type { Tray } from './tray.ts'

export class KeptWork {
  /** Null where nothing is kept. */
  readonly #keeping: Keeping | null
  readonly #tray: Tray
  #isTakenUp = false

  constructor(keeping: Keeping | null, tray: Tray) {
    this.#keeping = keeping
    this.#tray = tray
  }

  /** True when a reload of the page would lose nothing of what is unsaved. */
  get isKept(): boolean {
    return this.#keeping?.isKept === true
  }

  get canKeep(): boolean {
    return this.#keeping?.canKeep === true
  }

  /** The cookie became another's: nothing of ours may go under their name, nor be shown to them. */
  isOfAnother(participantId: string): boolean {
    return this.#keeping !== null && this.#keeping.participantId !== participantId
  }

  /**
   * Work of this person that an earlier page could not save goes into the doc, to be saved as if it
   * was made here. Once, and before the server's question is answered. True when there was any.
   */
  takeUp(seat: Seat, epoch: number, origin: unknown): boolean {
    const keeping = this.#keeping
    if (keeping === null || this.#isTakenUp) return false
    this.#isTakenUp = true
    const mine = keeping.found.filter((edits) => edits.epoch === epoch && isOfThisVersion(edits))
    // The board was built anew since, or another version of us wrote this: edits lean on what is no
    // more, and only their words remain.
    this.#bringToTray(
      keeping,
      keeping.found.filter((edits) => !mine.includes(edits)),
    )
    for (const { update, touched } of mine) {
      Y.applyUpdate(seat.doc, update, origin)
      seat.touched.restore(touched)
    }
    if (mine.length > 0) keeping.adopted(mine)
    return mine.length > 0
  }

  /** The board as this person left it, to go on with while there is no line; null when nothing lies there. */
  left(): Pick<LinkState, 'epoch' | 'me'> | null {
    const keeping = this.#keeping
    if (keeping === null || this.#isTakenUp) return null
    const readable = keeping.found.filter(isOfThisVersion)
    if (readable.length === 0) return null
    const epoch = Math.max(...readable.map((edits) => edits.epoch))
    // Who could write here may go on; the server decides once there is a line.
    return { epoch, me: { participantId: keeping.participantId, role: keeping.role, mayWrite: true } }
  }

  changed(unsaved: () => Unsaved | null): void {
    this.#keeping?.changed(unsaved)
  }

  writeNow(): void {
    this.#keeping?.writeNow()
  }

  saved(): void {
    this.#keeping?.saved()
  }

  /** After a close for good: who may come back keeps the work to come back to; for all others it is in the tray. */
  ended(connection: Connection): void {
    const keeping = this.#keeping
    if (keeping === null || connection.status !== 'refused') return
    if (connection.reason === 'reload' || connection.reason === 'noIdentity') return
    if (!this.#isTakenUp) {
      this.#isTakenUp = true
      this.#bringToTray(keeping, keeping.found)
    }
    // Where the tab keeps no tray, a next page has the words from the device.
    if (this.#tray.isKept) keeping.saved()
  }

  #bringToTray(keeping: Keeping, left: readonly KeptEdits[]): void {
    for (const edits of left) this.#tray.add(wordsOf(edits), 'not-saved')
    // Bytes that nobody can read stay until their thirty days are over: a later version may.
    if (this.#tray.isKept) keeping.erase(left.filter((edits) => docOf(edits) !== null))
  }
}

/** The words that one page left; none when its bytes can't be read. */
export function wordsOf(edits: KeptEdits): LostWords[] {
  const doc = docOf(edits)
  if (doc === null) return []
  const words = wordsIn(doc, touchedFrom(edits.touched))
  doc.destroy()
  return words
}

/** False for what a page of another version wrote: its records may be of other forms. */
function isOfThisVersion(edits: KeptEdits): boolean {
  const doc = docOf(edits)
  const isOurs = doc !== null && schemaAgeOf(doc) === 'present'
  doc?.destroy()
  return isOurs
}

/** Null when the bytes are no whole doc. */
function docOf({ update }: KeptEdits): Y.Doc | null {
  const doc = new Y.Doc()
  recordsOf(doc)
  try {
    Y.applyUpdate(doc, update)
  } catch {
    // A device may keep half of what it was given.
    return null
  }
  return doc.store.pendingStructs === null ? doc : null
}

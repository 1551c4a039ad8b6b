/** What an earlier page of the same person could not save, taken up by this one. */
import * as Y from 'yjs'
import type { KeptEdits } from './edit-keeper.ts'
import type { Seat } from './seat.ts'
import { touchedFrom, wordsIn } from './touched.ts'
import type { Tray } from './tray.ts'

/** The board as it lay there last; null when there is nothing. */
export function newestEpoch(found: readonly KeptEdits[]): number | null {
  return found.length === 0 ? null : Math.max(...found.map(({ epoch }) => epoch))
}

/** Edits of this epoch go into the doc, to be saved as if they were made here. Their changes are not local. */
export function adoptInto(seat: Seat, edits: readonly KeptEdits[], origin: unknown): void {
  for (const { update, touched } of edits) {
    Y.applyUpdate(seat.doc, update, origin)
    seat.touched.restore(touched)
  }
}

/** The board was built anew since: edits lean on what is no more, and only their words remain. */
export function wordsToTray(tray: Tray, edits: readonly KeptEdits[]): void {
  for (const { update, touched } of edits) {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, update)
    tray.add(wordsIn(doc, touchedFrom(touched)), 'not-saved')
    doc.destroy()
  }
}

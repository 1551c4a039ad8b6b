/** Unsaved work in IndexedDB. With the last of a board goes the page that showed it. */
import * as z from 'zod/mini'
import type { EditKeeper, KeptEdits } from '../link/edit-keeper.ts'
import { inStore } from './kept-store.ts'

const editsSchema = z.object({
  key: z.string(),
  participantId: z.string(),
  boardId: z.string(),
  epoch: z.number(),
  stamp: z.string(),
  writtenAt: z.number(),
  update: z.instanceof(Uint8Array),
  touched: z.array(z.tuple([z.string(), z.union([z.literal('whole'), z.array(z.string())])])),
})

/** What lies there and is ours to read. */
function parsed(rows: readonly unknown[]): KeptEdits[] {
  return rows.flatMap((row) => {
    const edits = editsSchema.safeParse(row)
    return edits.success ? [edits.data] : []
  })
}

export const keptEdits: EditKeeper = {
  read: (participantId, boardId) =>
    inStore('readonly', (store) => {
      const all = store('edits').index('boardId').getAll(boardId)
      return () => parsed(all.result).filter((edits) => edits.participantId === participantId)
    }),
  write: (edits) =>
    inStore('readwrite', (store) => {
      const edited = store('edits')
      edited.put(edits)
      // At once: a page that goes does not live to hear that the writing was done, and would undo it.
      edited.transaction.commit()
      return () => {}
    }),
  erase: (key, stamp) =>
    inStore('readwrite', (store) => {
      const row = store('edits').get(key)
      row.onsuccess = () => {
        const [edits] = parsed([row.result])
        if (edits?.stamp !== stamp) return
        store('edits').delete(key)
        dropPageOf(store, edits.boardId)
      }
      return () => {}
    }),
  eraseBefore: (at, spare) =>
    inStore('readwrite', (store) => {
      const rows = store('edits').index('writtenAt').openCursor(IDBKeyRange.upperBound(at, true))
      rows.onsuccess = () => {
        const cursor = rows.result
        if (cursor === null) return
        const [edits] = parsed([cursor.value])
        const isSpared = edits?.participantId === spare.participantId && edits.boardId === spare.boardId
        if (edits !== undefined && !isSpared) {
          cursor.delete()
          dropPageOf(store, edits.boardId)
        }
        cursor.continue()
      }
      return () => {}
    }),
}

/** With the last unsaved work of a board goes its page. */
function dropPageOf(store: (name: 'edits' | 'pages') => IDBObjectStore, boardId: string): void {
  const left = store('edits').index('boardId').count(boardId)
  left.onsuccess = () => {
    if (left.result === 0) store('pages').delete(boardId)
  }
}

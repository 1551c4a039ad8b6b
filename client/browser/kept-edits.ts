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
      const all = store('edits').getAll()
      return () =>
        parsed(all.result).filter(
          (edits) => edits.participantId === participantId && edits.boardId === boardId,
        )
    }),
  write: (edits) =>
    inStore('readwrite', (store) => {
      const edited = store('edits')
      edited.put(edits)
      // At once: a page that goes does not live to hear that the writing was done, and would undo it.
      edited.transaction.commit()
      return () => {}
    }),
  erase: (key, stamp) => eraseAll((edits) => edits.key === key && edits.stamp === stamp),
  eraseBefore: (at) => eraseAll((edits) => edits.writtenAt < at),
}

/** With the last unsaved work of a board goes its page. */
function eraseAll(isMeant: (edits: KeptEdits) => boolean): Promise<void> {
  return inStore('readwrite', (store) => {
    const all = store('edits').getAll()
    all.onsuccess = () => {
      const before = parsed(all.result)
      const gone = before.filter(isMeant)
      const needed = new Set(before.filter((edits) => !gone.includes(edits)).map(({ boardId }) => boardId))
      for (const { key, boardId } of gone) {
        store('edits').delete(key)
        if (!needed.has(boardId)) store('pages').delete(boardId)
      }
    }
    return () => {}
  })
}

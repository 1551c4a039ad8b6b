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
      store('edits').put(edits)
      return () => {}
    }),
  erase: (key, stamp) =>
    inStore('readwrite', (store) => {
      const all = store('edits').getAll()
      all.onsuccess = () => {
        const before = parsed(all.result)
        const gone = before.find((edits) => edits.key === key && edits.stamp === stamp)
        if (gone === undefined) return
        store('edits').delete(key)
        const { boardId } = gone
        if (!before.some((edits) => edits !== gone && edits.boardId === boardId))
          store('pages').delete(boardId)
      }
      return () => {}
    }),
}

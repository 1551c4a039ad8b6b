/** Pictures that wait for a line, in IndexedDB. */
import * as z from 'zod/mini'
import { imageTypes } from '../../shared/image/image.ts'
import type { KeptPicture, PictureKeeper } from '../pictures/picture-keeper.ts'
import { inStore } from './kept-store.ts'

const bytes = z.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array)
const pictureSchema = z.object({
  key: z.string(),
  participantId: z.string(),
  boardId: z.string(),
  writtenAt: z.number(),
  bytes,
  type: z.enum(imageTypes),
  width: z.number(),
  height: z.number(),
  x: z.number(),
  y: z.number(),
})
/** What nobody came back for goes after this, as unsaved work does. */
const keptForMs = 30 * 24 * 60 * 60 * 1000

export const keptPictures: PictureKeeper = {
  read: (participantId, boardId) =>
    inStore('readwrite', (store) => {
      const all = store('pictures').getAll()
      const mine: KeptPicture[] = []
      all.onsuccess = () => {
        for (const row of all.result) {
          const { data } = pictureSchema.safeParse(row)
          if (data === undefined) continue
          const isMine = data.participantId === participantId && data.boardId === boardId
          if (isMine) mine.push(data)
          else if (data.writtenAt < Date.now() - keptForMs) store('pictures').delete(data.key)
        }
      }
      return () => mine.toSorted((a, b) => a.writtenAt - b.writtenAt)
    }),
  write: (picture) =>
    inStore('readwrite', (store) => {
      store('pictures').put(picture)
      return () => {}
    }),
  erase: (key) =>
    inStore('readwrite', (store) => {
      store('pictures').delete(key)
      return () => {}
    }),
}

/** A board with as many notes as one may hold, in the layout of our client, with a history or without. */
import * as Y from 'yjs'
import { recordsMax } from '../../../server/core/guard/judge.ts'
import { must } from '../../../shared/assert.ts'
import { recordFactories } from '../../../shared/board/factories.ts'
import { recordsOf, writeDiff } from '../../../shared/board/layout.ts'
import { keysAbove } from '../../../shared/board/order.ts'
import { pageId, shapeIdOf } from '../../../shared/board/schema.ts'
import type { NoteId, ParticipantId } from '../../../shared/ids.ts'

/** Page and document are records too. */
export const notes = recordsMax - 2
const perUpdate = 100
const words =
  'Op dinsdag komt de arts om tien uur, maar de familie hoort dat pas de dag erna. Dat geeft onrust bij iedereen. '.repeat(
    3,
  )

const noteIdOf = (n: number) => `note${String(n).padStart(12, '0')}` as NoteId

/** The updates that make it, each as large as one of a client may be. */
export function fullBoard(author: string, edits: number): { updates: Uint8Array[]; whole: Uint8Array } {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => void updates.push(update))
  const records = recordsOf(doc)
  const keys = keysAbove(null, notes)
  for (let from = 0; from < notes; from += perUpdate) {
    doc.transact(() => {
      for (let n = from; n < Math.min(notes, from + perUpdate); n += 1) {
        const at = { x: (n % 70) * 220, y: Math.floor(n / 70) * 220, index: must(keys[n], 'a key') }
        const meta = { author: author as ParticipantId, kind: 'contribution' as const }
        writeDiff(records, null, recordFactories.note({ id: noteIdOf(n), at, text: words, meta }))
      }
    })
  }
  for (let edit = 0; edit < edits; edit += perUpdate) {
    doc.transact(() => {
      for (let n = edit; n < edit + perUpdate; n += 1) {
        // Scattered over the board, so that hardly two in a row are of one note.
        const id = shapeIdOf(noteIdOf((n * 7_919) % notes))
        must(records.get(id), 'a note').set('pos', [pageId, (n % 997) * 3, (n % 499) * 5, 0])
      }
    })
  }
  const whole = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return { updates, whole }
}

/** As many shapes of about the same size for tldraw's rooms, which keep no history. */
export function fullTldrawBoard(): readonly object[] {
  const shapes = Array.from({ length: notes }, (_, n) => ({
    id: `shape:note${n}`,
    typeName: 'shape',
    type: 'group',
    parentId: 'page:page',
    x: (n % 70) * 220,
    y: Math.floor(n / 70) * 220,
    rotation: 0,
    index: 'a1',
    opacity: 1,
    isLocked: false,
    props: {},
    meta: { words },
  }))
  return [
    { typeName: 'document', id: 'document:document', name: '', gridSize: 10, meta: {} },
    { typeName: 'page', id: 'page:page', name: '', index: 'a1', meta: {} },
    ...shapes,
  ]
}

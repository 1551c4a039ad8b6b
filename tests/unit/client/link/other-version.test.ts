import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { KeptEdits } from '../../../../client/link/edit-keeper.ts'
import { Keeping } from '../../../../client/link/keeping.ts'
import { recordFactories } from '../../../../shared/board/factories.ts'
import { readAll, recordsOf, seedBoard, writeDiff } from '../../../../shared/board/layout.ts'
import type { NoteId } from '../../../../shared/ids.ts'
import { FakeEditKeeper } from '../../../support/edit-keeper.ts'
import { oldSchema } from '../../../support/old-board.ts'
import { Host } from './host.ts'

const [participantId, boardId] = ['piet00000000', 'board0000000']
const mine = recordFactories.note({
  id: 'note00000001' as NoteId,
  at: { x: 0, y: 0, index: 'a1' },
  text: 'eten',
  meta: {},
})

/** What a page left, after something was done to its doc or its bytes. */
function kept(change: (doc: Y.Doc) => void, cut = (update: Uint8Array) => update): KeptEdits {
  const doc = new Y.Doc()
  seedBoard(doc, { title: 'Bord', epoch: 1 })
  doc.transact(() => writeDiff(recordsOf(doc), null, mine))
  doc.transact(() => change(doc))
  const touched = [...recordsOf(doc).keys()].map((id) => [id, 'whole'] as const)
  return {
    participantId,
    boardId,
    touched,
    key: 'k1',
    stamp: 's1',
    epoch: 1,
    writtenAt: 0,
    update: cut(Y.encodeStateAsUpdate(doc)),
  }
}

async function opens(edits: KeptEdits) {
  const device = new FakeEditKeeper()
  await device.write(edits)
  const keeping = new Keeping({
    keeper: device,
    participantId,
    boardId,
    role: 'participant',
    found: [edits],
    newKey: () => 'k2',
    now: () => 0,
    after: (_ms, run) => queueMicrotask(run),
  })
  return { device, keeping, host: new Host({ keeping }) }
}
const ofOldSchema = (doc: Y.Doc) => void doc.getMap('meta').set('schema', oldSchema)

test('[LK72] what a page of another version left is never written again: its words are in the tray', async () => {
  const { device, keeping, host } = await opens(kept(ofOldSchema))
  host.open()
  await keeping.settled()
  expect(host.link.notPlaced().map(({ text }) => text)).toEqual(['eten'])
  expect(readAll(host.link.doc).has(mine.id)).toBe(false)
  expect(host.link.state()).toMatchObject({ connection: { status: 'live' }, saving: false })
  expect(device.lying.size).toBe(0)
})

test('[LK72] without a line such work is no board to go on with', async () => {
  const { device, host } = await opens(kept(ofOldSchema))
  host.socket.cut(1012)
  expect([host.link.isSynced, device.lying.size]).toEqual([false, 1])
})

test('[LK72] what is no record at all ends no page, and keeps the words beside it from nobody', async () => {
  const junk = (doc: Y.Doc) => {
    ofOldSchema(doc)
    recordsOf(doc).set('shape:word', 'een woord' as never)
    recordsOf(doc).set('shape:list', Y.Array.from([1]) as never)
  }
  const { host } = await opens(kept(junk))
  host.open()
  expect(host.link.notPlaced().map(({ text }) => text)).toEqual(['eten'])
})

test('[LK72] bytes that can not be read end no page, and stay on the device', async () => {
  const { device, keeping, host } = await opens(
    kept(
      () => {},
      (update) => update.slice(0, -40),
    ),
  )
  host.open()
  await keeping.settled()
  expect(host.link.state().connection.status).toBe('live')
  expect([host.link.notPlaced().length, device.lying.size]).toEqual([0, 1])
})

import * as fc from 'fast-check'
import * as Y from 'yjs'
import { describe, expect, test } from 'vitest'
import { must } from '../../../../shared/assert.ts'
import { readAll, readMeta, recordsOf, writeDiff } from '../../../../shared/board/layout.ts'
import { rebuild } from '../../../../server/core/rebuild.ts'
import { arbitraryRecord } from '../../../support/board-arbitraries.ts'
import { grownBoard } from '../../../support/grown-board.ts'
import { RoomTable, rows } from '../../../support/room-table.ts'
import { note, people, seededBoard } from '../../../support/room-world.ts'
import { boardId, snapshotFact, snapshotId } from '../../../support/store-rows.ts'
import { wireVersion } from '../../../../shared/wire/version.ts'

const grown = grownBoard()
const alsoGrown = grownBoard(6)
/** Ten thousands of letters are played again several times in each. */
const slow = { timeout: 60_000 }
const docOf = (...updates: Uint8Array[]) => {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return doc
}

/** A board that has grown on the disk, and piet who leaves it. */
async function grownTable() {
  const table = await RoomTable.lay()
  await table.store.commit(
    [{ boardId, epoch: 1, fence: 0, updates: [grown], clients: [{ clientId: 5, owner: rows.piet.id }] }],
    [snapshotFact(new Uint8Array([4, 5]))],
  )
  const piet = await table.enters(rows.piet)
  return { table, piet }
}

async function putAway(table: RoomTable, waitMs = 61_000) {
  table.clock.pass(waitMs)
  for (let round = 0; round < 5; round += 1) await table.settle()
}

describe('a board that has grown far beyond what lies on it', slow, () => {
  test('[RM87] begins a new epoch once it is put away: same records, nothing else', async () => {
    const { table, piet } = await grownTable()
    await using _ = table
    const before = (await table.onDisk()).records
    piet.leave()
    await putAway(table)
    const { stored, records, doc } = await table.onDisk()
    expect(records).toEqual(before)
    expect([stored.epoch, stored.tail, stored.clients.length]).toEqual([2, [], 1])
    expect(must(stored.checkpoint, 'a checkpoint').byteLength).toBeLessThan(grown.byteLength / 2)
    expect(readMeta(doc)).toEqual({ ...readMeta(docOf(grown)), epoch: 2 })
    expect([must(await table.store.board(boardId), 'the board').epoch, table.rooms.roomCount]).toEqual([2, 0])
    expect(await table.store.snapshotDoc(snapshotId)).toEqual(new Uint8Array([4, 5]))
  })

  test('[RM88] tells a page of the old epoch to reload, and takes in a new one, who writes on', async () => {
    const { table, piet } = await grownTable()
    await using _ = table
    piet.leave()
    await putAway(table)
    const asked = { epoch: 1, protocol: wireVersion }
    expect(await table.rooms.connect(piet.wire, boardId, rows.piet, asked)).toBeNull()
    expect(piet.closed).toBe('reload')
    const noor = await table.enters(rows.noor)
    expect(noor.heard('welcome')).toMatchObject([{ epoch: 2 }])
    noor.write((each) => writeDiff(each, null, note('note-noor-new', 'nieuw', people.noor)))
    await table.settle()
    expect((await table.onDisk()).records).toEqual(noor.records)
  })

  test('[RM89] stays as it is for who comes back meanwhile', async () => {
    const { table, piet } = await grownTable()
    await using _ = table
    piet.leave()
    table.clock.pass(60_000)
    table.replayer.hold()
    for (let round = 0; round < 3; round += 1) await table.settle()
    const noor = await table.enters(rows.noor)
    table.replayer.release()
    for (let round = 0; round < 3; round += 1) await table.settle()
    expect(noor.heard('welcome')).toMatchObject([{ epoch: 1 }])
    noor.write((each) => writeDiff(each, null, note('note-noor-new', 'nieuw', people.noor)))
    await table.settle()
    const { stored, records } = await table.onDisk()
    expect([stored.epoch, noor.closed, records]).toEqual([1, null, noor.records])
  })

  test('[RM89] and where the disk or the thread fails', async () => {
    const { table, piet } = await grownTable()
    await using _ = table
    const before = (await table.onDisk()).records
    table.replayer.kill()
    piet.leave()
    await putAway(table)
    expect((await table.onDisk()).stored.epoch).toBe(1)
    table.replayer.revive()
    expect((await table.enters(rows.noor)).records).toEqual(before)
  })
})

describe('records in a fresh doc', slow, () => {
  test('[RM90] are the same, text with its formatting included', () =>
    fc.assert(
      fc.property(fc.array(arbitraryRecord, { maxLength: 6 }), (records) => {
        const doc = docOf(alsoGrown)
        doc.transact(() => {
          for (const record of records) writeDiff(recordsOf(doc), null, record)
        })
        const before = readAll(doc)
        const { bytes, clientId } = must(rebuild([Y.encodeStateAsUpdate(doc)], 7), 'a fresh doc')
        const fresh = docOf(bytes)
        expect(readAll(fresh)).toEqual(before)
        expect([...Y.decodeStateVector(Y.encodeStateVector(fresh)).keys()]).toEqual([clientId])
      }),
      { numRuns: 15 },
    ))

  test('[RM90] are not made where something is there that nobody can read', () => {
    const doc = docOf(grown)
    recordsOf(doc).set('shape:strange', new Y.Map([['base', { id: 'shape:strange', what: 'ever' }]]))
    expect(rebuild([Y.encodeStateAsUpdate(doc)], 2)).toBeNull()
  })

  test('[RM87] nor where the board is no larger than it must be', () => {
    expect(rebuild([Y.encodeStateAsUpdate(seededBoard())], 2)).toBeNull()
  })
})

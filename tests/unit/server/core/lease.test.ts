import { describe, expect, test } from 'vitest'
import { must } from '../../../../shared/assert.ts'
import { writeDiff } from '../../../../shared/board/layout.ts'
import type { Rooms } from '../../../../server/core/rooms.ts'
import { RoomClient } from '../../../support/room-client.ts'
import { RoomTable, rows } from '../../../support/room-table.ts'
import { note, people } from '../../../support/room-world.ts'
import { boardId, noon } from '../../../support/store-rows.ts'

const by = (id: string) => note(id, 'van piet', people.piet)

/** Piet is on the board in one process; another one stands beside it. */
async function twoProcesses() {
  const table = await RoomTable.lay()
  const piet = await table.enters(rows.piet)
  const rival = table.another()
  const settleAll = async () => {
    await table.settle()
    await table.settle()
  }
  return { table, piet, rival, settleAll }
}

/** Takes the board as another process does once the first has been away for long. */
async function takesOver(table: RoomTable): Promise<number> {
  const late = noon + 3_600_000
  const answer = await table.store.takeLease(boardId, 'another', late, late + 15_000)
  return answer.is === 'taken' ? answer.fence : -1
}

async function enter(table: RoomTable, rooms: Rooms, clientId: number) {
  const client = new RoomClient(clientId).enter(must(await rooms.open(boardId), 'a room'), rows.noor)
  await table.settle()
  return client
}

describe('a board and its process', () => {
  test('[RM84] while one process holds a board, another does not open it; unheld it does', async () => {
    const { table, piet, rival, settleAll } = await twoProcesses()
    await using _ = table
    await expect(rival.open(boardId)).rejects.toMatchObject({ code: 'unavailable' })
    // Renewed again and again: it lasts as long as the room does.
    for (let round = 0; round < 8; round += 1) {
      table.clock.pass(5_000)
      await table.settle()
    }
    await expect(rival.open(boardId)).rejects.toMatchObject({ code: 'unavailable' })
    piet.write((records) => writeDiff(records, null, by('note-one')))
    await table.settle()
    piet.leave()
    table.clock.pass(61_000)
    await settleAll()
    const noor = await enter(table, rival, 77)
    expect(noor.records.has(by('note-one').id)).toBe(true)
  })

  test('[RM85] taken over, the old process writes nothing more, and its people are sent away to come back', async () => {
    const { table, piet } = await twoProcesses()
    await using _ = table
    await takesOver(table)
    piet.write((records) => writeDiff(records, null, by('note-late')))
    await table.settle()
    expect(piet.closed).toBe('storeUnavailable')
    expect(piet.heard('saved').map(({ upTo }) => upTo)).not.toContain(3)
    expect((await table.onDisk()).records.has(by('note-late').id)).toBe(false)
  })

  test('[RM85] also those who only read hear of it, at the next renewal', async () => {
    const { table, piet } = await twoProcesses()
    await using _ = table
    const room = await table.room()
    await takesOver(table)
    table.clock.pass(5_000)
    await table.settle()
    expect([piet.closed, room.isOver]).toEqual(['restart', true])
    expect(table.log.events).toContain('rooms.lease-lost')
  })

  test('[RM86] a process that stops gives its boards back, at once', async () => {
    const { table, rival } = await twoProcesses()
    await using _ = table
    await table.rooms[Symbol.asyncDispose]()
    const noor = await enter(table, rival, 77)
    expect(noor.hasSynced).toBe(true)
  })

  test('[RM86] a room that ended and is opened again here has a lease of its own', async () => {
    const { table, piet, rival } = await twoProcesses()
    await using _ = table
    table.store.failNext('disk-full')
    piet.write((records) => writeDiff(records, null, by('note-one')))
    await table.settle()
    expect(piet.closed).toBe('storeUnavailable')
    const again = await table.enters(rows.piet)
    again.write((records) => writeDiff(records, null, by('note-two')))
    await table.settle()
    expect((await table.onDisk()).records.has(by('note-two').id)).toBe(true)
    await expect(rival.open(boardId)).rejects.toMatchObject({ code: 'unavailable' })
  })

  test('[RM86] renewing that fails sends nobody away', async () => {
    const { table, piet } = await twoProcesses()
    await using _ = table
    table.store.failNext('disk-full')
    table.clock.pass(5_000)
    await table.settle()
    table.clock.pass(5_000)
    await table.settle()
    expect([piet.closed, table.log.events.includes('rooms.leases-not-renewed')]).toEqual([null, true])
  })

  test('[RM84] what the server writes without words of its own carries the lease too', async () => {
    const { table } = await twoProcesses()
    await using _ = table
    const room = await table.room()
    await takesOver(table)
    const receipt = { scope: 's', key: 'k', bodyHash: '', answer: '', at: noon }
    const writing = room.write(() => ({ facts: [{ add: 'receipt', row: receipt }], answer: 'done' }))
    await expect(writing).rejects.toMatchObject({ code: 'fenced' })
    expect(await table.store.receipt('s', 'k')).toBeNull()
  })
})

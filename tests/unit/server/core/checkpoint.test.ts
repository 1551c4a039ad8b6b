import * as fc from 'fast-check'
import * as Y from 'yjs'
import { describe, expect, test } from 'vitest'
import { writeDiff } from '../../../../shared/board/layout.ts'
import { replay } from '../../../../server/core/replay.ts'
import { Tail } from '../../../../server/core/tail.ts'
import { RoomTable, rows } from '../../../support/room-table.ts'
import { note, people, seededBoard, updateOf } from '../../../support/room-world.ts'

const by = (id: string, text = 'van piet') => note(id, text, people.piet)
const long = 'woord '.repeat(1_500)

/** A table at which piet has written so much that a checkpoint is due. */
async function muchWritten() {
  const table = await RoomTable.lay()
  const piet = await table.enters(rows.piet)
  const write = async (id: string, text = long) => {
    piet.write((records) => writeDiff(records, null, by(id, text)))
    await table.settle()
  }
  for (let count = 0; count < 20; count += 1) await write(`note-long-${count}`)
  return { table, piet, write }
}

describe('a checkpoint', () => {
  test('[RM80] is made of the stored bytes, elsewhere; what is stored meanwhile stays behind it', async () => {
    await using table = await RoomTable.lay()
    const piet = await table.enters(rows.piet)
    table.replayer.hold()
    for (let count = 0; count < 20; count += 1) {
      piet.write((records) => writeDiff(records, null, by(`note-long-${count}`, long)))
      await table.settle()
    }
    expect([table.replayer.asked, (await table.onDisk()).stored.checkpoint]).toEqual([1, null])
    piet.write((records) => writeDiff(records, null, by('note-meanwhile')))
    await table.settle()
    table.replayer.release()
    await table.settle()
    const { stored, records } = await table.onDisk()
    expect([stored.checkpoint === null, stored.tail.length > 0]).toEqual([false, true])
    expect(records).toEqual(piet.records)
    expect((await table.enters(rows.noor)).records).toEqual(records)
  })

  test('[RM81] that never comes loses nothing, is asked for again later, and an opening is sound', async () => {
    await using table = await RoomTable.lay()
    const piet = await table.enters(rows.piet)
    const write = async (id: string, text = 'kort') => {
      piet.write((records) => writeDiff(records, null, by(id, text)))
      await table.settle()
    }
    table.replayer.kill()
    for (let count = 0; count < 20; count += 1) await write(`note-long-${count}`, long)
    expect([table.replayer.asked, piet.closed]).toEqual([1, null])
    expect((await table.onDisk()).stored.checkpoint).toBeNull()
    expect((await table.enters(rows.noor)).records).toEqual(piet.records)
    table.clock.pass(10_000)
    table.replayer.revive()
    await write('note-last')
    const { stored, records } = await table.onDisk()
    expect([stored.checkpoint === null, records]).toEqual([false, piet.records])
  })

  test('[RM81] on the way while the room is put away, and opened anew meanwhile', async () => {
    const { table, piet } = await muchWritten()
    await using _ = table
    piet.leave()
    table.replayer.hold()
    table.clock.pass(61_000)
    await table.settle()
    const noor = await table.enters(rows.noor)
    expect(noor.records).toEqual(piet.records)
    table.replayer.release()
    await table.settle()
    expect((await table.onDisk()).records).toEqual(piet.records)
    expect([noor.closed, table.log.events.includes('room.defect')]).toEqual([null, false])
  })

  test('[RM82] of updates that are no whole doc is refused', () => {
    const doc = seededBoard()
    const whole = Y.encodeStateAsUpdate(doc)
    const first = updateOf(doc, (records) => writeDiff(records, null, by('note-a')))
    const second = updateOf(doc, (records) => writeDiff(records, by('note-a'), by('note-a', 'anders')))
    expect(() => replay([whole, second])).toThrow('corrupt')
    expect(() => replay([whole, new Uint8Array([9, 9, 9])])).toThrow('corrupt')
    const { bytes, stateVector } = replay([whole, first, second])
    expect(stateVector).toEqual(Y.encodeStateVectorFromUpdate(bytes))
  })
})

describe('a long tail', () => {
  const scribble = (count: number) => {
    const doc = seededBoard()
    const start = Y.encodeStateAsUpdate(doc)
    const updates = Array.from({ length: count }, (_, at) => {
      const place = { x: at, y: at }
      const before = at === 0 ? null : note('note-moving', 'x', people.piet, { x: at - 1, y: at - 1 })
      return updateOf(doc, (records) =>
        writeDiff(records, before, note('note-moving', 'x', people.piet, place)),
      )
    })
    return { doc, start, updates }
  }

  test('[RM83] is a few frames to a newcomer, and joined once for all', () => {
    const { doc, start, updates } = scribble(1_000)
    const tail = new Tail(updates)
    const joined = tail.joined()
    expect(joined.length).toBeLessThanOrEqual(17)
    expect(tail.joined()[0]).toBe(joined[0])
    const copy = new Y.Doc()
    for (const update of [start, ...joined]) Y.applyUpdate(copy, update)
    expect(Y.equalSnapshots(Y.snapshot(copy), Y.snapshot(doc))).toBe(true)
  })

  test('[RM83] is the same joined as it is, however it grows and is cut', () => {
    const { start, updates } = scribble(200)
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.nat(90)), { maxLength: 12 }), (steps) => {
        const tail = new Tail([])
        const head = new Y.Doc()
        Y.applyUpdate(head, start)
        let next = 0
        for (const [grows, count] of steps) {
          if (grows) tail.push(updates.slice(next, (next += count)))
          else for (const update of tail.updates.slice(0, count)) Y.applyUpdate(head, update)
          if (!grows) tail.drop(count)
          tail.joined()
        }
        const all = new Y.Doc()
        Y.applyUpdate(all, Y.encodeStateAsUpdate(head))
        for (const update of tail.joined()) Y.applyUpdate(all, update)
        for (const update of tail.updates) Y.applyUpdate(head, update)
        expect(tail.bytes).toBe(tail.updates.reduce((sum, { byteLength }) => sum + byteLength, 0))
        expect(Y.equalSnapshots(Y.snapshot(all), Y.snapshot(head))).toBe(true)
      }),
      { numRuns: 30 },
    )
  })
})

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { must } from '../../../../shared/assert.ts'
import { pageStance } from '../../../../shared/board/geometry.ts'
import { repairForView } from '../../../../shared/board/integrity.ts'
import { readAll, recordsOf, writeDiff } from '../../../../shared/board/layout.ts'
import { isShape, type BoardRecord, type BoardShape } from '../../../../shared/board/schema.ts'
import { valid } from '../../../support/board-arbitraries.ts'
import { updates } from '../../../support/board-commits.ts'
import { anaLeads, desksOver, yes } from '../../../support/desks.ts'
import { arbitraryJunk, litter } from '../../../support/junk.ts'
import { MemoryStore } from '../../../support/memory-store.ts'
import { RoomTable, rows } from '../../../support/room-table.ts'
import { note, people, updateOf } from '../../../support/room-world.ts'
import { rounds } from '../../../support/size.ts'
import { boardId } from '../../../support/store-rows.ts'

const quietMs = 5_000
const isMended = (table: RoomTable) => table.log.events.includes('room.mended')

function group(id: string, x: number, rotation = 0): BoardRecord {
  return valid({
    typeName: 'shape',
    id: `shape:${id}`,
    type: 'group',
    parentId: 'page:page',
    x,
    y: 30,
    rotation,
    index: 'a1',
    opacity: 1,
    isLocked: false,
    props: {},
    meta: { author: people.ana.participantId },
  })
}
function inside(record: BoardRecord, parent: string): BoardRecord {
  return valid({ ...record, parentId: parent })
}
function shapeOf(records: ReadonlyMap<string, BoardRecord>, id: string): BoardShape {
  const record = records.get(id)
  if (record === undefined || !isShape(record)) throw new Error(`no shape ${id}`)
  return record
}
const mine = inside(note('note-inside', 'hier', people.noor, { x: 40, y: 50 }), 'shape:g')
const hold = group('g', 500, 0.5)
const seen = pageStance(new Map([[hold.id, hold]]), shapeOf(new Map([[mine.id, mine]]), mine.id))

/** Noor lays a note in a group while Ana, who has not heard of it, takes the group away. */
async function bothAtOnce(table: RoomTable, isTakenFirst: boolean) {
  const [ana, noor] = [await table.enters(rows.ana), await table.enters(rows.noor)]
  ana.write((records) => writeDiff(records, null, hold))
  ana.write((records) => writeDiff(records, null, inside(note('note-ana', 'x', people.ana), 'shape:g')))
  await table.settle()
  const takes = () =>
    ana.write((records) => {
      records.delete('shape:note-ana')
      records.delete('shape:g')
    })
  const lays = () => noor.write((records) => writeDiff(records, null, mine))
  for (const act of isTakenFirst ? [takes, lays] : [lays, takes]) act()
  await table.settle()
  return { ana, noor }
}
async function passes(table: RoomTable, ms: number): Promise<void> {
  table.clock.pass(ms)
  await table.settle()
}

describe('what two people broke by changing it at once', () => {
  test.each([true, false])(
    '[RM100] is mended where it was seen, once there is quiet (taken first: %s)',
    async (first) => {
      await using table = await RoomTable.lay()
      const { ana, noor } = await bothAtOnce(table, first)
      expect((await table.onDisk()).records.get(mine.id)).toEqual(mine)
      await passes(table, quietMs)
      for (const { records } of [ana, noor, await table.onDisk()]) {
        expect(records.has('shape:g')).toBe(false)
        expect(shapeOf(records, mine.id)).toMatchObject({ ...mine, parentId: 'page:page', ...seen })
      }
    },
  )

  test('[RM100] is left alone while anyone writes, and is then written once', async () => {
    await using table = await RoomTable.lay()
    const { ana, noor } = await bothAtOnce(table, true)
    for (let second = 0; second < 20; second += 1) {
      ana.write((records) => writeDiff(records, null, note(`note-${second}`, '', people.ana)))
      await passes(table, 1_000)
    }
    expect(isMended(table)).toBe(false)
    await passes(table, quietMs)
    const shown = noor.updates.length
    await passes(table, 10 * quietMs)
    expect(table.log.events.filter((event) => event === 'room.mended')).toHaveLength(1)
    expect(noor.updates.length).toBe(shown)
  })

  test('[RM101] a process that ended before it mended remembers from the disk where things were', async () => {
    await using table = await RoomTable.lay()
    await bothAtOnce(table, true)
    table.restart()
    await table.room()
    await passes(table, quietMs)
    expect(shapeOf((await table.onDisk()).records, mine.id)).toMatchObject({ parentId: 'page:page', ...seen })
  })

  test('[RM101] a room is left in order: mended, and without what holds nothing, when the last one has gone', async () => {
    await using table = await RoomTable.lay()
    const { ana, noor } = await bothAtOnce(table, true)
    ana.write((records) => {
      writeDiff(records, null, group('empty', 9))
      writeDiff(records, null, inside(note('note-in', 'x', people.ana), 'shape:empty'))
    })
    ana.write((records) => records.delete('shape:note-in'))
    await passes(table, 3 * quietMs)
    expect((await table.onDisk()).records.has('shape:empty')).toBe(true)
    for (const one of [ana, noor]) one.leave()
    await passes(table, 60_000)
    const { records, stored } = await table.onDisk()
    expect([records.has('shape:empty'), stored.tail.length]).toEqual([false, 0])
    expect(shapeOf(records, mine.id)).toMatchObject({ parentId: 'page:page', ...seen })
  })

  test('[RM102] nothing is mended on a board that is closed for good', async () => {
    await using table = await RoomTable.lay()
    await bothAtOnce(table, true)
    table.fanout.publish({ type: 'board-locked', boardId })
    await table.settle()
    await passes(table, quietMs)
    expect((await table.onDisk()).records.get(mine.id)).toEqual(mine)
  })
})

test('[RM102] a session that ends has its boards mended before their last snapshot', async () => {
  const store = new MemoryStore()
  await using desks = desksOver(store)
  const { ana, session, board } = await anaLeads(desks)
  const room = must(await desks.ports.rooms.open(board.id), 'a room')
  const lost = inside(note('note-lost', 'hier', null, { x: 7, y: 8 }), 'shape:weg')
  await room.write(() => ({ puts: [lost], answer: null }))
  yes(await desks.sessions.command(ana, session, { type: 'end' }))
  const [snapshot] = await store.snapshotsOfBoard(board.id)
  const doc = new Y.Doc()
  Y.applyUpdate(doc, must(await store.snapshotDoc(must(snapshot, 'a snapshot').id), 'its bytes'))
  expect(shapeOf(readAll(doc), lost.id)).toMatchObject({ parentId: 'page:page', x: 7, y: 8 })
})

describe('what no writer of ours made', () => {
  test('[RM103] leaves the rest of a board whole, is counted and logged, and stays where it lies', () =>
    fc.assert(
      fc.asyncProperty(arbitraryJunk, async (junk) => {
        await using table = await RoomTable.lay()
        const { doc, records: own } = await table.onDisk()
        const kept = junk.filter(({ id }) => !own.has(id))
        const update = updateOf(doc, () => litter(doc, kept))
        await table.store.commit([updates(boardId, [update])], [])
        const ids = [...recordsOf(doc).keys()]
        const unreadable = ids.length - (await table.onDisk()).records.size

        const [ana, noor] = [await table.enters(rows.ana), await table.enters(rows.noor)]
        ana.write((records) => writeDiff(records, null, note('note-new', 'gewoon', people.ana)))
        await passes(table, quietMs)
        expect(ana.heard('refused')).toEqual([])
        expect(noor.records.has('shape:note-new')).toBe(true)
        const room = await table.room()
        expect([...repairForView(await room.stored()).keys()]).toEqual(
          expect.arrayContaining([...own.keys(), 'shape:note-new']),
        )
        expect(table.rooms.leftOutCount).toBe(unreadable)
        const told = table.log.lines.find(({ event }) => event === 'room.records-left-out')
        expect(told?.fields['count'] ?? 0).toBe(unreadable)
        await passes(table, quietMs)
        const left = new Set(recordsOf((await table.onDisk()).doc).keys())
        expect(ids.filter((id) => !left.has(id) && !id.startsWith('binding:'))).toEqual([])
        expect(table.log.events).not.toContain('room.defect')
      }),
      { numRuns: rounds(15, 500) },
    ))

  test("[RM103] the log says why, in words that are nobody's", async () => {
    await using table = await RoomTable.lay()
    const { doc } = await table.onDisk()
    const secret = 'wat piet zei'
    const parts = new Y.Map<unknown>([
      ['base', { id: 'shape:x', typeName: 'shape', type: secret, [secret]: secret }],
    ])
    const update = updateOf(doc, (records) => void records.set('shape:x', parts))
    await table.store.commit([updates(boardId, [update])], [])
    await table.room()
    await passes(table, quietMs)
    const told = table.log.lines.find(({ event }) => event === 'room.records-left-out')
    expect(told?.fields).toMatchObject({ boardId, count: 1 })
    expect(JSON.stringify(told)).not.toContain(secret)
  })
})

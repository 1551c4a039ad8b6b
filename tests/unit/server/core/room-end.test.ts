import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { must } from '../../../../shared/assert.ts'
import { writeDiff } from '../../../../shared/board/layout.ts'
import { RoomTable, rows } from '../../../support/room-table.ts'
import { note, people } from '../../../support/room-world.ts'
import { boardId, otherBoardId } from '../../../support/store-rows.ts'

const turns = async (count: number) => {
  for (let turn = 0; turn < count; turn += 1) await Promise.resolve()
}
const by = (id: string) => note(id, 'van piet', people.piet)

describe('a room that ends', () => {
  test('[RM37] with a commit under way and an answer behind it, loses nothing that was answered', () =>
    fc.assert(
      fc.asyncProperty(fc.nat(60), fc.nat(3), fc.nat(3), async (wait, writes, later) => {
        await using table = await RoomTable.lay()
        const piet = await table.enters(rows.piet)
        const room = await table.room()
        table.store.hold()
        piet.write((records) => writeDiff(records, null, by('note-first')))
        await turns(20)
        const answers = Array.from({ length: writes }, (_, at) => {
          const put = note(`note-answer-${at}`, 'bewaard', null)
          return room.write(() => ({ puts: [put], answer: put.id }))
        })
        await turns(wait)
        room.end('storeUnavailable')
        const opening = table.rooms.open(boardId)
        await turns(40)
        table.store.release()
        await table.settle()
        const answered = await Promise.all(answers)
        const next = must(await opening, 'a room')
        const ana = await table.enters(rows.ana)
        for (let at = 0; at < later; at += 1) {
          ana.write((records) => writeDiff(records, null, note(`note-later-${at}`, 'x', people.ana)))
          await table.settle()
        }
        await next.checkpoint()
        const { records } = await table.onDisk()
        expect(answered.filter((id) => !records.has(id))).toEqual([])
        expect(records).toEqual(await next.stored())
      }),
      { numRuns: 40 },
    ))
})

describe('a defect', () => {
  const broken = (): never => {
    throw new Error('a defect')
  }
  type Table = RoomTable
  type Client = Awaited<ReturnType<Table['enters']>>

  /** Each leaves something for a timer to do that will meet a line that throws. */
  const timers: [string, (table: Table, piet: Client, noor: Client) => Promise<void>, number][] = [
    ['the tick', async () => {}, 20_000],
    [
      'what is shown',
      async (_, piet) => {
        piet.write((records) => writeDiff(records, null, by('note-one')))
        await turns(60)
        piet.write((records) => writeDiff(records, null, by('note-two')))
        await turns(60)
      },
      20,
    ],
    [
      'presence',
      async (_, piet) => piet.send({ type: 'awareness', entries: new Uint8Array([1, 5, 1, 2, 123, 125]) }),
      60,
    ],
    [
      'catching up',
      async (table, piet, noor) => {
        noor.buffered = 2 * 1024 * 1024
        piet.write((records) => writeDiff(records, null, by('note-one')))
        await table.settle()
        noor.buffered = 0
      },
      300,
    ],
  ]
  test.each(timers)('[RM38] in %s ends its room and no other', async (_, prepare, ms) => {
    await using table = await RoomTable.lay()
    const [piet, noor] = [await table.enters(rows.piet), await table.enters(rows.noor)]
    const ana = await table.enters(rows.ana, otherBoardId)
    const room = await table.room()
    await prepare(table, piet, noor)
    noor.wire.send = broken
    expect(() => table.clock.pass(ms)).not.toThrow()
    expect([room.isOver, piet.closed, noor.closed]).toEqual([true, 'storeUnavailable', 'storeUnavailable'])
    expect([(await table.room(otherBoardId)).isOver, ana.closed]).toEqual([false, null])
    expect(table.log.events).toContain('room.defect')
  })

  test('[RM38] in a checkpoint ends its room', async () => {
    await using table = await RoomTable.lay()
    await table.enters(rows.piet)
    const room = await table.room()
    table.store.checkpoint = broken
    await room.checkpoint()
    expect([room.isOver, (await table.room()).isOver]).toEqual([true, false])
  })
})

describe('when the process stops', () => {
  /** Everything under way comes to rest; the clock stands still. */
  const written = async (table: RoomTable) => {
    const [piet, ana] = [await table.enters(rows.piet), await table.enters(rows.ana, otherBoardId)]
    piet.write((records) => writeDiff(records, null, by('note-one')))
    ana.write((records) => writeDiff(records, null, note('note-two', '', people.ana)))
    return { piet, ana }
  }

  test('[RM27] all is stored and everyone away, though a checkpoint never ends', async () => {
    await using table = await RoomTable.lay()
    const { piet, ana } = await written(table)
    const asked: string[] = []
    table.store.checkpoint = (id) => {
      asked.push(id)
      return new Promise(() => {})
    }
    const closing = table.rooms[Symbol.asyncDispose]()
    await turns(200)
    expect([piet.closed, ana.closed, asked]).toEqual(['restart', 'restart', [boardId]])
    expect((await table.onDisk()).records.has(by('note-one').id)).toBe(true)
    table.clock.pass(3_000)
    await closing
    expect(table.clock.waiting).toBe(0)
  })

  test('[RM27] a defect in one checkpoint does not keep the others from theirs', async () => {
    await using table = await RoomTable.lay()
    await written(table)
    const checkpoint = table.store.checkpoint.bind(table.store)
    table.store.checkpoint = (id, ...rest) => {
      if (id === boardId) throw new Error('a defect')
      return checkpoint(id, ...rest)
    }
    await table.rooms[Symbol.asyncDispose]()
    expect((await table.onDisk(otherBoardId)).stored.tail).toEqual([])
    expect((await table.onDisk()).records.has(by('note-one').id)).toBe(true)
  })
})

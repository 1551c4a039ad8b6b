import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { writeBoard } from '../../../../server/core/board-write.ts'
import { ReadRecords } from '../../../../server/core/read-records.ts'
import { must } from '../../../../shared/assert.ts'
import { readAll, recordsOf, writeDiff } from '../../../../shared/board/layout.ts'
import { RoomTable, rows } from '../../../support/room-table.ts'
import { note, notes, people, seededBoard } from '../../../support/room-world.ts'
import { boardId } from '../../../support/store-rows.ts'

const many = (count: number) => Array.from({ length: count }, (_, at) => note(`note-many-${at}`, '', null))

describe('what the server writes', () => {
  test('[RM41] more than a board holds is too large, and nothing of it is written', async () => {
    await using table = await RoomTable.lay()
    const board = must(await table.store.board(boardId), 'a board')
    const room = await table.room()
    const present = (await room.stored()).size
    const puts = many(5_000 - present)
    await room.write(() => ({ puts, answer: null }))
    const one = note('note-one', 'te veel', null)
    const written = (change: object) =>
      writeBoard(table, board, () => ({ ...change, answer: { ok: true, answer: null } }))
    expect(await written({ puts: [one] })).toEqual({ ok: false, refusal: 'too-large' })
    expect((await room.stored()).has(one.id)).toBe(false)
    const moved = { ...notes.nameless, x: 500 }
    expect(await written({ puts: [moved] })).toMatchObject({ ok: true })
    expect(await written({ removes: [notes.nameless.id] })).toMatchObject({ ok: true })
    expect(await written({ puts: [one] })).toMatchObject({ ok: true })
    expect((await table.onDisk()).records.size).toBe(5_000)
  })

  test('[RM42] a record is read again only when something touched it', () => {
    const doc = seededBoard()
    const read = new ReadRecords(doc)
    expect(read.all()).toEqual(readAll(doc))
    const records = recordsOf(doc)
    const looked: string[] = []
    const get = records.get.bind(records)
    records.get = (id) => {
      looked.push(id)
      return get(id)
    }
    const moved = { ...notes.piet, x: 77 }
    read.touch([notes.piet.id])
    doc.transact(() => writeDiff(records, notes.piet, moved))
    looked.length = 0
    expect(read.all().get(notes.piet.id)).toEqual(moved)
    expect(new Set(looked)).toEqual(new Set([notes.piet.id]))
  })

  test('[RM42] whoever writes, what the server reads is what lies in the doc', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            who: fc.constantFrom('piet', 'server'),
            what: fc.constantFrom('put', 'move', 'drop'),
            at: fc.nat(3),
          }),
          { maxLength: 12 },
        ),
        async (steps) => {
          await using table = await RoomTable.lay()
          const piet = await table.enters(rows.piet)
          const room = await table.room()
          for (const { who, what, at } of steps) {
            const first = note(`note-${at}`, 'van piet', people.piet)
            const before = (await room.stored()).get(first.id)
            const after =
              what === 'drop'
                ? null
                : what === 'move' && before?.typeName === 'shape'
                  ? { ...before, x: before.x + 9 }
                  : first
            if (who === 'piet')
              piet.write((records) => writeDiff(records, piet.records.get(first.id) ?? null, after))
            else
              await room.write(() => ({
                puts: after === null ? [] : [after],
                removes: after === null ? [first.id] : [],
                answer: null,
              }))
            await table.settle()
            expect(await room.stored()).toEqual(piet.records)
          }
          expect((await table.onDisk()).records).toEqual(await room.stored())
        },
      ),
      { numRuns: 25 },
    ))
})

import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { recordsIn } from '../../../../server/core/snapshots.ts'
import { schemaAgeOf } from '../../../../shared/board/upgrade.ts'
import { plainText } from '../../../../shared/board/rich-text.ts'
import type { BoardRecord } from '../../../../shared/board/schema.ts'
import { writeDiff } from '../../../../shared/board/layout.ts'
import { updates } from '../../../support/board-commits.ts'
import { layOld, oldForm } from '../../../support/old-board.ts'
import { RoomTable, rows } from '../../../support/room-table.ts'
import { note, people, updateOf } from '../../../support/room-world.ts'
import { boardId } from '../../../support/store-rows.ts'

const old = oldForm(note('note-old', 'van vroeger', people.piet, { x: 12, y: 34 }))
const id = 'shape:note-old'

async function lay(change: (doc: Y.Doc) => void): Promise<RoomTable> {
  const table = await RoomTable.lay()
  const { doc } = await table.onDisk()
  const update = updateOf(doc, () => change(doc))
  await table.store.commit([updates(boardId, [update])], [])
  return table
}
function wordsOf(records: ReadonlyMap<string, BoardRecord>): string | null {
  const record = records.get(id)
  return record?.typeName === 'shape' && record.type === 'note' ? plainText(record.props.richText) : null
}

test('[RM110] a board of an older schema is brought to ours once, before anyone sees it, and goes on', async () => {
  await using table = await lay((doc) => layOld(doc, [old], true))
  const { stored } = await table.onDisk()
  const [ana, piet] = [await table.enters(rows.ana), await table.enters(rows.piet)]
  for (const { records } of [ana, piet, await table.onDisk()]) {
    expect(wordsOf(records)).toBe('van vroeger')
    expect(records.get(id)).toMatchObject({ x: 12, y: 34, props: { labelColor: 'black' } })
  }
  expect((await table.onDisk()).stored.seq).toBe(stored.seq + 1)
  const before = piet.records.get(id)
  piet.write((records) => {
    if (before?.typeName === 'shape') writeDiff(records, before, { ...before, x: 99 })
  })
  await table.settle()
  expect(ana.records.get(id)).toMatchObject({ x: 99 })
  expect(piet.heard('refused')).toEqual([])

  table.restart()
  await table.room()
  await table.settle()
  expect((await table.onDisk()).stored.seq).toBe(stored.seq + 2)
  expect(schemaAgeOf((await table.onDisk()).doc)).toBe('present')
})

test('[RM110] one that could not be stored is not shown, and is brought to ours by the next opening', async () => {
  await using table = await lay((doc) => layOld(doc, [old], false))
  table.store.failNext('disk-full')
  await expect(table.rooms.open(boardId)).rejects.toMatchObject({ code: 'disk-full' })
  expect(wordsOf((await table.onDisk()).records)).toBe(null)
  expect(wordsOf((await table.enters(rows.ana)).records)).toBe('van vroeger')
})

test('[RM111] a board of a newer schema is not opened, and nothing of it is touched', async () => {
  await using table = await lay((doc) => void doc.getMap('meta').set('format', 99))
  const { stored } = await table.onDisk()
  await expect(table.rooms.open(boardId)).rejects.toMatchObject({ code: 'newer-schema' })
  expect((await table.onDisk()).stored).toEqual(stored)
  expect(table.log.lines).toContainEqual({
    level: 'error',
    event: 'room.schema-not-ours',
    fields: { boardId, age: 'newer' },
  })
})

test('[RM112] a snapshot of an older schema reads as ours would', async () => {
  await using table = await lay((doc) => layOld(doc, [old], true))
  const bytes = Y.encodeStateAsUpdate((await table.onDisk()).doc)
  expect(wordsOf(recordsIn(bytes))).toBe('van vroeger')
})

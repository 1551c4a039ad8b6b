import { describe, expect, test } from 'vitest'
import type * as Y from 'yjs'
import { writeDiff } from '../../../../shared/board/layout.ts'
import type { Connection } from '../../../../server/core/connection.ts'
import { downSchema } from '../../../../shared/wire/control.ts'
import { readFrame, writeFrame } from '../../../../shared/wire/frames.ts'
import { RoomTable, rows } from '../../../support/room-table.ts'
import { copyOf, note, people, updateOf } from '../../../support/room-world.ts'

/** A client with updates on what the room lacks, who says nothing by itself. */
async function early(table: RoomTable) {
  const room = await table.room()
  const doc = copyOf((await table.onDisk()).doc, 4_242)
  const missing = updateOf(doc, (records) => writeDiff(records, null, note('note-missing', '', people.noor)))
  let closed: string | null = null
  const refused: unknown[] = []
  const wire = {
    send: (bytes: Uint8Array) => {
      const frame = readFrame(bytes)
      if (frame.type !== 'control') return
      const down = downSchema.parse(JSON.parse(frame.json))
      if (down.type === 'refused') refused.push(down)
    },
    close: (reason: string) => void (closed = reason),
    bufferedBytes: () => 0,
  }
  const connection: Connection = room.join(wire, rows.noor)
  const receive = (type: 'update' | 'step2', update: Uint8Array) =>
    room.receive(connection, writeFrame({ type, update }))
  return {
    missing,
    refused,
    closed: () => closed,
    receive,
    /** An update of about so many bytes that builds on the missing one. */
    writes: (bytes: number) => {
      const change = (records: Y.Map<Y.Map<unknown>>) =>
        void records.set('shape:x', 'x'.repeat(bytes) as never)
      receive('update', updateOf(doc, change))
    },
    notes: (name: string) =>
      receive(
        'update',
        updateOf(doc, (records) => writeDiff(records, null, note(name, 'vroeg', people.noor))),
      ),
  }
}

describe('before the first step 2', () => {
  test('[RM40] two megabytes wait, more is too many', async () => {
    await using table = await RoomTable.lay()
    const noor = await early(table)
    noor.writes(1_000_000)
    noor.writes(1_000_000)
    expect(noor.closed()).toBeNull()
    noor.writes(1_000_000)
    expect(noor.closed()).toBe('tooMany')
  })

  test('[RM40] a hundred updates wait, more is too many', async () => {
    await using table = await RoomTable.lay()
    const noor = await early(table)
    for (let count = 0; count < 100; count += 1) noor.writes(1)
    expect(noor.closed()).toBeNull()
    noor.writes(1)
    expect(noor.closed()).toBe('tooMany')
  })

  test('[RM40] what waits for half a minute is refused; a step 2 after that is taken all the same', async () => {
    await using table = await RoomTable.lay()
    const noor = await early(table)
    noor.notes('note-early')
    table.clock.pass(29_000)
    expect(noor.refused).toEqual([])
    table.clock.pass(1_000)
    const gap = { type: 'refused', records: [], code: 'gap' }
    expect(noor.refused).toEqual([gap])
    noor.notes('note-late')
    expect(noor.refused).toEqual([gap, gap])
    noor.receive('step2', noor.missing)
    await table.settle()
    const { records } = await table.onDisk()
    expect(['note-missing', 'note-early'].map((name) => records.has(`shape:${name}`))).toEqual([true, false])
  })
})

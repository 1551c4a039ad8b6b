import * as Y from 'yjs'
import { describe, expect, test } from 'vitest'
import type { BoardId, ParticipantId } from '../../../../shared/ids.ts'
import type { ParticipantRow } from '../../../../server/core/ports.ts'
import { RoomTable, rows } from '../../../support/room-table.ts'
import { seededBoard } from '../../../support/room-world.ts'
import { boardId, boardRow, otherBoardId } from '../../../support/store-rows.ts'

const anyone = { epoch: null, protocol: null }

/** Null when there was a place, otherwise why not. */
async function comes(
  table: RoomTable,
  who: ParticipantRow,
  board: BoardId = boardId,
): Promise<string | null> {
  let closed: string | null = null
  const wire = { send: () => {}, close: (reason: string) => void (closed = reason), bufferedBytes: () => 0 }
  await table.rooms.connect(wire, board, who, anyone)
  return closed
}
const stranger = (at: number): ParticipantRow => ({
  ...rows.noor,
  id: `participant-${at}` as ParticipantId,
})

describe('places in a room', () => {
  test('[RM39] eight for one person, and then for everyone else', async () => {
    await using table = await RoomTable.lay()
    for (let tab = 0; tab < 8; tab += 1) expect(await comes(table, rows.piet)).toBeNull()
    expect(await comes(table, rows.piet)).toBe('tooMany')
    expect(await comes(table, rows.noor)).toBeNull()
    expect(await comes(table, rows.piet, otherBoardId)).toBeNull()
  })

  test('[RM39] twenty-four for one person on all boards', async () => {
    await using table = await RoomTable.lay()
    const first = 'board-a' as BoardId
    const others = ['board-b', 'board-c', 'board-d'] as BoardId[]
    const facts = [first, ...others].map((id) => ({ put: 'board' as const, row: boardRow(id) }))
    await table.store.commit([], facts)
    const updates = [Y.encodeStateAsUpdate(seededBoard())]
    await table.store.commit(
      [first, ...others].map((id) => ({ boardId: id, epoch: 1, fence: 0, updates, clients: [] })),
      [],
    )
    for (const board of others)
      for (let tab = 0; tab < 8; tab += 1) expect(await comes(table, rows.piet, board)).toBeNull()
    expect(await comes(table, rows.piet, first)).toBe('tooMany')
    expect(await comes(table, rows.noor, first)).toBeNull()
  })

  test('[RM39] a full room still has a place for who leads', async () => {
    await using table = await RoomTable.lay()
    for (let at = 0; at < 240; at += 1) expect(await comes(table, stranger(at))).toBeNull()
    expect(await comes(table, stranger(240))).toBe('tooMany')
    expect(await comes(table, rows.ana)).toBeNull()
  })
})

/** Who may write on a board, and under which epoch: what every store must do. */
import { describe, expect, test } from 'vitest'
import type { Store } from '../../server/core/ports.ts'
import type { BoardId } from '../../shared/ids.ts'
import {
  boardId,
  boardRow,
  noon,
  otherBoardId,
  piet,
  snapshotFact,
  snapshotId,
} from '../support/store-rows.ts'
import { bytes, updates } from '../support/board-commits.ts'

const until = noon + 15_000

export function leaseContract(name: string, openWorld: () => Promise<Store>): void {
  const fenceOf = async (store: Store, owner: string, at = noon) => {
    const answer = await store.takeLease(boardId, owner, at, at + 15_000)
    return answer.is === 'taken' ? answer.fence : answer.is
  }
  const write = (store: Store, fence: number, epoch = 1) =>
    store.commit([{ ...updates(boardId, [bytes(fence)]), fence, epoch }], [])

  describe(`${name} keeps the contract of leases`, () => {
    test('[ST80] a board has one owner, until its lease runs out or is given back', async () => {
      await using store = await openWorld()
      const first = await fenceOf(store, 'one')
      expect([await fenceOf(store, 'two'), await fenceOf(store, 'two', until - 1)]).toEqual(['held', 'held'])
      const second = await fenceOf(store, 'two', until)
      expect(await fenceOf(store, 'one', until)).toBe('held')
      await store.releaseLease(boardId, Number(second))
      const third = await fenceOf(store, 'one', until)
      expect([Number(first) < Number(second), Number(second) < Number(third)]).toEqual([true, true])
    })

    test('[ST80] other boards are others; none is none', async () => {
      await using store = await openWorld()
      await fenceOf(store, 'one')
      expect(await store.takeLease(otherBoardId, 'two', noon, until)).toMatchObject({ is: 'taken' })
      const none = 'board-none' as BoardId
      expect(await store.takeLease(none, 'one', noon, until)).toEqual({ is: 'no-board' })
    })

    test('[ST81] what carries another fence than the present one is refused, and leaves nothing', async () => {
      await using store = await openWorld()
      await write(store, 0)
      const [first, again] = [Number(await fenceOf(store, 'one')), Number(await fenceOf(store, 'one'))]
      const at = { epoch: 1, fence: first }
      const locked = boardRow(boardId, { lockedAt: noon })
      const late = [
        write(store, 0),
        write(store, first),
        write(store, again + 1),
        store.checkpoint(boardId, at, 1, bytes(9)),
        store.beginEpoch(boardId, at, bytes(9), []),
        store.commit([{ ...updates(boardId, []), fence: first }], [{ put: 'board', row: locked }]),
      ]
      for (const each of late) await expect(each).rejects.toMatchObject({ code: 'fenced' })
      await write(store, again)
      expect(await store.load(boardId)).toMatchObject({ epoch: 1, checkpoint: null, seq: 2 })
      expect(await store.board(boardId)).toEqual(boardRow(boardId))
    })

    test('[ST82] renewing makes all that an owner still holds last longer, and says which', async () => {
      await using store = await openWorld()
      const fence = await fenceOf(store, 'one')
      await store.takeLease(otherBoardId, 'one', noon, until)
      expect(await store.renewLeases('one', until + 15_000)).toHaveLength(2)
      expect(await fenceOf(store, 'two', until)).toBe('held')
      await fenceOf(store, 'two', until + 15_000)
      const held = await store.renewLeases('one', until + 30_000)
      expect(held.map((each) => each.boardId)).toEqual([otherBoardId])
      expect(await store.renewLeases('nobody', until)).toEqual([])
      await expect(write(store, Number(fence))).rejects.toMatchObject({ code: 'fenced' })
    })

    test('[ST83] a lease given back lets nothing more be written under it; an old one is nothing', async () => {
      await using store = await openWorld()
      const first = Number(await fenceOf(store, 'one'))
      const second = Number(await fenceOf(store, 'one'))
      await store.releaseLease(boardId, first)
      await write(store, second)
      await store.releaseLease(boardId, second)
      await expect(write(store, second)).rejects.toMatchObject({ code: 'fenced' })
      await store.releaseLease('board-none' as BoardId, 1)
      expect(await store.load(boardId)).toMatchObject({ seq: 1 })
    })

    test('[ST84] a new epoch begins with one document, under the same lease; snapshots stay', async () => {
      await using store = await openWorld()
      const fence = Number(await fenceOf(store, 'one'))
      const clients = [{ clientId: 7, owner: piet }]
      const snapshot = snapshotFact(bytes(4, 5))
      await store.commit([{ ...updates(boardId, [bytes(1), bytes(2)], clients), fence }], [snapshot])
      await store.checkpoint(boardId, { epoch: 1, fence }, 1, bytes(1))
      const fresh = [{ clientId: 8, owner: 'server' as const }]
      await store.beginEpoch(boardId, { epoch: 1, fence }, bytes(12), fresh)
      const begun = { epoch: 2, checkpoint: bytes(12), tail: [], seq: 0, clients: fresh }
      expect(await store.load(boardId)).toEqual(begun)
      expect(await store.board(boardId)).toEqual(boardRow(boardId, { epoch: 2 }))
      expect(await store.snapshotDoc(snapshotId)).toEqual(bytes(4, 5))
      await expect(write(store, fence)).rejects.toMatchObject({ code: 'fenced' })
      await write(store, fence, 2)
      await store.checkpoint(boardId, { epoch: 2, fence }, 1, bytes(12, 1))
      expect(await store.load(boardId)).toMatchObject({ checkpoint: bytes(12, 1), tail: [], seq: 1 })
    })
  })
}

/** What every store must do, whatever it is made of. Rules in `server/adapters/SPEC.md`. */
import { describe, expect, test } from 'vitest'
import { StoreError, type ClientBinding, type Store } from '../../server/core/ports.ts'
import type { BoardId, SnapshotId } from '../../shared/ids.ts'
import { boardId, boardRow, noon, otherBoardId, piet, noor, world } from '../support/store-rows.ts'
import { snapshotFact } from '../support/store-rows.ts'
import { bytes, updates } from '../support/board-commits.ts'
import { leaseContract } from './lease-contract.ts'
import { ledgerContract } from './ledger-contract.ts'

export function storeContract(name: string, open: () => Promise<Store>): void {
  async function openWorld(): Promise<Store> {
    const store = await open()
    await store.commit([], world)
    return store
  }

  describe(`${name} keeps the contract of boards`, () => {
    test('[ST1] what was committed is loaded, in the order of the calls', async () => {
      await using store = await openWorld()
      await Promise.all([
        store.commit([updates(boardId, [bytes(1), bytes(2, 2)], [{ clientId: 7, owner: piet }])], []),
        store.commit([updates(boardId, [bytes()], [{ clientId: 2 ** 40, owner: 'server' }])], []),
        store.commit([updates(boardId, [bytes(3)])], []),
      ])
      expect(await store.load(boardId)).toEqual({
        epoch: 1,
        checkpoint: null,
        tail: [bytes(1), bytes(2, 2), bytes(), bytes(3)],
        seq: 4,
        clients: [
          { clientId: 7, owner: piet },
          { clientId: 2 ** 40, owner: 'server' },
        ],
      })
    })

    test('[ST2] no board is null, a fresh board is empty', async () => {
      await using store = await openWorld()
      expect(await store.load('board-none' as BoardId)).toBeNull()
      expect(await store.load(boardId)).toEqual({ epoch: 1, checkpoint: null, tail: [], seq: 0, clients: [] })
    })

    test('[ST3] a commit that fails leaves nothing of itself, on no board', async () => {
      await using store = await openWorld()
      await store.commit([updates(otherBoardId, [bytes(1)], [{ clientId: 7, owner: piet }])], [])
      const refused = store.commit(
        [
          updates(boardId, [bytes(9)], [{ clientId: 8, owner: noor }]),
          updates(otherBoardId, [bytes(9)], [{ clientId: 7, owner: noor }]),
        ],
        [{ put: 'board', row: boardRow(boardId, { title: 'Anders' }) }],
      )
      await expect(refused).rejects.toEqual(new StoreError('conflict'))
      expect(await store.load(boardId)).toMatchObject({ tail: [], clients: [] })
      expect(await store.load(otherBoardId)).toMatchObject({ tail: [bytes(1)], seq: 1 })
      expect(await store.board(boardId)).toEqual(boardRow(boardId))
    })

    test('[ST4] another epoch and an unknown board are fenced off', async () => {
      await using store = await openWorld()
      const late = { ...updates(boardId, [bytes(1)]), epoch: 0 }
      await expect(store.commit([late], [])).rejects.toMatchObject({ code: 'fenced' })
      const nowhere = updates('board-none' as BoardId, [bytes(1)])
      await expect(store.commit([nowhere], [])).rejects.toMatchObject({ code: 'fenced' })
      expect(await store.load(boardId)).toMatchObject({ seq: 0 })
    })

    test('[ST5] one commit makes a board and writes its first updates', async () => {
      await using store = await openWorld()
      const id = 'board-0003' as BoardId
      await store.commit([updates(id, [bytes(1)])], [{ put: 'board', row: boardRow(id) }])
      expect(await store.load(id)).toMatchObject({ tail: [bytes(1)], seq: 1 })
    })

    test('[ST6] a doc client id stays with its first owner', async () => {
      await using store = await openWorld()
      const binding = (owner: ClientBinding['owner']) =>
        updates(boardId, [bytes(1)], [{ clientId: 7, owner }])
      await store.commit([binding(piet)], [])
      await store.commit([binding(piet)], [])
      await expect(store.commit([binding(noor)], [])).rejects.toMatchObject({ code: 'conflict' })
      await expect(store.commit([binding('server')], [])).rejects.toMatchObject({ code: 'conflict' })
      expect(await store.load(boardId)).toMatchObject({ seq: 2, clients: [{ clientId: 7, owner: piet }] })
    })

    test('[ST9] of commits asked at one moment only the wrong one fails', async () => {
      await using store = await openWorld()
      const outcomes = await Promise.allSettled([
        store.commit([updates(boardId, [bytes(1)])], []),
        store.commit([{ ...updates(boardId, [bytes(2)]), epoch: 9 }], []),
        store.commit([updates(boardId, [bytes(3)])], []),
      ])
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
      expect(await store.load(boardId)).toMatchObject({ tail: [bytes(1), bytes(3)], seq: 2 })
    })

    test('[ST12] a checkpoint takes the place of what it holds', async () => {
      await using store = await openWorld()
      await store.commit(
        [updates(boardId, [bytes(1), bytes(2), bytes(3)], [{ clientId: 7, owner: piet }])],
        [],
      )
      await store.checkpoint(boardId, { epoch: 1, fence: 0 }, 2, bytes(1, 2))
      expect(await store.load(boardId)).toMatchObject({ checkpoint: bytes(1, 2), tail: [bytes(3)], seq: 3 })
      await store.checkpoint(boardId, { epoch: 1, fence: 0 }, 3, bytes(1, 2, 3))
      await store.commit([updates(boardId, [bytes(4)])], [])
      expect(await store.load(boardId)).toEqual({
        epoch: 1,
        checkpoint: bytes(1, 2, 3),
        tail: [bytes(4)],
        seq: 4,
        clients: [{ clientId: 7, owner: piet }],
      })
    })

    test('[ST13] a checkpoint that would lose or invent updates is refused', async () => {
      await using store = await openWorld()
      await store.commit([updates(boardId, [bytes(1), bytes(2)])], [])
      await store.checkpoint(boardId, { epoch: 1, fence: 0 }, 2, bytes(1, 2))
      await expect(store.checkpoint(boardId, { epoch: 1, fence: 0 }, 1, bytes(1))).rejects.toMatchObject({
        code: 'conflict',
      })
      await expect(store.checkpoint(boardId, { epoch: 1, fence: 0 }, 3, bytes(3))).rejects.toMatchObject({
        code: 'conflict',
      })
      await expect(store.checkpoint(boardId, { epoch: 2, fence: 0 }, 2, bytes(2))).rejects.toMatchObject({
        code: 'fenced',
      })
      expect(await store.load(boardId)).toMatchObject({ checkpoint: bytes(1, 2), tail: [], seq: 2 })
    })

    test('[ST14] a new epoch begins empty and fences the old one off', async () => {
      await using store = await openWorld()
      await store.commit([updates(boardId, [bytes(1), bytes(2)], [{ clientId: 7, owner: piet }])], [])
      await store.checkpoint(boardId, { epoch: 1, fence: 0 }, 1, bytes(1))
      const rebuilt = { ...updates(boardId, [bytes(12)]), epoch: 2 }
      await store.commit([rebuilt], [{ put: 'board', row: boardRow(boardId, { epoch: 2 }) }])
      expect(await store.load(boardId)).toEqual({
        epoch: 2,
        checkpoint: null,
        tail: [bytes(12)],
        seq: 1,
        clients: [],
      })
      await expect(store.commit([updates(boardId, [bytes(3)])], [])).rejects.toMatchObject({ code: 'fenced' })
      const back = store.commit([], [{ put: 'board', row: boardRow(boardId) }])
      await expect(back).rejects.toMatchObject({ code: 'fenced' })
    })

    test('[ST15] the document of a snapshot comes back as it was', async () => {
      await using store = await openWorld()
      const doc = Uint8Array.from({ length: 5000 }, (_, index) => index % 7)
      const twin = 'snapshot-2' as SnapshotId
      await store.commit([], [snapshotFact(doc)])
      await store.commit([], [snapshotFact(doc, { id: twin, takenAt: noon + 1 })])
      const fact = snapshotFact(doc)
      if (!('add' in fact) || fact.add !== 'snapshot') throw new Error('no snapshot')
      expect(await store.snapshot(fact.row.id)).toEqual(fact.row)
      expect(await store.snapshotDoc(fact.row.id)).toEqual(doc)
      expect(await store.snapshotDoc(twin)).toEqual(doc)
      expect(await store.snapshot('snapshot-none' as SnapshotId)).toBeNull()
      expect(await store.snapshotDoc('snapshot-none' as SnapshotId)).toBeNull()
    })

    test('[ST17] nobody changes what is stored by changing bytes in hand', async () => {
      await using store = await openWorld()
      const frame = bytes(0, 0, 1, 2, 0)
      const storing = store.commit([updates(boardId, [frame.subarray(2, 4)])], [])
      frame.fill(9)
      await storing
      const first = await store.load(boardId)
      expect(first?.tail).toEqual([bytes(1, 2)])
      first?.tail[0]?.fill(9)
      expect((await store.load(boardId))?.tail).toEqual([bytes(1, 2)])
      expect(frame.byteLength).toBe(5)
    })

    test('[ST18] disposal finishes what was asked; then nothing is answered', async () => {
      const store = await openWorld()
      const asked = store.commit([updates(boardId, [bytes(1)])], [])
      await store[Symbol.asyncDispose]()
      await asked
      await expect(store.load(boardId)).rejects.toMatchObject({ code: 'unavailable' })
      await expect(store.ping()).rejects.toMatchObject({ code: 'unavailable' })
      const late = store.commit([updates(boardId, [bytes(2)])], [])
      await expect(late).rejects.toMatchObject({ code: 'unavailable' })
      await store[Symbol.asyncDispose]()
    })
  })

  ledgerContract(name, openWorld)
  leaseContract(name, openWorld)
}

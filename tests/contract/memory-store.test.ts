import { expect, test } from 'vitest'
import { MemoryStore } from '../support/memory-store.ts'
import { boardId, world } from '../support/store-rows.ts'
import { bytes, updates } from '../support/board-commits.ts'
import { storeContract } from './store-contract.ts'

storeContract('the store in memory', async () => new MemoryStore())

async function heldStore(): Promise<MemoryStore> {
  const store = new MemoryStore()
  await store.commit([], world)
  store.hold()
  return store
}

test('[ST1] what a test holds is stored when it lets go, one by one or all', async () => {
  await using store = await heldStore()
  const answered: number[] = []
  const commits = [1, 2, 3].map(async (value) => {
    await store.commit([updates(boardId, [bytes(value)])], [])
    answered.push(value)
  })
  expect(store.held).toBe(3)
  expect(await store.load(boardId)).toMatchObject({ seq: 0 })
  store.release(1)
  await commits[0]
  expect([answered, store.held]).toEqual([[1], 2])
  expect(await store.load(boardId)).toMatchObject({ tail: [bytes(1)] })
  store.release()
  await Promise.all(commits)
  expect(await store.load(boardId)).toMatchObject({ tail: [bytes(1), bytes(2), bytes(3)] })
})

test('[ST3] a commit that the disk refuses is nowhere; the next one is stored', async () => {
  await using store = await heldStore()
  store.release()
  store.failNext('disk-full')
  await expect(store.commit([updates(boardId, [bytes(1)])], [])).rejects.toMatchObject({ code: 'disk-full' })
  await store.commit([updates(boardId, [bytes(2)])], [])
  expect(await store.load(boardId)).toMatchObject({ tail: [bytes(2)], seq: 1 })
})

test('[ST3] of what waits when the plug is pulled a first part is stored, and nobody hears of it', async () => {
  await using store = await heldStore()
  const heard: number[] = []
  for (const value of [1, 2, 3]) {
    void store.commit([updates(boardId, [bytes(value)])], []).then(() => heard.push(value))
  }
  store.crash({ stored: 2 })
  await store.ping()
  expect(await store.load(boardId)).toMatchObject({ tail: [bytes(1), bytes(2)], seq: 2 })
  expect(heard).toEqual([])
})

import { expect, test } from 'vitest'
import { Turns } from '../../../../server/core/turns.ts'

test('[HT72] works of one name run one after the other, in order; others beside them', async () => {
  const turns = new Turns()
  const said: string[] = []
  const gate = Promise.withResolvers<void>()
  const first = turns.take('a', async () => {
    said.push('a1 begins')
    await gate.promise
    said.push('a1 ends')
  })
  const second = turns.take('a', () => Promise.resolve(said.push('a2')))
  await turns.take('b', () => Promise.resolve(said.push('b')))
  expect(said).toEqual(['a1 begins', 'b'])
  gate.resolve()
  await Promise.all([first, second])
  expect(said).toEqual(['a1 begins', 'b', 'a1 ends', 'a2'])
})

test('[HT72] a work that fails lets the next one in', async () => {
  const turns = new Turns()
  const failed = turns.take('a', () => Promise.reject(new Error('nee')))
  await expect(failed).rejects.toThrow('nee')
  expect(await turns.take('a', () => Promise.resolve('ja'))).toBe('ja')
})

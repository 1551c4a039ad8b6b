import { expect, test } from 'vitest'
import { openReadiness } from '../../../../../server/adapters/http/readiness.ts'
import { StoreError } from '../../../../../server/core/ports.ts'
import { FakeClock } from '../../../../support/fake-clock.ts'

test('[HT52] however often someone asks, the disk is asked once a second', async () => {
  const clock = new FakeClock()
  let [asked, isFull] = [0, false]
  const ping = () => {
    asked += 1
    return isFull ? Promise.reject(new StoreError('disk-full')) : Promise.resolve()
  }
  const isReady = openReadiness({ ping }, clock)
  await Promise.all(Array.from({ length: 100 }, isReady))
  clock.pass(999)
  await isReady()
  expect(asked).toBe(1)
  isFull = true
  clock.pass(1)
  for (let times = 0; times < 3; times += 1)
    await expect(isReady()).rejects.toMatchObject({ code: 'disk-full' })
  isFull = false
  clock.pass(1_000)
  await isReady()
  expect(asked).toBe(3)
})

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { systemChance } from '../../../../server/adapters/chance.ts'
import { systemClock } from '../../../../server/adapters/clock.ts'
import { FakeClock } from '../../../support/fake-clock.ts'

const day = 24 * 60 * 60 * 1000

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('[CK1] a timer runs once, also one of two months', () => {
  for (const delay of [0, 1, 20, 60 * day]) {
    const run = vi.fn<() => void>()
    systemClock.after(delay, run)
    vi.advanceTimersByTime(Math.max(0, delay - 1))
    if (delay > 1) expect(run).not.toHaveBeenCalled()
    vi.advanceTimersByTime(61 * day)
    expect(run).toHaveBeenCalledOnce()
  }
})

test('[CK1] a disposed timer never runs', () => {
  const run = vi.fn<() => void>()
  systemClock.after(5, run)[Symbol.dispose]()
  const long = systemClock.after(60 * day, run)
  vi.advanceTimersByTime(30 * day)
  long[Symbol.dispose]()
  vi.advanceTimersByTime(60 * day)
  expect(run).not.toHaveBeenCalled()
})

test('[CK1] the clock of tests runs timers at their own instants, in order', () => {
  const clock = new FakeClock(0)
  const ran: [string, number][] = []
  const note = (name: string) => () => void ran.push([name, clock.now()])
  clock.after(20, note('second'))
  clock.after(10, () => {
    note('first')()
    clock.after(5, note('on the way'))
  })
  clock.after(12, note('never'))[Symbol.dispose]()
  clock.pass(20)
  expect(ran).toEqual([
    ['first', 10],
    ['on the way', 15],
    ['second', 20],
  ])
  expect([clock.now(), clock.waiting]).toEqual([20, 0])
})

test('[CK1] chance gives as many bytes as asked, different each time', () => {
  const [a, b] = [systemChance.bytes(32), systemChance.bytes(32)]
  expect([a.byteLength, b.byteLength]).toEqual([32, 32])
  expect(a).not.toEqual(b)
})

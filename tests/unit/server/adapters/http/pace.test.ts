import { expect, test } from 'vitest'
import {
  MadeExamples,
  Pace,
  paceOfChanges,
  paceOfQuestions,
} from '../../../../../server/adapters/http/pace.ts'

const home = '192.0.2.1'
/** How many of `count` requests at one instant go through. */
function through(count: number, mayGo: (n: number) => boolean): number {
  return Array.from({ length: count }, (_, n) => mayGo(n)).filter((went) => went).length
}

test('[HT56] a burst goes through, more is refused, and slowing down helps', () => {
  const pace = new Pace(paceOfChanges)
  const pietAt = (now: number) => () => pace.mayGo('piet', home, now)
  expect(through(500, pietAt(0))).toBe(120)
  expect(through(1, () => pace.mayGo('noor', home, 0))).toBe(1)
  expect(through(500, pietAt(2_000))).toBe(20)
  expect(through(500, pietAt(3_600_000))).toBe(120)
})

test('[HT56] a made-up cookie per request is no way around it, and harms nobody behind the same address', () => {
  const pace = new Pace(paceOfChanges)
  expect(pace.mayGo('piet', home, 0)).toBe(true)
  expect(through(1000, (n) => pace.mayGo(`verzonnen ${n}`, home, 0))).toBe(299)
  expect(pace.mayGo(null, home, 0)).toBe(false)
  expect(pace.mayGo(null, '192.0.2.2', 0)).toBe(true)
  expect(pace.mayGo('piet', home, 0)).toBe(true)
})

test('[HT56] asking is let through in a wide burst, for strangers behind one address wider still', () => {
  const pace = new Pace(paceOfQuestions)
  expect(through(1000, () => pace.mayGo('piet', home, 0))).toBe(300)
  expect(through(1000, () => pace.mayGo('piet', home, 1_000))).toBe(30)
  expect(through(1000, (n) => pace.mayGo(`nieuw ${n}`, '192.0.2.2', 0))).toBe(600)
})

test('[HT84] thirty examples an hour for an address; what was not made does not count', () => {
  const made = new MadeExamples()
  expect(through(100, () => made.take(home, 0))).toBe(30)
  made.giveBack(home)
  expect(through(100, () => made.take(home, 0))).toBe(1)
  expect(through(100, () => made.take('192.0.2.2', 0))).toBe(30)
  expect(through(100, () => made.take(home, 3_600_000))).toBe(30)
})

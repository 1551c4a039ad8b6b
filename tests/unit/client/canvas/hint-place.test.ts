import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { canBeRead, placeHint } from '../../../../client/canvas/editor/hint-place.ts'
import type { Box } from '../../../../shared/board/geometry.ts'

const free: Box = { x: 8, y: 44, w: 1000, h: 500 }
const hint = { w: 300, h: 56 }
const zone: Box = { x: 300, y: 200, w: 280, h: 240 }

test.each([
  ['large and whole on the screen', { x: 100, y: 100, w: 300, h: 20, size: 16 }, true],
  ['too small', { x: 100, y: 100, w: 300, h: 20, size: 9 }, false],
  ['beyond the top', { x: 100, y: 20, w: 300, h: 20, size: 16 }, false],
  ['cut off at the right', { x: 900, y: 100, w: 300, h: 20, size: 16 }, false],
])('[CV123] a question that is %s', (_how, question, isRead) => {
  expect(canBeRead(question, free)).toBe(isRead)
})

test.each([
  ['on the head of its zone', zone, [], { x: 300, y: 172 }],
  [
    'at the foot while the page tells something there',
    zone,
    [{ x: 250, y: 150, w: 400, h: 60 }],
    { x: 300, y: 384 },
  ],
  [
    'at the top of a zone whose head is out of sight',
    { x: -400, y: -300, w: 900, h: 700 },
    [],
    { x: 8, y: 44 },
  ],
])('[CV124] the hint lies %s', (_where, asking, taken, at) => {
  expect(placeHint({ zone: asking, band: 28, free, taken }, hint)).toEqual(at)
})

test('[CV124] the hint is whole on the screen, wherever its zone lies', () => {
  const away = fc.integer({ min: -3000, max: 3000 })
  fc.assert(
    fc.property(away, away, (x, y) => {
      const place = placeHint({ zone: { ...zone, x, y }, band: 28, free, taken: [] }, hint)
      expect(place.x).toBeGreaterThanOrEqual(free.x)
      expect(place.y).toBeGreaterThanOrEqual(free.y)
      expect(place.x + hint.w).toBeLessThanOrEqual(free.x + free.w)
      expect(place.y + hint.h).toBeLessThanOrEqual(free.y + free.h)
    }),
  )
})

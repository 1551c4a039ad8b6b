import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { barGapPx, placeBar } from '../../../../client/canvas/clusters/bar-place.ts'
import type { Box } from '../../../../shared/board/geometry.ts'

const free: Box = { x: 10, y: 10, w: 340, h: 520 }
const bar = { w: 280, h: 96 }
const box = fc.record({
  x: fc.integer({ min: -900, max: 900 }),
  y: fc.integer({ min: -900, max: 900 }),
  w: fc.integer({ min: 1, max: 1500 }),
  h: fc.integer({ min: 1, max: 1500 }),
})

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h
}

test('[CV121] the bar is whole in sight, or not there', () => {
  fc.assert(
    fc.property(box, fc.option(box), (about, spare) => {
      const place = placeBar({ about, free, spare }, bar)
      expect(place !== null).toBe(overlap(about, free))
      if (place === null) return
      expect(place.x).toBeGreaterThanOrEqual(free.x)
      expect(place.y).toBeGreaterThanOrEqual(free.y)
      expect(place.x + bar.w).toBeLessThanOrEqual(free.x + free.w)
      expect(place.y + bar.h).toBeLessThanOrEqual(free.y + free.h)
    }),
  )
})

test.each([
  ['above', { about: { x: 100, y: 300, w: 60, h: 60 }, spare: null }, 300 - barGapPx - bar.h],
  [
    'below, where the head of the zone is above',
    { about: { x: 100, y: 300, w: 60, h: 60 }, spare: { x: 50, y: 270, w: 200, h: 20 } },
    360 + barGapPx,
  ],
  [
    'below, where there is no room above',
    { about: { x: 100, y: 40, w: 60, h: 60 }, spare: null },
    100 + barGapPx,
  ],
  [
    'at the foot of what fills the screen',
    { about: { x: 0, y: -20, w: 400, h: 900 }, spare: null },
    530 - bar.h,
  ],
])('[CV121] it lies %s', (_where, { about, spare }, y) => {
  expect(placeBar({ about, free, spare }, bar)?.y).toBe(y)
})

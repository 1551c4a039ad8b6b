import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { zoneLookedAt } from '../../../../client/canvas/notes/looked-at.ts'

const view = { x: 0, y: 0, w: 400, h: 600 }
const zone = (x: number, y: number, w: number, h: number) => ({ x, y, w, h })

test.each([
  { why: 'it fills the view', zones: [zone(-50, -50, 500, 500)], at: 0 },
  { why: 'on an upright screen it fills the width', zones: [zone(20, 200, 360, 180)], at: 0 },
  { why: 'it is the large one of two', zones: [zone(20, 520, 360, 80), zone(20, 0, 360, 400)], at: 1 },
  { why: 'there is none', zones: [], at: null },
  { why: 'it is one of many', zones: [zone(0, 0, 190, 150), zone(210, 0, 190, 150)], at: null },
  { why: 'it is one of two as large', zones: [zone(20, 0, 360, 280), zone(20, 300, 360, 280)], at: null },
])('[CV35] writing begins in a zone or waits, as $why', ({ zones, at }) => {
  expect(zoneLookedAt(zones, view)).toBe(at === null ? null : zones[at])
})

test('[CV35] the zone that is meant does not hang on the order of zones', () => {
  const side = fc.integer({ min: 20, max: 700 })
  const place = fc.integer({ min: -400, max: 600 })
  fc.assert(
    fc.property(fc.array(fc.record({ x: place, y: place, w: side, h: side }), { maxLength: 5 }), (zones) => {
      expect(zoneLookedAt(zones.toReversed(), view)).toBe(zoneLookedAt(zones, view))
    }),
  )
})

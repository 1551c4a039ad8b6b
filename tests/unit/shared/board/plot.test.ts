import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { plotAt, plotAreaOf, pointAt } from '../../../../shared/board/plot.ts'

const zone = { x: 1280, y: 300, w: 1920, h: 1780, form: 'plot' as const }

test('[OL14] the ends of the axes are 0 and 1, and beyond them a place says what the end says', () => {
  const { x, y, w, h } = plotAreaOf(zone)
  expect(plotAt(zone, { x, y: y + h })).toEqual({ x: 0, y: 0 })
  expect(plotAt(zone, { x: x + w, y })).toEqual({ x: 1, y: 1 })
  expect(plotAt(zone, { x: x - 500, y: y - 500 })).toEqual({ x: 0, y: 1 })
})

test('[OL14] the place that says a pair says just that pair', () => {
  const part = fc.integer({ min: 0, max: 1000 }).map((thousandths) => thousandths / 1000)
  fc.assert(
    fc.property(part, part, (x, y) => {
      expect(plotAt(zone, pointAt(zone, { x, y }))).toEqual({ x, y })
    }),
  )
})

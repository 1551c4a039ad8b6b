import { expect, test } from 'vitest'
import { middlesAround, sizeOnBoard, wholeIn } from '../../../../client/canvas/pictures/picture-place.ts'
import { must } from '../../../../shared/assert.ts'
import { zonesOf } from '../../../../shared/board/outline.ts'
import { first, TableBoard } from '../../../support/board-on-table.ts'

test('[PC31] a picture is at most as long as two notes, and never larger than it is', () => {
  const large = sizeOnBoard({ width: 2048, height: 1024 })
  expect([large.w / large.h, sizeOnBoard({ width: 60, height: 40 })]).toEqual([2, { w: 60, h: 40 }])
  expect(sizeOnBoard({ width: 4096, height: 1 }).h).toBe(1)
})

test('[PC31] it lies whole in its zone, below the band, where it fits', () => {
  const { records } = new TableBoard().lay(first)
  const zone = must(
    zonesOf(records).find(({ key }) => key === 'facts'),
    'facts',
  )
  const size = { w: 400, h: 300 }
  for (const middle of [zone, { x: zone.x + zone.w, y: zone.y + zone.h }]) {
    const { x, y } = wholeIn(zone, middle, size)
    expect(x >= zone.x && x + size.w <= zone.x + zone.w && y > zone.y && y + size.h <= zone.y + zone.h).toBe(
      true,
    )
  }
  const wide = { w: zone.w + 1, h: 10 }
  expect(wholeIn(zone, { x: 0, y: 0 }, wide).x).toBe(-wide.w / 2)
  expect(wholeIn(null, { x: 0, y: 0 }, size)).toEqual({ x: -200, y: -150, ...size })
})

test('[PC31] many at once come in rows, the first where it was dropped', () => {
  const middles = middlesAround({ x: 5, y: 6 }, 6)
  expect(middles[0]).toEqual({ x: 5, y: 6 })
  expect(new Set(middles.map(({ x, y }) => `${x} ${y}`)).size).toBe(6)
})

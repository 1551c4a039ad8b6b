import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { besideZones } from '../../../../shared/board/beside-zones.ts'
import type { Box } from '../../../../shared/board/geometry.ts'

const note = { x: 0, y: 0, w: 200, h: 200 }
const boxes = (least: number, most: number) =>
  fc.array(
    fc.record({
      x: fc.integer({ min: -1500, max: 1500 }),
      y: fc.integer({ min: -1500, max: 1500 }),
      w: fc.integer({ min: least, max: most }),
      h: fc.integer({ min: least, max: most }),
    }),
    { maxLength: 6 },
  )

function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h
}

test('[CV39] what lies beside the templates is clear of them all, and on no other note', () => {
  fc.assert(
    fc.property(boxes(300, 2000), boxes(200, 200), (templates, taken) => {
      const lies = { ...note, ...besideZones(templates, taken, note) }
      for (const box of [...templates, ...taken]) expect(overlaps(lies, box)).toBe(false)
    }),
  )
})

test('[CV39] what is clear already stays where it is', () => {
  expect(besideZones([{ x: 400, y: 0, w: 900, h: 900 }], [], note)).toEqual({ x: 0, y: 0 })
})

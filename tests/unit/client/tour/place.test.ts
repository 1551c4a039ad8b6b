import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  edgePx,
  frameAround,
  gapPx,
  onScreen,
  placeCard,
  type Box,
  type Size,
} from '../../../../client/session/tour/place.ts'

const view = fc.record({ w: fc.integer({ min: 360, max: 2560 }), h: fc.integer({ min: 560, max: 1440 }) })
const card = fc.record({ w: fc.integer({ min: 200, max: 336 }), h: fc.integer({ min: 120, max: 260 }) })

/** A box that lies on the screen, however small or large. */
function targetOn({ w, h }: Size): fc.Arbitrary<Box> {
  // Whole numbers: doubles lie as thick as their bits, so nearly all of them next to nothing.
  const part = fc.integer({ min: 0, max: 1000 }).map((n) => n / 1000)
  return fc.tuple(part, part, part, part).map(([fx, fy, fw, fh]) => {
    const [x, y] = [fx * (w - 20), fy * (h - 20)]
    return { x, y, w: 12 + fw * (w - x - 12), h: 12 + fh * (h - y - 12) }
  })
}
const settings = fc
  .tuple(view, card)
  .chain(([screen, size]) => targetOn(screen).map((target) => ({ screen, size, target })))

function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h
}

test('[UI60] the card of a step is whole on the screen', () => {
  fc.assert(
    fc.property(settings, ({ screen, size, target }) => {
      const { x, y } = placeCard(target, size, screen)
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0)
      expect(x + size.w).toBeLessThanOrEqual(screen.w)
      expect(y + size.h).toBeLessThanOrEqual(screen.h)
    }),
  )
})

test('[UI60] it covers nothing of what it points at while a side of that has room', () => {
  fc.assert(
    fc.property(settings, ({ screen, size, target }) => {
      const room = {
        above: target.y,
        below: screen.h - target.y - target.h,
        left: target.x,
        right: screen.w - target.x - target.w,
      }
      const need = gapPx + edgePx
      const hasRoom =
        Math.max(room.above, room.below) >= size.h + need || Math.max(room.left, room.right) >= size.w + need
      fc.pre(hasRoom)
      const at = placeCard(target, size, screen)
      expect(overlaps({ ...at, ...size }, target)).toBe(false)
    }),
  )
})

test('[UI60] what is hardly on the screen is not pointed at; of what is half on it, that half', () => {
  const screen = { w: 400, h: 700 }
  expect(onScreen({ x: -200, y: 100, w: 300, h: 50 }, screen)).toEqual({ x: 0, y: 100, w: 100, h: 50 })
  expect(onScreen({ x: -200, y: 100, w: 205, h: 50 }, screen)).toBeNull()
  expect(onScreen({ x: 10, y: 10, w: 0, h: 0 }, screen)).toBeNull()
})

test('[UI69] the frame is whole on the screen, also around what lies at its edge', () => {
  expect(frameAround({ x: 4, y: 690, w: 58, h: 46 }, { w: 360, h: 740 })).toEqual({
    x: 2,
    y: 684,
    w: 66,
    h: 54,
  })
  fc.assert(
    fc.property(settings, ({ screen, target }) => {
      const { x, y, w, h } = frameAround(target, screen)
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(2)
      expect(x + w).toBeLessThanOrEqual(screen.w - 2)
      expect(y + h).toBeLessThanOrEqual(screen.h - 2)
    }),
  )
})

test('[UI69] the card goes beyond a message that lies where it would be', () => {
  const screen = { w: 360, h: 740 }
  const menu = { x: 300, y: 10, w: 50, h: 40 }
  const size = { w: 340, h: 200 }
  const message = { x: 12, y: 70, w: 336, h: 90 }
  expect(placeCard(menu, size, screen)).toEqual({ x: 10, y: 50 + gapPx })
  expect(placeCard(menu, size, screen, [message])).toEqual({ x: 10, y: 160 + gapPx })
  const tool = { x: 500, y: 740, w: 110, h: 56 }
  const above = { x: 480, y: 650, w: 400, h: 60 }
  const wide = { w: 1440, h: 810 }
  const at = placeCard(tool, { w: 336, h: 200 }, wide, [above])
  expect(overlaps({ ...at, w: 336, h: 200 }, above)).toBe(false)
  expect(overlaps({ ...at, w: 336, h: 200 }, tool)).toBe(false)
})

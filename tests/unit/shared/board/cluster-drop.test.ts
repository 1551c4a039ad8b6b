import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  clusterGapPx,
  meaningOf,
  nestIn,
  shiftInto,
  type ClusterDrop,
  type DroppedNote,
  type Surroundings,
} from '../../../../shared/board/cluster-drop.ts'
import { clusterBox } from '../../../../shared/board/cluster.ts'
import type { Box } from '../../../../shared/board/geometry.ts'
import { shapeIdOf } from '../../../../shared/board/schema.ts'

const side = 200
const at = (x: number, y: number): Box => ({ x, y, w: side, h: side })
const [rust, plek] = [shapeIdOf('rust'), shapeIdOf('plek')]
const [een, twee] = [shapeIdOf('een'), shapeIdOf('twee')]

/** A cluster at 0, 0 and one at 1000, 0; a loose note at 0, 1000 and one at 150, 1000. */
const around: Surroundings = {
  grounds: [
    { cluster: rust, box: clusterBox(at(0, 0)) },
    { cluster: plek, box: clusterBox(at(1000, 0)) },
  ],
  loose: [
    { note: een, box: at(0, 1000) },
    { note: twee, box: at(150, 1000) },
  ],
}
const dropped = (box: Box, more: Partial<DroppedNote> = {}): DroppedNote => ({
  box,
  cluster: null,
  isInField: true,
  ...more,
})

const told: [string, DroppedNote, ClusterDrop][] = [
  ['on nothing', dropped(at(500, 500)), { type: 'nothing' }],
  ['with its middle on a cluster', dropped(at(90, 60)), { type: 'join', cluster: rust }],
  [
    'on a cluster outside a field',
    dropped(at(90, 60), { isInField: false }),
    { type: 'join', cluster: rust },
  ],
  ['on a loose note', dropped(at(-90, 1000)), { type: 'pair', other: een }],
  ['on two loose notes, more on the second', dropped(at(120, 1000)), { type: 'pair', other: twee }],
  ['on the edge of a loose note', dropped(at(-160, 1000)), { type: 'nothing' }],
  ['on a loose note outside a field', dropped(at(-90, 1000), { isInField: false }), { type: 'nothing' }],
  ['within its own cluster', dropped(at(90, 60), { cluster: rust }), { type: 'stay', cluster: rust }],
  ['half over the edge of its own', dropped(at(130, 60), { cluster: rust }), { type: 'stay', cluster: rust }],
  ['clearly outside its own', dropped(at(500, 500), { cluster: rust }), { type: 'leave' }],
  ['from its own on another', dropped(at(1090, 60), { cluster: rust }), { type: 'join', cluster: plek }],
  ['from its own on a loose note', dropped(at(-90, 1000), { cluster: rust }), { type: 'pair', other: een }],
  [
    'alone in its cluster, on nothing',
    dropped(at(500, 500), { cluster: shapeIdOf('alleen') }),
    { type: 'stay', cluster: shapeIdOf('alleen') },
  ],
]
test.each(told)('[OL18] a note dropped %s', (_, note, meaning) => {
  expect(meaningOf(note, around)).toEqual(meaning)
})

const boxes = fc.array(
  fc.record({ x: fc.integer({ min: 0, max: 2000 }), y: fc.integer({ min: 0, max: 2000 }) }),
  {
    maxLength: 12,
  },
)

describe('where it lies then', () => {
  test('[OL19] law: on no other note of the cluster, and where nothing is hidden just where it was dropped', () => {
    fc.assert(
      fc.property(
        boxes,
        fc.integer({ min: 0, max: 2000 }),
        fc.integer({ min: 0, max: 2000 }),
        (taken, x, y) => {
          const others = taken.map((corner) => at(corner.x, corner.y))
          const place = nestIn(others, at(x, y))
          for (const other of others) expect(hidden(other, at(place.x, place.y))).toBeLessThanOrEqual(1 / 20)
          if (others.every((other) => hidden(other, at(x, y)) <= 1 / 20)) expect(place).toEqual({ x, y })
        },
      ),
    )
  })

  test('[OL19] law: beside one note it moves no farther than one step of the grid', () => {
    fc.assert(
      fc.property(fc.integer({ min: -300, max: 300 }), fc.integer({ min: -300, max: 300 }), (x, y) => {
        const place = nestIn([at(0, 0)], at(x, y))
        const farthest = Math.max(Math.abs(place.x - x), Math.abs(place.y - y))
        expect(farthest).toBeLessThanOrEqual(side + clusterGapPx)
      }),
    )
  })

  test('[OL19] of the places beside a note one in the room goes before a nearer one outside it', () => {
    const room = { x: 0, y: 0, w: 420, h: 200 }
    expect(nestIn([at(0, 0)], at(20, 90))).toEqual({ x: 0, y: 220 })
    expect(nestIn([at(0, 0)], at(20, 90), room)).toEqual({ x: 220, y: 0 })
  })

  test('[OL19] beside a group it hides no loose neighbour either', () => {
    const group = [at(0, 0)]
    // Below the group lies a loose note: the place there would be the nearest.
    const neighbour = at(0, 230)
    expect(nestIn(group, at(20, 90), null, [neighbour])).toEqual({ x: 220, y: 0 })
    expect(nestIn(group, at(300, 20), null, [at(320, 40)])).not.toEqual({ x: 300, y: 20 })
  })

  test('[OL63] over the edge of the room it comes inside, where it then hides nothing', () => {
    const room = { x: 0, y: 0, w: 1000, h: 600 }
    expect(nestIn([at(500, 300)], at(200, -40), room)).toEqual({ x: 200, y: 0 })
    expect(nestIn([at(500, 300)], at(200, 40), room)).toEqual({ x: 200, y: 40 })
    // Larger than the room: where it is.
    expect(nestIn([], at(200, -40), { ...room, h: 150 })).toEqual({ x: 200, y: -40 })
  })
})

test('[OL20] law: a ground that fits comes to lie whole in the room, and one that lies in it stays', () => {
  const room = { x: 100, y: 100, w: 1000, h: 1000 }
  fc.assert(
    fc.property(fc.integer({ min: -900, max: 1900 }), fc.integer({ min: -900, max: 1900 }), (x, y) => {
      const by = shiftInto(room, { x, y, w: 400, h: 300 })
      const [left, top] = [x + by.x, y + by.y]
      expect(left >= 100 && left + 400 <= 1100 && top >= 100 && top + 300 <= 1100).toBe(true)
      if (x >= 100 && x <= 700 && y >= 100 && y <= 800) expect([by.x, by.y].map(Math.abs)).toEqual([0, 0])
    }),
  )
  expect(shiftInto(room, { x: 0, y: 0, w: 3000, h: 300 })).toEqual({ x: 100, y: 100 })
})

/** The part of a note that another one covers. */
function hidden(note: Box, by: Box): number {
  const w = Math.min(note.x + note.w, by.x + by.w) - Math.max(note.x, by.x)
  const h = Math.min(note.y + note.h, by.y + by.h) - Math.max(note.y, by.y)
  return w > 0 && h > 0 ? (w * h) / (note.w * note.h) : 0
}

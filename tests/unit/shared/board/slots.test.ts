import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { must } from '../../../../shared/assert.ts'
import { freeCell, landingsIn, spotIn, takenNear } from '../../../../shared/board/free-cell.ts'
import type { Box, Point } from '../../../../shared/board/geometry.ts'
import { zoneNamed, type ZoneArea } from '../../../../shared/board/outline.ts'
import { isShape, type MarkShape } from '../../../../shared/board/schema.ts'
import { cellsOf, liesFree, roomOf } from '../../../../shared/board/zone-grid.ts'
import { templates } from '../../../../shared/template/catalog.ts'
import { bandOf, unitPx } from '../../../../shared/template/template.ts'
import { first, TableBoard } from '../../../support/board-on-table.ts'

const at = ({ x, y }: Point): Box => ({ x, y, w: 200, h: 200 })
const isOver = (a: Box, b: Box): boolean =>
  a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h
const isIn = (room: Box, { x, y, w, h }: Box): boolean =>
  x >= room.x && y >= room.y && x + w <= room.x + room.w && y + h <= room.y + room.h

/** Every zone of the catalogue, as it lies on a board. */
const laid = templates.flatMap((template) => {
  const board = new TableBoard().lay(first, { x: 0, y: 0 }, template)
  const marks = [...board.records.values()].filter(isShape).filter((shape) => shape.type === 'mark')
  return template.zones.map(({ key }) => ({
    name: `${template.key}/${key}`,
    zone: must(zoneNamed(board.records, key), key),
    marks,
  }))
})
const slotted = laid.filter(({ zone }) => zone.slots.length > 0)
const named = (name: string): ZoneArea =>
  must(
    laid.find((one) => one.name === name),
    name,
  ).zone

/** What is drawn in a zone and may not be hidden: arrows, and the words of the boxes. */
const drawn = (zone: ZoneArea, marks: readonly MarkShape[]): Box[] =>
  marks
    .map(({ x, y, props: { w, h, form } }) => (form === 'slot' ? { x, y, w: 30, h: 44 } : { x, y, w, h }))
    .filter((box) => isIn(zone, box))

/** Which box of the zone each of these lies whole in, from 1; 0 for none. */
const boxesOf = (zone: ZoneArea, spots: readonly Point[]): number[] =>
  spots.map((spot) => zone.slots.findIndex(({ box }) => isIn(box, at(spot))) + 1)

describe('boxes in a zone', () => {
  test('[OL60] the templates have them where the domain draws them', () => {
    expect(slotted.map(({ name, zone }) => [name, zone.slots.length])).toEqual([
      ['problem-map/whyChain', 5],
      ['problem-map/scope', 2],
      ['assumption-check/ladder', 4],
      ['bateson-pyramid/willCanMay', 3],
    ])
  })

  test.each(slotted)(
    '[OL60] $name: cells lie whole in their box, on no word, arrow or line',
    ({ zone, marks }) => {
      const cells = cellsOf(zone)
      expect(boxesOf(zone, cells)).not.toContain(0)
      expect(new Set(boxesOf(zone, cells)).size).toBe(zone.slots.length)
      for (const [n, cell] of cells.entries()) {
        expect(drawn(zone, marks).filter((mark) => isOver(at(cell), mark))).toEqual([])
        expect(cells.slice(n + 1).filter((other) => isOver(at(cell), at(other)))).toEqual([])
      }
    },
  )

  test.each(slotted)(
    '[OL60] $name: a note stays in the box it is dropped in, also when that is full',
    ({ zone }) => {
      const drops = fc.array(
        fc.record({
          box: fc.nat({ max: zone.slots.length - 1 }),
          right: fc.double({ min: 0, max: 0.99, noNaN: true }),
          down: fc.double({ min: 0, max: 0.99, noNaN: true }),
        }),
        { minLength: 1, maxLength: 14 },
      )
      fc.assert(
        fc.property(drops, (dropped) => {
          const notes = dropped.map(({ box, right, down }) => {
            const { x, y, w, h } = must(zone.slots[box], 'a box').box
            return at({ x: x + right * w - 100, y: y + down * h - 100 })
          })
          const spots = landingsIn(zone, [], notes)
          expect(boxesOf(zone, spots)).toEqual(dropped.map(({ box }) => box + 1))
        }),
      )
    },
  )

  test('[OL60] a note with many words begins in its box, beside what lies there', () => {
    const zone = named('problem-map/whyChain')
    const { box } = must(zone.slots[1], 'the second step')
    const short = at(spotIn(zone, [], { by: 'nearness', to: { x: box.x + 300, y: box.y + 100 } }))
    const tall = spotIn(zone, [short], { by: 'nearness', to: { x: box.x + 300, y: box.y + 100 } }, 380)
    expect(tall).toEqual({ x: short.x + 220, y: short.y, isFree: true })
  })

  test('[OL61] of steps each gets a note before any gets a second; columns are filled one by one', () => {
    const board = new TableBoard().lay(first)
    const write = (zone: ZoneArea, count: number): number[] => {
      const spots = Array.from({ length: count }, (_, n) => {
        const spot = freeCell(board.records, zone)
        board.note(`${zone.key}${n}x`, { x: spot.x + 100, y: spot.y + 100 })
        return spot
      })
      return boxesOf(zone, spots)
    }
    expect(write(named('problem-map/whyChain'), 7)).toEqual([1, 2, 3, 4, 5, 1, 2])
    expect(write(named('problem-map/scope'), 14)).toEqual([1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 1, 2])
  })

  test('[OL61] one after the other: the next step, the same column while it has room', () => {
    const after = (name: string, n: number, taken: readonly Box[]): number => {
      const zone = named(name)
      const { x, y, w, h } = must(zone.slots[n - 1], 'a box').box
      const begun = landingsIn(zone, [], [at({ x: x + w / 2 - 100, y: y + h / 2 - 100 })]).map(at)
      const [{ x: left, y: top } = { x: 0, y: 0 }] = begun
      const wish = { by: 'succession', after: { x: left + 100, y: top + 100 } } as const
      return must(boxesOf(zone, [spotIn(zone, [...taken, ...begun], wish)])[0], 'a place')
    }
    const steps = named('problem-map/whyChain')
    expect(after('problem-map/whyChain', 2, [])).toBe(3)
    expect(after('problem-map/whyChain', 5, [])).toBe(1)
    expect(after('problem-map/whyChain', 2, [must(steps.slots[2], 'the third step').room])).toBe(4)
    expect(after('bateson-pyramid/willCanMay', 2, [])).toBe(2)
  })

  test('[OL61] many at once begin in the box that was pointed at', () => {
    const zone = named('bateson-pyramid/willCanMay')
    const { x, y } = must(zone.slots[1], 'a column').box
    const taken = takenNear(new Map(), zone)
    const spots = [1, 2, 3, 4, 5].map(() => {
      const spot = spotIn(zone, taken, { by: 'row', from: { x: x + 10, y: y + 10 } })
      taken.push(at(spot))
      return spot
    })
    expect(boxesOf(zone, spots)).toEqual([2, 2, 2, 2, 3])
  })
})

describe('the edge of a zone', () => {
  const lined = laid.filter(({ zone }) => !liesFree(zone) && zone.slots.length === 0)

  test.each(lined)('[OL62] $name: cells lie below the band and inside the edge', ({ zone }) => {
    const top = zone.y + bandOf(zone.form) * unitPx
    for (const cell of cellsOf(zone)) {
      expect(cell.x - zone.x).toBeGreaterThanOrEqual(6)
      expect(zone.x + zone.w - cell.x - 200).toBeGreaterThanOrEqual(6)
      // Where two rows fill the room to the pixel they lie on its edges, and not beyond.
      const edge = zone.y + zone.h - top === 400 ? 0 : 6
      expect(cell.y - top).toBeGreaterThanOrEqual(edge)
      expect(zone.y + zone.h - cell.y - 200).toBeGreaterThanOrEqual(edge)
    }
  })

  test('[OL62] a note let go over the heading or the edge of a field lies below it and inside', () => {
    const zone = named('idea-clusters/clusters')
    const room = roomOf(zone)
    const [under, inside] = landingsIn(
      zone,
      [],
      [at({ x: zone.x + 300, y: zone.y + 130 }), at({ x: zone.x + zone.w - 190, y: zone.y + 900 })],
    )
    expect(under?.y).toBe(zone.y + 146)
    expect(inside?.x).toBe(zone.x + zone.w - 206)
    expect(room.y).toBe(zone.y + 146)
  })

  test('[OL62] a zone loses no cell by it', () => {
    expect(cellsOf(named('bateson-pyramid/tension'))).toHaveLength(20)
    expect(cellsOf(named('assumption-check/parking'))).toHaveLength(8)
    expect(cellsOf(named('problem-map/parking'))).toHaveLength(3)
  })
})

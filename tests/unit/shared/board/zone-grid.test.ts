import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { must } from '../../../../shared/assert.ts'
import { freeCell, landingsIn, spotIn, takenNear } from '../../../../shared/board/free-cell.ts'
import type { Box, Point } from '../../../../shared/board/geometry.ts'
import { zoneNamed } from '../../../../shared/board/outline.ts'
import { isShape, shapeIdOf } from '../../../../shared/board/schema.ts'
import { zoneForms } from '../../../../shared/board/vocabulary.ts'
import { plotAreaOf } from '../../../../shared/board/plot.ts'
import { assumptionCheck } from '../../../../shared/template/catalog/assumption-check.ts'
import { cellsOf, intoRoom, roomOf, type PlacedZone } from '../../../../shared/board/zone-grid.ts'
import { first, TableBoard } from '../../../support/board-on-table.ts'

const lined = ['notes', 'parking', 'level', 'output'] as const

const zones = (forms: readonly PlacedZone['form'][] = lined): fc.Arbitrary<PlacedZone> =>
  fc.record({
    x: fc.integer({ min: -500, max: 500 }),
    y: fc.integer({ min: -500, max: 500 }),
    w: fc.integer({ min: 400, max: 1700 }),
    h: fc.integer({ min: 560, max: 1300 }),
    form: fc.constantFrom(...forms),
  })

/** A zone, and notes of one size thrown into its room. */
const thrown = (forms: readonly PlacedZone['form'][], most: number) =>
  zones(forms).chain((zone) => {
    const room = roomOf(zone)
    const note = fc
      .record({
        x: fc.double({ min: 0, max: 1, noNaN: true }),
        y: fc.double({ min: 0, max: 1, noNaN: true }),
      })
      .map(({ x, y }): Box => ({
        x: room.x + x * (room.w - 1) - 100,
        y: room.y + y * (room.h - 1) - 100,
        w: 200,
        h: 200,
      }))
    return fc.record({
      zone: fc.constant(zone),
      lying: fc.array(note, { maxLength: most }),
      dropped: fc.array(note, { minLength: 1, maxLength: 8 }),
    })
  })

const at = ({ x, y }: Point): Box => ({ x, y, w: 200, h: 200 })
const isOver = (a: Box, b: Box): boolean => Math.abs(a.x - b.x) < 200 && Math.abs(a.y - b.y) < 200
const isIn = (room: Box, note: Box): boolean =>
  note.x >= room.x - 1 &&
  note.y >= room.y - 1 &&
  note.x + note.w <= room.x + room.w + 1 &&
  note.y + note.h <= room.y + room.h + 1

describe('notes dropped in a zone', () => {
  test('[OL30] never lie on another while a cell is free, nor outside the zone’s room', () => {
    fc.assert(
      fc.property(thrown(lined, 20), ({ zone, lying, dropped }) => {
        const landed: Box[] = []
        for (const [n, spot] of landingsIn(zone, lying, dropped).entries()) {
          expect(isIn(roomOf(zone), at(spot)), `note ${n} in the room`).toBe(true)
          landed.push(at(spot))
        }
        const all = [...lying, ...landed]
        const covers = landed.filter((note) => all.some((other) => other !== note && isOver(note, other)))
        const free = cellsOf(zone).filter((cell) => all.every((other) => !isOver(at(cell), other)))
        // A cell may be free beside notes that lie on others only when they came there while it was taken.
        if (covers.length > 0) expect(free).toEqual([])
      }),
    )
  })

  test('[OL31] come to the same places whoever asks, each to the nearest free cell', () => {
    fc.assert(
      fc.property(thrown(['notes'], 12), ({ zone, lying, dropped }) => {
        const landings = landingsIn(zone, lying, dropped)
        const turned = landingsIn(zone, lying.toReversed(), dropped)
        expect(turned).toEqual(landings)
        const [one] = dropped
        const spot = must(landingsIn(zone, lying, [must(one, 'a note')])[0], 'a place')
        const isFree = (cell: Point): boolean => lying.every((other) => !isOver(at(cell), other))
        const far = (cell: Point): number =>
          Math.hypot(cell.x - must(one, 'a note').x, cell.y - must(one, 'a note').y)
        const nearest = Math.min(...cellsOf(zone).filter(isFree).map(far))
        if (nearest < Infinity) expect(Math.abs(far(spot) - nearest)).toBeLessThan(2)
      }),
    )
  })

  test('[OL32] in a full zone never lie just on another, and hide no more than half of any words', () => {
    const zone: PlacedZone = { x: 0, y: 0, w: 1600, h: 1020, form: 'notes' }
    const lying = cellsOf(zone).map(at)
    for (let count = 0; count < 12; count += 1) {
      const to = { x: 700 + count * 7, y: 500 }
      const spot = spotIn(zone, lying, { by: 'nearness', to })
      expect(spot.isFree).toBe(false)
      const apart = lying.map((other) => Math.hypot(other.x - spot.x, other.y - spot.y))
      expect(Math.min(...apart)).toBeGreaterThan(100)
      lying.push(at(spot))
    }
  })

  test('[OL33] stay where places say something, whole between the axes', () => {
    fc.assert(
      fc.property(thrown(['plot', 'matrix'], 6), ({ zone, lying, dropped }) => {
        for (const [n, spot] of landingsIn(zone, lying, dropped).entries()) {
          const note = must(dropped[n], 'the note')
          const stays = intoRoom(zone, note)
          expect(Math.hypot(spot.x - stays.x, spot.y - stays.y)).toBeLessThan(1)
          if (isIn(roomOf(zone), note)) expect(Math.hypot(spot.x - note.x, spot.y - note.y)).toBeLessThan(2)
          expect(isIn(roomOf(zone), at(spot))).toBe(true)
        }
      }),
    )
  })
})

describe('a full zone', () => {
  const heap = zones(['notes']).chain((zone) =>
    fc.record({
      zone: fc.constant(zone),
      lying: fc.array(
        fc
          .record({ x: fc.nat({ max: zone.w }), y: fc.nat({ max: zone.h }) })
          .map(({ x, y }) => at({ x: zone.x + x - 100, y: zone.y + y - 100 })),
        { minLength: 20, maxLength: 120 },
      ),
    }),
  )

  test('[OL39] no place of the room hides clearly less than the one that is chosen', () => {
    fc.assert(
      fc.property(heap, ({ zone, lying }) => {
        const spot = spotIn(zone, lying, { by: 'row' })
        if (spot.isFree) return
        const room = roomOf(zone)
        const hidden = (box: Box): number =>
          lying.reduce((sum, other) => sum + (sharedBy(box, other) / 40_000) ** 2, 0)
        const cell = must(cellsOf(zone)[0], 'a cell')
        const steps = Array.from({ length: 80 }, (_, n) => (n - 40) * 55)
        const points = steps
          .flatMap((down) => steps.map((right) => at({ x: cell.x + right, y: cell.y + down })))
          .filter((point) => isWhole(room, point))
          .filter((point) => lying.every((other) => Math.hypot(point.x - other.x, point.y - other.y) >= 10))
        // Whole pixels, and what differs by a twentieth counts as the same.
        if (points.length > 0) expect(hidden(at(spot))).toBeLessThan(Math.min(...points.map(hidden)) + 0.2)
      }),
    )
  })

  test('[OL39] what lies there is looked at once, however many notes are laid', () => {
    const zone: PlacedZone = { x: 0, y: 0, w: 1600, h: 1020, form: 'notes' }
    const looks = (count: number): number => {
      let seen = 0
      const lying = [...cellsOf(zone), ...cellsOf(zone), ...cellsOf(zone)].map((cell, n) => ({
        ...at(cell),
        get x() {
          seen += 1
          return cell.x + (n % 3) * 20
        },
      }))
      const dropped = Array.from({ length: count }, (_, n) => at({ x: 300 + n * 11, y: 400 + n * 7 }))
      expect(landingsIn(zone, lying, dropped)).toHaveLength(count)
      return seen
    }
    expect(looks(60)).toBe(looks(1))
  })
})

const isWhole = (room: Box, { x, y }: Box): boolean =>
  x >= room.x && y >= room.y && x + 200 <= room.x + room.w && y + 200 <= room.y + room.h
const sharedBy = (a: Box, b: Box): number =>
  Math.max(0, 200 - Math.abs(a.x - b.x)) * Math.max(0, 200 - Math.abs(a.y - b.y))

describe('the grid of a zone', () => {
  test('[OL34] has its cells whole in the room, side by side, also between axes; a level has two rows', () => {
    fc.assert(
      fc.property(zones(zoneForms), (zone) => {
        const cells = cellsOf(zone)
        for (const [n, cell] of cells.entries()) {
          const room = roomOf(zone)
          if (room.w >= 200 && room.h >= 200) expect(isIn(room, at(cell))).toBe(true)
          expect(cells.slice(n + 1).some((other) => isOver(at(cell), at(other)))).toBe(false)
        }
      }),
    )
    const level: PlacedZone = { x: 0, y: 0, w: 1400, h: 560, form: 'level' }
    expect(new Set(cellsOf(level).map(({ y }) => y)).size).toBe(2)
  })

  test('[OL34] a room for just two rows has both, edge to edge', () => {
    const low: PlacedZone = { x: 0, y: 0, w: 1600, h: 540, form: 'notes' }
    const cells = cellsOf(low)
    expect(cells.length).toBe(14)
    expect([...new Set(cells.map(({ y }) => y))]).toEqual([140, 340])
  })

  test('[OL35] one after the other goes to the right, then to the next row, then begins again', () => {
    const zone: PlacedZone = { x: 0, y: 0, w: 700, h: 640, form: 'notes' }
    const cells = cellsOf(zone)
    const begun = must(cells[2], 'a cell')
    const taken = [at(begun)]
    const way: Point[] = []
    let after: Point = { x: begun.x + 100, y: begun.y + 100 }
    for (let count = 0; count < 5; count += 1) {
      const { x, y } = spotIn(zone, taken, { by: 'succession', after })
      way.push({ x, y })
      taken.push(at({ x, y }))
      after = { x: x + 100, y: y + 100 }
    }
    const onwards = [...cells.slice(3), ...cells.slice(0, 2)]
    expect(way).toEqual(onwards.map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) })))
  })

  test('[OL36] a note that grew by its words takes the room that it has grown to', () => {
    const board = new TableBoard().lay(first)
    const id = board.noteIn('facts', 'long')
    const note = must(board.records.get(shapeIdOf(id)), 'the note')
    if (!isShape(note) || note.type !== 'note') throw new Error('no note')
    board.records.set(note.id, { ...note, props: { ...note.props, growY: 150 } })
    const facts = must(zoneNamed(board.records, 'facts'), 'facts')
    const [taken] = takenNear(board.records, facts)
    expect(taken).toEqual({ x: note.x, y: note.y, w: 200, h: 350 })
    const below = { x: note.x, y: note.y + 220, w: 200, h: 200 }
    expect(landingsIn(facts, takenNear(board.records, facts), [below])[0]?.x).not.toBe(note.x)
  })

  test('[OL36] where nothing measured a note, it is as tall as its words in a picture', () => {
    const board = new TableBoard().lay(first)
    const tall =
      'Iedereen die langskomt wil iets anders, en niemand weet wie er eigenlijk over gaat. '.repeat(4)
    board.noteIn('facts', 'tall', { text: tall })
    board.noteIn('facts', 'short')
    const facts = must(zoneNamed(board.records, 'facts'), 'facts')
    const heights = takenNear(board.records, facts).map(({ h }) => h)
    expect(heights[0]).toBeGreaterThan(240)
    expect(heights[0]).toBeLessThanOrEqual(400)
    expect(heights[1]).toBe(200)
    const below = freeCell(board.records, facts, new Set(), 390)
    const { x, y } = must(takenNear(board.records, facts)[1], 'the short one')
    // Taller than a row: the first cell where it lies on none, whole in the room.
    expect(below).toEqual({ x: x + 220, y })
  })

  test('[OL38] a note that nobody put anywhere lies between the axes too', () => {
    const board = new TableBoard().lay(first, { x: 0, y: 0 }, assumptionCheck)
    const plot = must(zoneNamed(board.records, 'plot'), 'plot')
    for (let count = 0; count < 60; count += 1) {
      const { x, y } = freeCell(board.records, plot)
      expect(isIn(plotAreaOf(plot), at({ x, y }))).toBe(true)
      board.note(`n${count}`, { x: x + 100, y: y + 100 })
    }
  })

  test('[OL37] a note that moves within its zone is not in its own way', () => {
    const board = new TableBoard().lay(first)
    const id = board.noteIn('facts', 'alone')
    const facts = must(zoneNamed(board.records, 'facts'), 'facts')
    expect(freeCell(board.records, facts, new Set([shapeIdOf(id)]))).toEqual({ x: 40, y: 1070 })
  })
})

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { must } from '../../../../shared/assert.ts'
import { freeCell } from '../../../../shared/board/free-cell.ts'
import { centreOf, isInside } from '../../../../shared/board/geometry.ts'
import {
  namelessIn,
  outlineOf,
  zoneAt,
  zoneNamed,
  zonesOf,
  type Outline,
} from '../../../../shared/board/outline.ts'
import { richTextFrom } from '../../../../shared/board/rich-text.ts'
import { isShape, shapeIdOf } from '../../../../shared/board/schema.ts'
import type { SnapshotId } from '../../../../shared/ids.ts'
import { problemMap } from '../../../../shared/template/catalog/problem-map.ts'
import { first, noor, piet, second, TableBoard } from '../../../support/board-on-table.ts'

function zoneIn(outline: Outline, key: string) {
  return must(
    outline.instances[0]?.zones.find((zone) => zone.key === key),
    key,
  )
}

describe('outline', () => {
  test('[OL1] an instance has its zones in the order of the template, a board its instances from left to right', () => {
    const board = new TableBoard().lay(second, { x: 5200, y: 0 }).lay(first)
    const { instances } = outlineOf(board.records)
    expect(instances.map(({ id, template, version }) => [id, template, version])).toEqual([
      [first, 'problem-map', 1],
      [second, 'problem-map', 1],
    ])
    expect(instances[1]?.zones.map((zone) => zone.key)).toEqual(problemMap.zones.map((zone) => zone.key))
  })

  test('[OL2] a note lies in the zone of its centre and reads by y, x, id; one in no zone is unplaced', () => {
    const board = new TableBoard().lay(first)
    board.note('low', { x: 300, y: 1700 }, { author: piet, kind: 'fact', text: 'Twee karren\ntegelijk' })
    board.note('right', { x: 800, y: 1300 }, { kind: 'fact' })
    board.note('left', { x: 300, y: 1300 }, { author: noor, kind: 'opinion' })
    board.note('aside', { x: -500, y: 0 }, { author: noor })
    const outline = outlineOf(board.records)
    expect(zoneIn(outline, 'facts').notes).toEqual([
      { id: 'left000000000000', kind: 'opinion', text: 'left', author: noor, x: 300, y: 1300 },
      { id: 'right00000000000', kind: 'fact', text: 'right', x: 800, y: 1300 },
      { id: 'low0000000000000', kind: 'fact', text: 'Twee karren\ntegelijk', author: piet, x: 300, y: 1700 },
    ])
    expect(outline.unplaced).toEqual([
      { id: 'aside00000000000', kind: 'contribution', text: 'aside', author: noor, x: -500, y: 0 },
    ])
  })

  test('[OL3] a point on an edge is in one zone at most: left and top edges belong to the zone', () => {
    const { records } = new TableBoard().lay(first)
    const zones = [
      { x: 0, y: 920 },
      { x: 1600, y: 1000 },
      { x: 1680, y: 1000 },
      { x: 100, y: 1940 },
    ].map((point) => zoneAt(records, point)?.key ?? null)
    expect(zones).toEqual(['facts', null, 'experiences', null])
  })

  test('[OL4] where two templates overlap, a point lies in the zone that was laid first', () => {
    const { records } = new TableBoard().lay(first).lay(second, { x: 100, y: 100 })
    expect(zoneAt(records, { x: 300, y: 1200 })?.instance).toBe(first)
  })

  test('[OL5] an output zone shows the words of its shared card', () => {
    const board = new TableBoard().lay(first)
    const card = must(board.records.get(`shape:${first}-card-problemStatement`), 'card')
    if (!isShape(card) || card.type !== 'card') throw new Error('no card')
    board.records.set(card.id, {
      ...card,
      props: { ...card.props, richText: richTextFrom('Alles komt tegelijk') },
    })
    const outline = outlineOf(board.records)
    expect(zoneIn(outline, 'problemStatement').card).toEqual({ id: card.id, text: 'Alles komt tegelijk' })
    expect(zoneIn(outline, 'facts').card).toBeNull()
  })

  test('[OL6] a carried note says where it comes from', () => {
    const board = new TableBoard().lay(first)
    const from = board.note('before', { x: 0, y: 0 })
    const origin = { snapshotId: 'snapshotsnapshot' as SnapshotId, noteId: from }
    board.note('after', { x: 300, y: 1300 }, { origin })
    expect(zoneIn(outlineOf(board.records), 'facts').notes[0]?.origin).toEqual(origin)
  })

  test('[OL7] when a template is taken away its notes stay, unplaced, with the kind they had', () => {
    const board = new TableBoard().lay(first)
    board.noteIn('emotions', 'sad')
    for (const id of board.records.keys()) if (id.includes(first)) board.records.delete(id)
    expect(outlineOf(board.records)).toMatchObject({
      instances: [],
      unplaced: [{ text: 'sad', kind: 'emotion' }],
    })
  })

  test('[OL8] the outline is the same whatever the order in which records are held', () => {
    const board = new TableBoard().lay(first).lay(second, { x: 100, y: 100 })
    for (const name of ['a', 'b', 'c']) board.note(name, { x: 300, y: 1300 })
    const expected = outlineOf(board.records)
    const orders = fc.shuffledSubarray([...board.records], { minLength: board.records.size })
    fc.assert(
      fc.property(orders, (entries) => {
        expect(outlineOf(new Map(entries))).toEqual(expected)
      }),
    )
  })
})

describe('zones', () => {
  test('[OL9] a zone is named with its instance; its key alone is enough while one instance has it', () => {
    const board = new TableBoard().lay(first)
    expect(zoneNamed(board.records, 'facts')?.zone).toBe(`${first}/facts`)
    board.lay(second, { x: 5200, y: 0 })
    expect(zoneNamed(board.records, 'facts')).toBeNull()
    expect(zoneNamed(board.records, `${second}/facts`)?.x).toBe(5200)
    expect(zoneNamed(board.records, 'elsewhere')).toBeNull()
  })

  test('[OL10] sensitive zones are nameless in mixed sessions, nameless ones always, named ones never', () => {
    const seen = (['named', 'sensitive', 'nameless'] as const).map((attribution) =>
      (['mixed', 'residents', null] as const).map((kind) => namelessIn({ attribution }, kind)),
    )
    expect(seen).toEqual([
      [false, false, false],
      [true, false, false],
      [true, true, true],
    ])
  })

  test('[OL11] the next note of a zone gets the first free cell of 1.1 u below the title, row by row', () => {
    const board = new TableBoard().lay(first)
    const facts = must(zoneNamed(board.records, 'facts'), 'facts')
    expect(freeCell(board.records, facts)).toEqual({ x: 40, y: 1070 })
    board.noteIn('facts', 'one')
    expect(freeCell(board.records, facts)).toEqual({ x: 260, y: 1070 })
    board.note('in-the-way', { x: 500, y: 1150 })
    expect(freeCell(board.records, facts)).toEqual({ x: 700, y: 1070 })
  })

  test('[OL12] in a full zone notes go on top of others, never just on one, never outside', () => {
    const board = new TableBoard().lay(first)
    for (let count = 0; count < 60; count += 1) board.noteIn('parking', `n${count}`)
    const parking = must(zoneNamed(board.records, 'parking'), 'parking')
    const centres = [...board.records.values()]
      .filter(isShape)
      .flatMap((shape) => (shape.type === 'note' ? [centreOf(board.records, shape)] : []))
    expect(centres.filter((centre) => !isInside(parking, centre))).toEqual([])
    const nearest = centres.flatMap((a, at) =>
      centres.slice(at + 1).map((b) => Math.hypot(a.x - b.x, a.y - b.y)),
    )
    expect(Math.min(...nearest)).toBeGreaterThanOrEqual(10)
  })

  test('[OL13] a note in a turned group lies where people see it', () => {
    const board = new TableBoard().lay(first)
    const id = board.note('note', { x: 0, y: 0 })
    const note = must(board.records.get(`shape:${id}`), 'note')
    if (!isShape(note)) throw new Error('no note')
    const group = {
      ...note,
      id: shapeIdOf('group'),
      type: 'group' as const,
      x: 400,
      y: 1300,
      rotation: Math.PI / 2,
      props: {},
      meta: {},
    }
    board.records.set(group.id, group)
    board.records.set(note.id, { ...note, parentId: group.id, x: 50, y: 0 })
    expect(zoneIn(outlineOf(board.records), 'facts').notes).toMatchObject([{ id, x: 300, y: 1450 }])
    expect(zonesOf(board.records)).toHaveLength(10)
  })
})

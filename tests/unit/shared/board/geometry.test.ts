import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { recordFactories } from '../../../../shared/board/factories.ts'
import { centreOf, pageBounds, pagePoint } from '../../../../shared/board/geometry.ts'
import { toIndexKey, type BoardRecord, type BoardShape } from '../../../../shared/board/schema.ts'
import { keysAbove, keysBelow } from '../../../../shared/board/order.ts'
import { mintId, type NoteId } from '../../../../shared/ids.ts'
import { valid } from '../../../support/board-arbitraries.ts'

const note = recordFactories.note({
  id: mintId<NoteId>(() => new Uint8Array(16)),
  at: { x: 100, y: 50, index: 'a1' },
  text: '',
  meta: {},
})

function group(id: string, parentId: string, x: number, y: number, rotation: number): BoardRecord {
  return valid({ ...note, id, type: 'group', parentId, x, y, rotation, props: {} })
}
function inside(parent: string, shape: BoardShape): BoardShape {
  const moved = valid({ ...shape, parentId: parent })
  if (moved.typeName !== 'shape') throw new Error('no shape')
  return moved
}
const board = (...records: BoardRecord[]) => new Map(records.map((record) => [record.id as string, record]))
const rounded = ({ x, y }: { x: number; y: number }) => ({ x: Math.round(x) + 0, y: Math.round(y) + 0 })

describe('where a shape is on the page', () => {
  test('[BD40] a note lies with its middle half a note from its corner', () => {
    expect(centreOf(board(), note)).toEqual({ x: 200, y: 150 })
  })

  test('[BD40] a scaled note has a farther middle, a grown one has not', () => {
    const scaled: BoardShape = { ...note, props: { ...note.props, scale: 2, growY: 300 } }
    expect(centreOf(board(), scaled)).toEqual({ x: 300, y: 250 })
  })

  test('[BD41] a note in a group in a turned group is where the eye sees it', () => {
    const records = board(
      group('shape:buiten', 'page:page', 1000, 0, Math.PI / 2),
      group('shape:binnen', 'shape:buiten', 10, 20, 0),
    )
    const inner = inside('shape:binnen', note)
    expect(rounded(pagePoint(records, inner))).toEqual({ x: 1000 - 70, y: 110 })
    expect(rounded(centreOf(records, inner))).toEqual({ x: 1000 - 170, y: 210 })
  })

  test('[BD41] a turned note turns around its corner', () => {
    expect(rounded(centreOf(board(), { ...note, rotation: Math.PI }))).toEqual({ x: 0, y: -50 })
    expect(rounded(pageBounds(board(), { ...note, rotation: Math.PI / 2 }))).toEqual({ x: -100, y: 50 })
  })

  test('[BD41] a cycle of groups ends, and a lost parent counts as the page', () => {
    const records = board(
      group('shape:een', 'shape:twee', 1, 1, 0),
      group('shape:twee', 'shape:een', 1, 1, 0),
    )
    expect(pagePoint(records, inside('shape:een', note))).toEqual({ x: 102, y: 52 })
    expect(pagePoint(records, inside('shape:weg', note))).toEqual({ x: 100, y: 50 })
  })
})

describe('the stacking order', () => {
  const starts = [null, 'a1', 'a1V', 'az', 'Zz', 'b00', 'bzz', 'a0', 'Y00', 'c000']

  test('[BD42] keys above and below are in order, whole and new', () => {
    fc.assert(
      fc.property(fc.constantFrom(...starts), fc.integer({ min: 1, max: 5000 }), (from, count) => {
        const above = keysAbove(from, count)
        const below = keysBelow(from, count)
        const all = [...below, ...(from === null ? [] : [from]), ...(from === null ? [] : above)]
        expect(all).toEqual([...new Set(all)].toSorted())
        expect([above.length, below.length]).toEqual([count, count])
        expect([above.at(-1), below[0]].map((key) => toIndexKey(key ?? ''))).toEqual([above.at(-1), below[0]])
      }),
      { numRuns: 20 },
    )
  })
})

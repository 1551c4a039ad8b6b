import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { firstRecords } from '../../../../shared/board/factories.ts'
import { repairForView } from '../../../../shared/board/integrity.ts'
import type { BoardRecord } from '../../../../shared/board/schema.ts'
import { valid } from '../../../support/board-arbitraries.ts'

const ids = ['a', 'b', 'c', 'd', 'e', 'f']
const shapeId = (id: string) => `shape:${id}`

function group(id: string, parentId: string): BoardRecord {
  return valid({
    typeName: 'shape',
    id: shapeId(id),
    type: 'group',
    parentId,
    x: 7,
    y: 8,
    rotation: 0,
    index: 'a1',
    opacity: 1,
    isLocked: false,
    props: {},
    meta: {},
  })
}

function arrow(id: string): BoardRecord {
  return valid({
    ...group(id, 'page:page'),
    type: 'arrow',
    props: {
      kind: 'arc',
      labelColor: 'black',
      color: 'black',
      fill: 'none',
      dash: 'draw',
      size: 'm',
      font: 'sans',
      text: '',
      arrowheadStart: 'none',
      arrowheadEnd: 'arrow',
      bend: 0,
      labelPosition: 0.5,
      scale: 1,
      elbowMidPoint: 0.5,
      start: { x: 0, y: 0 },
      end: { x: 1, y: 1 },
    },
  })
}

function binding(id: string, from: string, to: string, terminal = 'end'): BoardRecord {
  return valid({
    typeName: 'binding',
    id: `binding:${id}`,
    type: 'arrow',
    fromId: shapeId(from),
    toId: shapeId(to),
    meta: {},
    props: { terminal, normalizedAnchor: { x: 0.5, y: 0.5 }, isExact: false, isPrecise: false, snap: 'none' },
  })
}

function board(...records: readonly BoardRecord[]): Map<string, BoardRecord> {
  return new Map([...firstRecords('x'), ...records].map((record) => [record.id, record]))
}

function parentOf(records: ReadonlyMap<string, BoardRecord>, id: string): string | null {
  const record = records.get(id)
  return record?.typeName === 'shape' ? record.parentId : null
}

/** Any parents, cycles and strangers included; arrows and bindings between anything. */
const arbitraryBoard = fc
  .record({
    groups: fc.array(
      fc.tuple(fc.constantFrom(...ids), fc.constantFrom('page:page', 'shape:weg', ...ids.map(shapeId))),
    ),
    arrows: fc.subarray(['p', 'q']),
    bindings: fc.array(
      fc.tuple(
        fc.constantFrom('1', '2', '3', '4'),
        fc.constantFrom('p', 'q', 'a', 'weg'),
        fc.constantFrom('p', 'a', 'b', 'weg'),
        fc.constantFrom('start', 'end'),
      ),
    ),
    isSeeded: fc.boolean(),
  })
  .map(({ groups, arrows, bindings, isSeeded }) => {
    const records = [
      ...(isSeeded ? firstRecords('x') : []),
      ...groups.map(([id, parentId]) => group(id, parentId)),
      ...arrows.map(arrow),
      ...bindings.map(([id, from, to, terminal]) => binding(id, from, to, terminal)),
    ]
    return new Map(records.map((record) => [record.id as string, record]))
  })

describe('a board mended for view', () => {
  test('[BD30] every shape comes to the page by its parents', () => {
    fc.assert(
      fc.property(arbitraryBoard, (records) => {
        const repaired = repairForView(records)
        for (const { id } of repaired.values()) {
          let [at, steps] = [parentOf(repaired, id), 0]
          while (at !== null && at !== 'page:page') {
            expect(repaired.has(at)).toBe(true)
            expect((steps += 1)).toBeLessThanOrEqual(repaired.size)
            at = parentOf(repaired, at)
          }
        }
        expect(repaired.has('page:page')).toBe(true)
      }),
    )
  })

  test('[BD30] of a cycle the highest id goes to the page, whoever closed it', () => {
    const closed = [
      group('a', 'shape:b'),
      group('b', 'shape:c'),
      group('c', 'shape:a'),
      group('d', 'shape:a'),
    ]
    for (const records of [board(...closed), board(...closed.toReversed())]) {
      const repaired = repairForView(records)
      expect(['a', 'b', 'c', 'd'].map((id) => parentOf(repaired, shapeId(id)))).toEqual([
        'shape:b',
        'shape:c',
        'page:page',
        'shape:a',
      ])
    }
  })

  test('[BD30] a shape that is its own parent goes to the page', () => {
    const repaired = repairForView(board(group('a', 'shape:a')))
    expect(parentOf(repaired, 'shape:a')).toBe('page:page')
  })

  test('[BD31] mending twice is mending once', () => {
    fc.assert(
      fc.property(arbitraryBoard, (records) => {
        const once = repairForView(records)
        expect(repairForView(once)).toEqual(once)
      }),
    )
  })

  test('[BD31] everyone mends alike, whatever order the records came in', () => {
    fc.assert(
      fc.property(arbitraryBoard, (records) => {
        const turned = new Map([...records].toReversed())
        expect(repairForView(turned)).toEqual(repairForView(records))
      }),
    )
  })

  test('[BD32] what is sound stays the very same record, and nothing given is changed', () => {
    fc.assert(
      fc.property(arbitraryBoard, (records) => {
        const given = new Map(records)
        const once = repairForView(records)
        expect(records).toEqual(given)
        for (const [id, record] of repairForView(once)) expect(record).toBe(once.get(id))
      }),
    )
  })

  test('[BD33] an arrow end holds one shape that is there; other bindings are left out', () => {
    const good = binding('1', 'p', 'a', 'start')
    const records = board(
      group('a', 'page:page'),
      arrow('p'),
      good,
      binding('2', 'p', 'a', 'start'),
      binding('3', 'p', 'weg'),
      binding('4', 'weg', 'a'),
      binding('5', 'a', 'p'),
      binding('6', 'p', 'p'),
    )
    const kept = [...repairForView(records).values()].filter(({ typeName }) => typeName === 'binding')
    expect(kept).toEqual([good])
  })
})

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { firstRecords } from '../../../../shared/board/factories.ts'
import { pageStance } from '../../../../shared/board/geometry.ts'
import { emptyHolders, repairForView, repairsOf } from '../../../../shared/board/integrity.ts'
import { isShape, type BoardRecord, type BoardShape } from '../../../../shared/board/schema.ts'
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

function moved(record: BoardRecord, place: { x?: number; y?: number; rotation?: number }): BoardRecord {
  return valid({ ...record, ...place })
}
function shapeIn(records: ReadonlyMap<string, BoardRecord>, id: string): BoardShape {
  const record = records.get(shapeId(id))
  if (record === undefined || !isShape(record)) throw new Error(`no shape ${id}`)
  return record
}
const only = (...records: readonly BoardRecord[]) =>
  new Map(records.map((record) => [record.id as string, record]))
const turn = fc.double({ min: -3, max: 3, noNaN: true })
const coordinate = fc.integer({ min: -5_000, max: 5_000 })
const anywhere = fc.record({ x: coordinate, y: coordinate, rotation: turn })

describe('what was in something that is gone', () => {
  test('[BD101] stays where people saw it, in however many turned groups it lay', () => {
    fc.assert(
      fc.property(anywhere, anywhere, anywhere, fc.constantFrom(1, 2), (outer, inner, own, goes) => {
        const [a, b, c] = [
          moved(group('a', 'page:page'), outer),
          moved(group('b', 'shape:a'), inner),
          moved(group('c', 'shape:b'), own),
        ]
        const before = board(a, b, c)
        const seen = pageStance(before, shapeIn(before, 'c'))
        const [records, gone] = goes === 1 ? [board(a, c), only(b)] : [board(c), only(a, b)]
        const after = shapeIn(repairForView(records, gone), 'c')
        expect(after.parentId).toBe('page:page')
        for (const key of ['x', 'y', 'rotation'] as const) expect(after[key]).toBeCloseTo(seen[key], 6)
      }),
    )
  })

  test('[BD101] lies at its own place where nobody remembers what it lay in, or that would be off the board', () => {
    const c = moved(group('c', 'shape:b'), { x: 9, y: 8 })
    const far = moved(group('b', 'page:page'), { x: 999_999 })
    for (const gone of [only(), only(far)]) {
      expect(shapeIn(repairForView(board(c), gone), 'c')).toMatchObject({ parentId: 'page:page', x: 9, y: 8 })
    }
  })

  test('[BD102] an arrow ends on the page where it was drawn, at the edge of what is gone', () => {
    const zone = valid({
      ...moved(group('z', 'page:page'), { x: 100, y: -50 }),
      type: 'geo',
      props: {
        geo: 'rectangle',
        w: 100,
        h: 100,
        dash: 'draw',
        url: '',
        growY: 0,
        scale: 1,
        labelColor: 'black',
        color: 'black',
        fill: 'none',
        size: 'm',
        font: 'sans',
        align: 'middle',
        verticalAlign: 'middle',
        richText: { type: 'doc', content: [{ type: 'paragraph' }] },
      },
    })
    const p = moved(arrow('p'), { x: 0, y: 0 })
    const records = board(p, binding('1', 'p', 'z'))
    const after = repairForView(records, only(zone))
    expect(after.has('binding:1')).toBe(false)
    expect(shapeIn(after, 'p')).toMatchObject({ props: { start: { x: 0, y: 0 }, end: { x: 100, y: 0 } } })
    expect(shapeIn(repairForView(records), 'p')).toBe(p)
  })
})

/** Some of the shapes are gone, and were somewhere. */
const withGone = fc
  .tuple(arbitraryBoard, fc.subarray([...ids, 'weg']), anywhere)
  .map(([records, names, at]) => {
    const gone = only(...names.map((name) => moved(group(name, 'page:page'), at)))
    for (const id of gone.keys()) records.delete(id)
    return { records, gone }
  })
function applied(
  records: ReadonlyMap<string, BoardRecord>,
  { puts, removes }: ReturnType<typeof repairsOf>,
): Map<string, BoardRecord> {
  const after = new Map(records)
  for (const put of puts) after.set(put.id, put)
  for (const id of removes) after.delete(id)
  return after
}

describe('a board mended for good', () => {
  test("[BD103] changes nobody's view, and leaves nothing to mend", () => {
    fc.assert(
      fc.property(withGone, ({ records, gone }) => {
        const after = applied(records, repairsOf(records, gone))
        expect(repairForView(after)).toEqual(repairForView(records, gone))
        expect(repairsOf(after, gone)).toEqual({ puts: [], removes: [] })
        expect(repairsOf(after)).toEqual({ puts: [], removes: [] })
      }),
    )
  })

  test('[BD103] touches what is broken and nothing else', () => {
    const sound = [group('a', 'page:page'), group('b', 'shape:a'), arrow('p'), binding('1', 'p', 'a')]
    const { puts, removes } = repairsOf(board(...sound, group('c', 'shape:weg'), binding('2', 'p', 'weg')))
    expect([puts.map(({ id }) => id), removes]).toEqual([[shapeId('c')], ['binding:2']])
  })

  test('[BD103] what leans on something that a later version may read is left as it is', () => {
    const records = board(group('c', 'shape:new'), arrow('p'), binding('1', 'p', 'new'))
    const unread = new Set([shapeId('new')])
    expect(repairsOf(records, new Map(), unread)).toEqual({ puts: [], removes: [] })
  })

  test('[BD104] empty groups go, also one in another, and clusters without a name; all else stays', () => {
    const cluster = (id: string, name: string) =>
      valid({
        ...moved(group(id, 'page:page'), { x: 0, y: 0 }),
        type: 'cluster',
        props: {
          richText: {
            type: 'doc',
            content: [{ type: 'paragraph', content: [{ type: 'text', text: name }] }],
          },
        },
      })
    const records = board(
      group('a', 'page:page'),
      group('b', 'shape:a'),
      group('c', 'page:page'),
      { ...arrow('p'), parentId: shapeId('c') } as BoardRecord,
      cluster('d', ' '),
      cluster('e', 'Rust'),
    )
    expect([...emptyHolders(records)].toSorted()).toEqual(['a', 'b', 'd'].map(shapeId))
  })
})

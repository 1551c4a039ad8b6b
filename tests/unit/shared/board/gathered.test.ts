import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { clusterBox, isTogether } from '../../../../shared/board/cluster.ts'
import { gatheredNotes, type GatheredGroup } from '../../../../shared/board/gathered.ts'
import { boxAround, type Box } from '../../../../shared/board/geometry.ts'
import type { Outline, OutlineCluster, OutlineNote, OutlineZone } from '../../../../shared/board/outline.ts'
import { notePx } from '../../../../shared/board/zone-grid.ts'
import type { NoteId } from '../../../../shared/ids.ts'

const noteOf = (id: string): OutlineNote => ({ id: id as NoteId, kind: 'idea', text: id, x: 0, y: 0 })
const cluster = (name: string, notes: readonly string[]): OutlineCluster => ({
  id: name,
  name,
  placement: null,
  notes: notes.map(noteOf),
})
const zone = (
  key: string,
  notes: readonly string[],
  clusters: readonly OutlineCluster[] = [],
): OutlineZone => ({
  key,
  zone: `i1/${key}`,
  title: { nl: `vak ${key}`, en: `zone ${key}` },
  prompt: { nl: '', en: '' },
  kind: 'idea',
  form: 'notes',
  attribution: 'named',
  clusters,
  notes: notes.map(noteOf),
  card: null,
})
const outline = (zones: readonly OutlineZone[], more: Partial<Outline> = {}): Outline => ({
  instances: [
    {
      id: 'i1' as Outline['instances'][number]['id'],
      template: 'ideas',
      version: 1,
      title: { nl: '', en: '' },
      purpose: { nl: '', en: '' },
      phases: [],
      steps: [],
      zones,
    },
  ],
  unplaced: [],
  ...more,
})
const all = (...ids: string[]): ReadonlySet<NoteId> => new Set(ids.map((id) => id as NoteId))
const told = (groups: readonly GatheredGroup[]) =>
  groups.map(({ name, notes }) => [name, notes.map(({ id }) => id).join(' ')])
const even = { heightOf: () => notePx, language: 'nl' } as const

test('[OL50] the notes of a zone come as a cluster with its title, clusters as they were, loose ones last', () => {
  const board = outline(
    [zone('feiten', ['f1', 'f2']), zone('leeg', []), zone('ideeën', ['i1'], [cluster('Rust', ['r1', 'r2'])])],
    {
      clusters: [{ id: 'c', name: 'Los', noteIds: [...all('c1', 'c2')] }],
      unplaced: ['c1', 'u1', 'c2'].map(noteOf),
    },
  )
  const chosen = all('f1', 'f2', 'i1', 'r1', 'r2', 'c1', 'c2', 'u1')
  expect(told(gatheredNotes(board, { ...even, chosen }))).toEqual([
    ['vak feiten', 'f1 f2'],
    ['Rust', 'r1 r2'],
    ['vak ideeën', 'i1'],
    ['Los', 'c1 c2'],
    ['Buiten de vakken', 'u1'],
  ])
})

test('[OL64] notes of no zone have a heading beside others, and none alone', () => {
  const board = outline([zone('feiten', ['f1'])], { unplaced: ['u1', 'u2'].map(noteOf) })
  const both = gatheredNotes(board, { ...even, language: 'en', chosen: all('f1', 'u1', 'u2') })
  expect(told(both)).toEqual([
    ['zone feiten', 'f1'],
    ['Outside the zones', 'u1 u2'],
  ])
  expect(told(gatheredNotes(board, { ...even, chosen: all('u1', 'u2') }))).toEqual([[null, 'u1 u2']])
})

test('[OL50] one note of a cluster without a name goes with its zone; what is not chosen stays', () => {
  const board = outline([zone('ideeën', ['i1', 'i2'], [cluster('', ['r1', 'r2'])])])
  expect(told(gatheredNotes(board, { ...even, chosen: all('r2', 'i1') }))).toEqual([['vak ideeën', 'r2 i1']])
})

test('[OL51] seven notes lie in three columns, a long one makes room for itself', () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
  const heightOf = (id: string) => (id === 'b' ? 310 : notePx)
  const [group] = gatheredNotes(outline([], { unplaced: ids.map(noteOf) }), {
    chosen: all(...ids),
    heightOf,
    language: 'en',
  })
  expect(group?.notes.map(({ x, y }) => [x, y])).toEqual([
    [0, 0],
    [220, 0],
    [440, 0],
    [0, 330],
    [220, 330],
    [440, 330],
    [0, 550],
  ])
})

const counts = fc.array(fc.record({ own: fc.array(fc.nat(9), { maxLength: 3 }), loose: fc.nat(40) }), {
  maxLength: 9,
})
const boards = fc.record({ zones: counts, outside: fc.nat(12), skip: fc.integer({ min: 2, max: 9 }) })

test('[OL51] every chosen note lies in one place, in its order, and nothing lies on anything else', () => {
  fc.assert(
    fc.property(boards, ({ zones, outside, skip }) => {
      let minted = 0
      const some = (count: number) => Array.from({ length: count }, () => `n${(minted += 1)}`)
      const board = outline(
        zones.map(({ own, loose }, at) =>
          zone(
            `${at}`,
            some(loose),
            own.map((count, n) => cluster(n === 0 ? '' : `groep ${n}`, some(count))),
          ),
        ),
        { unplaced: some(outside).map(noteOf) },
      )
      const chosen = all(
        ...some(0),
        ...Array.from({ length: minted }, (_, n) => `n${n + 1}`).filter((_, n) => n % skip > 0),
      )
      const heightOf = (id: NoteId) => notePx + (Number(id.slice(1)) % 3) * 77.5
      const groups = gatheredNotes(board, { chosen, heightOf, language: 'nl' })
      const laid = groups.flatMap(({ notes }) => notes)
      expect(laid.map(({ id }) => id).toSorted()).toEqual([...chosen].toSorted())
      for (const { name, notes } of groups) {
        expect(isTogether(name ?? '', notes.length) || name === null).toBe(true)
        expect(new Set(notes.map(({ x }) => x)).size).toBeLessThanOrEqual(5)
        expect(notes).toEqual(notes.toSorted((a, b) => a.y - b.y || a.x - b.x))
        expect(notes.every(({ x, y }) => Number.isInteger(x) && Number.isInteger(y))).toBe(true)
      }
      const boxOf = ({ id, x, y }: GatheredGroup['notes'][number]): Box => ({
        x,
        y,
        w: notePx,
        h: heightOf(id),
      })
      const grounds = groups.map(({ name, notes }) => {
        const inside = around(notes.map(boxOf))
        return name === null ? inside : clusterBox(inside)
      })
      expect(overlaps(laid.map(boxOf))).toEqual([])
      expect(overlaps(grounds)).toEqual([])
    }),
  )
})

function around(boxes: readonly Box[]): Box {
  return boxAround(
    boxes.flatMap(({ x, y, w, h }) => [
      { x, y },
      { x: x + w, y: y + h },
    ]),
  )
}

function overlaps(boxes: readonly Box[]): (readonly [Box, Box])[] {
  return boxes.flatMap((a, at) =>
    boxes
      .slice(at + 1)
      .filter((b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h)
      .map((b) => [a, b] as const),
  )
}

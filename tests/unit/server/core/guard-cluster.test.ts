import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { recordFactories } from '../../../../shared/board/factories.ts'
import { readRecord, recordsOf, writeDiff } from '../../../../shared/board/layout.ts'
import { shapeIdOf, type BoardRecord, type NoteShape, type ShapeId } from '../../../../shared/board/schema.ts'
import { richTextFrom } from '../../../../shared/board/rich-text.ts'
import { accepted, put, refused, rewrite, table, type Change } from '../../../support/room-guard.ts'
import { copyOf, note, notes, people } from '../../../support/room-world.ts'

const { piet, noor, ana, olga } = people
const cluster = recordFactories.cluster({ id: 'c1', at: { x: 0, y: 0, index: 'a2' }, name: '' })
const chip = recordFactories.chip({
  id: 'chip',
  at: { x: 900, y: 40, index: 'a3' },
  props: { cluster: cluster.id },
})
const within = (note: NoteShape, parentId: ShapeId = cluster.id): NoteShape => ({ ...note, parentId })

const together: Change = (records) => {
  writeDiff(records, null, cluster)
  for (const note of [notes.piet, notes.noor, notes.nameless]) writeDiff(records, note, within(note))
}
const apart: Change = (records) => {
  for (const note of [notes.piet, notes.noor, notes.nameless]) writeDiff(records, within(note), note)
  writeDiff(records, cluster, null)
}
const both =
  (...changes: readonly Change[]): Change =>
  (...given) => {
    for (const change of changes) change(...given)
  }

/** A board with a cluster of three people's notes. */
function clustered() {
  const board = table()
  expect(board.does(piet, copyOf(board.doc, 100), together)).toEqual(accepted)
  return board
}

describe('a cluster of notes of others', () => {
  test('[GD60] is made in one update by whoever takes part, named, and taken apart by another', () => {
    const board = clustered()
    expect(board.does(noor, copyOf(board.doc, 200), rewrite(cluster, 'Rust'))).toEqual(accepted)
    expect(board.does(noor, copyOf(board.doc, 201), put(null, chip))).toEqual(accepted)
    expect(board.does(ana, copyOf(board.doc, 300), apart)).toEqual(accepted)
    expect(readRecord(recordsOf(board.doc), notes.noor.id)).toMatchObject({ parentId: notes.noor.parentId })
  })

  test('[GD60] brings nobody nearer to their words, and takes none of them away', () => {
    const board = clustered()
    expect(board.tries(piet, rewrite(notes.noor, 'iets anders'))).toEqual(refused('not-yours'))
    expect(board.tries(piet, put(within(notes.noor), null))).toEqual(refused('not-yours'))
    expect(board.tries(ana, both(apart, put(notes.nameless, null)), 300)).toEqual(refused('nameless'))
  })

  test('[GD60] is no matter of who only looks on', () => {
    expect(table().tries(olga, together)).toEqual(refused('not-allowed'))
    expect(clustered().tries(olga, apart)).toEqual(refused('not-allowed'))
  })
})

const junk: [string, BoardRecord, string][] = [
  ['a cluster in a cluster', { ...cluster, id: shapeIdOf('c2'), parentId: cluster.id }, 'invalid-record'],
  ['a cluster in itself', { ...cluster, id: shapeIdOf('c2'), parentId: shapeIdOf('c2') }, 'invalid-record'],
  ['a cluster far away', { ...cluster, id: shapeIdOf('c2'), y: -1e6 }, 'invalid-record'],
  ['a note in a chip', { ...notes.piet, id: shapeIdOf('nieuw'), parentId: chip.id }, 'cycle'],
]
test.each(junk)('[GD61] %s is refused', (_, record, code) => {
  const board = clustered()
  expect(board.does(piet, copyOf(board.doc, 101), put(null, chip))).toEqual(accepted)
  expect(board.tries(piet, put(null, record), 102)).toEqual(refused(code))
})

test('[GD61] a cluster is not pulled away from under its notes, nor locked', () => {
  const board = clustered()
  expect(board.tries(noor, put(cluster, { ...cluster, x: 400 }), 200)).toEqual(refused('not-allowed'))
  expect(board.tries(noor, put(cluster, { ...cluster, isLocked: true }), 200)).toEqual(refused('not-allowed'))
})

describe('what comes under the id of a cluster or group', () => {
  const drawing = (id: ShapeId, author = piet): BoardRecord => ({
    ...note('x', '', author, { x: 9_000, y: 0 }),
    id,
  })
  const group = ({ participantId }: typeof piet): BoardRecord =>
    ({
      ...notes.piet,
      id: shapeIdOf('g1'),
      type: 'group',
      props: {},
      meta: { author: participantId },
    }) as never
  const swap = (before: BoardRecord, after: BoardRecord): Change => both(put(before, null), put(null, after))

  test("[GD63] is no shape of one's own, in one update or two", () => {
    const board = clustered()
    expect(board.tries(piet, swap(cluster, drawing(cluster.id)), 101)).toEqual(refused('invalid-record'))
    expect(board.does(piet, copyOf(board.doc, 101), put(cluster, null))).toEqual(accepted)
    expect(board.tries(piet, put(null, drawing(cluster.id)), 102)).toEqual(refused('invalid-record'))
    expect(board.does(noor, copyOf(board.doc, 200), put(null, cluster))).toEqual(accepted)
  })

  test('[GD63] is free again when nothing lies in it', () => {
    const board = clustered()
    expect(board.does(piet, copyOf(board.doc, 101), apart)).toEqual(accepted)
    expect(board.does(piet, copyOf(board.doc, 102), put(null, drawing(cluster.id)))).toEqual(accepted)
  })

  test("[GD63] is not one's own group in the place of another's, seen through or not", () => {
    const board = table()
    const made: Change = (records) => {
      writeDiff(records, null, group(noor))
      writeDiff(records, notes.nameless, within(notes.nameless, shapeIdOf('g1')))
    }
    expect(board.does(noor, copyOf(board.doc, 200), made)).toEqual(accepted)
    expect(board.tries(piet, swap(group(noor), group(piet)), 101)).toEqual(refused('wrong-author'))
    expect(board.tries(noor, swap(group(noor), drawing(shapeIdOf('g1'), noor)), 201)).toEqual(
      refused('invalid-record'),
    )
    expect(board.tries(noor, swap(group(noor), group(noor)), 201)).toEqual(accepted)
  })
})

describe('a new cluster', () => {
  test('[GD64] without a name in which nothing lies is refused', () => {
    expect(table().tries(piet, put(null, cluster))).toEqual(refused('invalid-record'))
  })

  test('[GD64] has a name, or something lies in it', () => {
    const named = { ...cluster, props: { richText: richTextFrom('Rust') } }
    expect(table().tries(piet, put(null, named))).toEqual(accepted)
    expect(table().tries(piet, together)).toEqual(accepted)
  })

  test('[GD64] that comes back by undo is as it was made', () => {
    const board = clustered()
    const mine = copyOf(board.doc, 101)
    const undo = new Y.UndoManager(recordsOf(mine), { trackedOrigins: new Set([null]) })
    expect(board.does(piet, mine, apart)).toEqual(accepted)
    expect(board.does(piet, mine, () => void undo.undo())).toEqual(accepted)
    expect(readRecord(recordsOf(board.doc), notes.noor.id)).toMatchObject({ parentId: cluster.id })
  })
})

test('[GD62] a note laid in a cluster that another takes apart meanwhile is let through', () => {
  const board = table()
  const two: Change = (records) => {
    writeDiff(records, null, cluster)
    for (const note of [notes.piet, notes.noor]) writeDiff(records, note, within(note))
  }
  board.does(piet, copyOf(board.doc, 100), two)
  const late = copyOf(board.doc, 200)
  const gone: Change = (records) => {
    for (const note of [notes.piet, notes.noor]) writeDiff(records, within(note), note)
    writeDiff(records, cluster, null)
  }
  expect(board.does(piet, copyOf(board.doc, 101), gone)).toEqual(accepted)
  expect(board.does(noor, late, put(notes.nameless, within(notes.nameless)))).toEqual(accepted)
  expect(readRecord(recordsOf(board.doc), notes.nameless.id)).toMatchObject({
    x: notes.nameless.x,
    y: notes.nameless.y,
  })
})

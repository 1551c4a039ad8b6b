import { describe, expect, test } from 'vitest'
import { recordFactories } from '../../../../shared/board/factories.ts'
import { readRecord, recordsOf, writeDiff } from '../../../../shared/board/layout.ts'
import { shapeIdOf, type BoardRecord, type NoteShape, type ShapeId } from '../../../../shared/board/schema.ts'
import { accepted, put, refused, rewrite, table, type Change } from '../../../support/room-guard.ts'
import { copyOf, notes, people } from '../../../support/room-world.ts'

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

import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { recordsOf } from '../../../../shared/board/layout.ts'
import { outcomeOf, partsOf, put, refused, table, textOf } from '../../../support/room-guard.ts'
import { copyOf, notes, people, updateOf } from '../../../support/room-world.ts'

const { piet, noor } = people

function nested(depth: number): unknown[] {
  let value: unknown[] = []
  for (let level = 0; level < depth; level += 1) value = [value]
  return value
}

describe('values of any depth', () => {
  const depths = [100, 500, 1_000, 2_000, 3_000, 3_500, 4_000, 4_500, 5_000, 6_000, 7_000, 8_000]

  test('[GD16] in a group of a record', () => {
    const board = table()
    // Compiled code has smaller frames: it gets deeper into a value than it does at first.
    for (let round = 0; round < 200; round += 1)
      board.tries(piet, (records) => void partsOf(records, notes.piet.id).set('pos', nested(500)))
    for (const depth of depths) {
      const update = deepIn(board.doc, depth)
      if (update === null) continue
      const outcome = outcomeOf(() => board.judge(piet, update))
      expect([depth, outcome]).toEqual([depth, expect.stringMatching(/^(refused|malformed)$/)])
    }
  })

  test('[GD16] in a record that was deleted meanwhile', () => {
    const board = table()
    const late = copyOf(board.doc, 100)
    board.does(noor, copyOf(board.doc, 200), put(notes.noor, null))
    for (const depth of depths) {
      const update = deepIn(late, depth, notes.noor.id)
      if (update === null) continue
      const outcome = outcomeOf(() => board.judge(piet, update))
      expect([depth, outcome]).toEqual([depth, expect.stringMatching(/^(refused|malformed)$/)])
    }
  })

  /** Null when the value is too deep to be written here. */
  function deepIn(doc: Y.Doc, depth: number, id: string = notes.piet.id): Uint8Array | null {
    try {
      return updateOf(copyOf(doc, 101), (records) => void partsOf(records, id).set('pos', nested(depth)))
    } catch {
      return null
    }
  }

  test('[GD16] words behind the key __proto__ are refused', () => {
    const hidden: object = JSON.parse('{"kind":"fact","__proto__":{"words":"verstopt"}}')
    const change = (records: ReturnType<typeof recordsOf>) =>
      void partsOf(records, notes.piet.id).set('kind', hidden)
    expect(table().tries(piet, change)).toEqual(refused('invalid-record'))
  })
})

describe('in something deleted', () => {
  const forms: [string, (records: ReturnType<typeof recordsOf>) => void][] = [
    ['bytes', (records) => void partsOf(records, notes.noor.id).set('pos', new Uint8Array(9))],
    ['a list', (records) => void partsOf(records, notes.noor.id).set('pos', new Y.Array())],
    ['a document', (records) => void partsOf(records, notes.noor.id).set('pos', new Y.Doc())],
    ['a key of any length', (records) => void partsOf(records, notes.noor.id).set('k'.repeat(99), 1)],
    ['long words', (records) => void partsOf(records, notes.noor.id).set('index', 'a'.repeat(10_001))],
    [
      'an element of its own',
      (records) => textOf(records, notes.noor.id).insert(0, [new Y.XmlElement('img')]),
    ],
    ['letters without end', (records) => letters(records).insert(0, 'a'.repeat(10_001))],
  ]
  test.each(forms)('[GD17] %s is refused', (_, change) => {
    const board = table()
    const late = copyOf(board.doc, 100)
    board.does(noor, copyOf(board.doc, 200), put(notes.noor, null))
    expect(board.judge(piet, updateOf(late, change))).toEqual(refused('invalid-record'))
  })

  test('[GD17] also what is made and deleted in one update', () => {
    const board = table()
    const copy = copyOf(board.doc, 100)
    // Whoever can undo keeps what was deleted.
    const undo = new Y.UndoManager(recordsOf(copy), { trackedOrigins: new Set([null]) })
    updateOf(copy, (records) => void partsOf(records, notes.piet.id).set('pos', new Uint8Array(9)))
    updateOf(copy, (records) => partsOf(records, notes.piet.id).delete('pos'))
    expect(undo.undoStack).toHaveLength(1)
    const sent = Y.encodeStateAsUpdate(copy, Y.encodeStateVector(board.doc))
    expect(board.judge(piet, sent)).toEqual(refused('invalid-record'))
  })

  function letters(records: ReturnType<typeof recordsOf>): Y.XmlText {
    const block = textOf(records, notes.noor.id).get(0)
    const run = block instanceof Y.XmlElement ? block.get(0) : null
    if (!(run instanceof Y.XmlText)) throw new Error('no letters')
    return run
  }
})

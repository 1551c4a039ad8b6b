import * as fc from 'fast-check'
import * as encoding from 'lib0/encoding'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { readAll, recordsOf, writeDiff } from '../../../../shared/board/layout.ts'
import { outcomeOf, partsOf, put, table, textOf, type Change } from '../../../support/room-guard.ts'
import { card, copyOf, note, notes, people, updateOf, zone } from '../../../support/room-world.ts'
import { rounds } from '../../../support/size.ts'

const { piet, noor } = people
const mine = notes.piet
const theirs = notes.noor

/** One client's structs by hand: `write` puts them after the header of so many, from this clock. */
function byHand(client: number, clock: number, count: number, write: (encoder: encoding.Encoder) => void) {
  const encoder = encoding.createEncoder()
  for (const number of [1, count, client, clock]) encoding.writeVarUint(encoder, number)
  write(encoder)
  encoding.writeVarUint(encoder, 0)
  return encoding.toUint8Array(encoder)
}
function idOf(doc: Y.Doc, id: string, key: string): Y.ID {
  // oxlint-disable-next-line no-underscore-dangle -- what a forger reads from its own copy
  const item = recordsOf(doc).get(id)?._map.get(key)
  if (item === undefined) throw new Error(`no ${key} in ${id}`)
  return item.id
}

/** As an honest encoder writes them. */
const written: readonly (readonly [string, Change])[] = [
  [
    'not a number for a place',
    (records) => void partsOf(records, mine.id).set('pos', ['page:page', Number.NaN, 0, 0]),
  ],
  [
    'a place beyond all boards',
    (records) => void partsOf(records, mine.id).set('pos', ['page:page', 1e308, 0, 0]),
  ],
  ['words for a number', (records) => void partsOf(records, mine.id).set('pos', ['page:page', '4', 0, 0])],
  ['a note in a locked zone', put(mine, { ...mine, parentId: zone.id })],
  ['a note in another note', put(mine, { ...mine, parentId: theirs.id })],
  [
    'a note in a page of its own',
    (records) => void partsOf(records, mine.id).set('pos', ['page:other', 0, 0, 0]),
  ],
  [
    'a place in the order of ten thousand letters',
    (records) => void partsOf(records, mine.id).set('index', `a${'1'.repeat(9_000)}`),
  ],
  ['a place in the order that is none', (records) => void partsOf(records, mine.id).set('index', 'a1\u0000')],
  ['bytes for a place', (records) => void partsOf(records, mine.id).set('pos', new Uint8Array(8))],
  ['a group of another type', (records) => void partsOf(records, mine.id).set('segments', [])],
  ['a key of Object', (records) => void partsOf(records, mine.id).set('constructor', 1)],
  ['a key that is a prototype', (records) => void partsOf(records, mine.id).set('__proto__', { x: 1 })],
  ["part of another's record taken out", (records) => partsOf(records, theirs.id).delete('base')],
  ["another's text taken out whole", (records) => partsOf(records, theirs.id).delete('text')],
  ["one letter of another's", (records) => letters(records, theirs.id).delete(0, 1)],
  ["a mark on another's letters", (records) => letters(records, theirs.id).format(0, 2, { bold: {} })],
  [
    'a hostile attribute on the card',
    (records) => block(records, card.id).setAttribute('style', 'position:fixed'),
  ],
  [
    'a hostile element in the card',
    (records) => textOf(records, card.id).insert(0, [new Y.XmlElement('script')]),
  ],
  ['a picture among the letters', (records) => letters(records, mine.id).insertEmbed(0, { image: 'x' })],
  ['a doc in a record', (records) => void partsOf(records, mine.id).set('index', new Y.Doc())],
  ['the server made to be the author', put(null, note('note-forged', 'x', null))],
  [
    "another's note made again as one's own",
    (records) => {
      records.delete(theirs.id)
      writeDiff(records, null, { ...mine, id: theirs.id })
    },
  ],
]

/** As no honest encoder writes them. */
const forged: readonly (readonly [string, (doc: Y.Doc) => Uint8Array])[] = [
  ['a hole in the clocks', (doc) => updateOf(copyWithClock(doc, 9), put(null, note('note-x', 'x', piet)))],
  [
    'a struct that skips',
    () => byHand(100, 0, 1, (encoder) => [10, 5].forEach((byte) => encoding.writeUint8(encoder, byte))),
  ],
  [
    'an item that hangs on what is not there',
    () =>
      byHand(100, 0, 1, (encoder) => {
        encoding.writeUint8(encoder, 0x84)
        for (const number of [555, 3]) encoding.writeVarUint(encoder, number)
        encoding.writeVarString(encoder, 'x')
      }),
  ],
  [
    "a value put over another's by its left neighbour",
    (doc) =>
      byHand(100, 0, 1, (encoder) => {
        const { client, clock } = idOf(doc, theirs.id, 'base')
        encoding.writeUint8(encoder, 0x88)
        for (const number of [client, clock, 1]) encoding.writeVarUint(encoder, number)
        encoding.writeAny(encoder, { id: theirs.id })
      }),
  ],
  [
    "a tombstone put over another's text",
    (doc) =>
      byHand(100, 0, 1, (encoder) => {
        const { client, clock } = idOf(doc, theirs.id, 'text')
        encoding.writeUint8(encoder, 0x81)
        for (const number of [client, clock, 1]) encoding.writeVarUint(encoder, number)
      }),
  ],
  [
    'a tombstone of more than can be counted',
    () =>
      byHand(100, 0, 1, (encoder) => {
        encoding.writeUint8(encoder, 1)
        encoding.writeVarUint(encoder, 1)
        encoding.writeVarString(encoder, 'records')
        encoding.writeVarUint(encoder, Number.MAX_SAFE_INTEGER)
      }),
  ],
  [
    'neighbours in two different maps',
    (doc) =>
      byHand(100, 0, 1, (encoder) => {
        const [left, right] = [idOf(doc, mine.id, 'base'), idOf(doc, theirs.id, 'base')]
        encoding.writeUint8(encoder, 0xc8)
        for (const number of [left.client, left.clock, right.client, right.clock, 1])
          encoding.writeVarUint(encoder, number)
        encoding.writeAny(encoder, 1)
      }),
  ],
  [
    'a run of a million values',
    () =>
      byHand(100, 0, 1, (encoder) => {
        encoding.writeUint8(encoder, 8)
        encoding.writeVarUint(encoder, 1)
        encoding.writeVarString(encoder, 'records')
        encoding.writeVarUint(encoder, 1_000_000)
        for (let at = 0; at < 1_000_000; at += 1) encoding.writeUint8(encoder, 126)
      }),
  ],
  ['more structs than its bytes hold', () => new Uint8Array([1, 0xff, 0xff, 0xff, 0x7f, 100, 0])],
  [
    'a delete of all that is to come',
    (doc) => {
      const encoder = encoding.createEncoder()
      for (const number of [0, 1, 1, 1, Y.getState(doc.store, 1), 1_000])
        encoding.writeVarUint(encoder, number)
      return encoding.toUint8Array(encoder)
    },
  ],
]

function copyWithClock(doc: Y.Doc, clock: number): Y.Doc {
  const copy = copyOf(doc, 100)
  copy.transact(() =>
    copy.getArray('own').insert(
      0,
      Array.from({ length: clock }, () => 1),
    ),
  )
  return copy
}
function block(records: ReturnType<typeof recordsOf>, id: string): Y.XmlElement {
  const first = textOf(records, id).get(0)
  if (!(first instanceof Y.XmlElement)) throw new Error('no block')
  return first
}
function letters(records: ReturnType<typeof recordsOf>, id: string): Y.XmlText {
  const run = block(records, id)
    .toArray()
    .find((child) => child instanceof Y.XmlText)
  if (!(run instanceof Y.XmlText)) throw new Error('no letters')
  return run
}

describe('attackers', () => {
  test.each(written)('[GD72] %s is refused and leaves no trace', (_, change) => {
    const board = table()
    const before = Y.encodeStateAsUpdate(board.doc)
    expect(outcomeOf(() => board.tries(piet, change))).toMatch(/^(refused|malformed)$/)
    expect(Y.encodeStateAsUpdate(board.doc)).toEqual(before)
  })

  test.each(forged)('[GD72] %s is refused and leaves no trace', (_, forge) => {
    const board = table()
    const before = Y.encodeStateAsUpdate(board.doc)
    expect(outcomeOf(() => board.judge(piet, forge(board.doc)))).toMatch(/^(refused|malformed|too-large)$/)
    expect(Y.encodeStateAsUpdate(board.doc)).toEqual(before)
  })

  test('[GD73] after any order of attacks and honest work the doc is what the accepted updates alone make', () => {
    const honest: readonly Change[] = [
      put(mine, { ...mine, x: 5 }),
      put(theirs, { ...theirs, y: 8 }),
      (records) => letters(records, mine.id).insert(0, 'meer '),
      (records) => block(records, mine.id).insert(0, [new Y.XmlElement('hardBreak')]),
    ]
    const step = fc.oneof(
      fc.nat(written.length - 1).map((at) => ({ change: written[at]?.[1], forge: undefined })),
      fc.nat(forged.length - 1).map((at) => ({ change: undefined, forge: forged[at]?.[1] })),
      fc.nat(honest.length - 1).map((at) => ({ change: honest[at], forge: undefined })),
    )
    fc.assert(
      fc.property(fc.array(step, { minLength: 3, maxLength: 25 }), (steps) => {
        const board = table()
        const alone = copyOf(board.doc, 7)
        let accepted = 0
        for (const [at, { change, forge }] of steps.entries()) {
          const update = forge?.(board.doc) ?? updateOf(copyOf(board.doc, 1_000 + at), change ?? (() => {}))
          if (outcomeOf(() => board.judge(piet, update)) !== 'accepted') continue
          accepted += 1
          for (const doc of [board.doc, alone]) Y.applyUpdate(doc, update)
        }
        expect(Y.encodeStateAsUpdate(board.doc)).toEqual(Y.encodeStateAsUpdate(alone))
        expect(readAll(board.doc).size).toBe(readAll(alone).size)
        expect([board.doc.store.pendingStructs, board.doc.store.pendingDs]).toEqual([null, null])
        expect(accepted).toBeLessThanOrEqual(steps.length)
        const words = readAll(board.doc).get(theirs.id)
        expect(words).toMatchObject({ props: theirs.props, meta: { author: noor.participantId } })
      }),
      { numRuns: rounds(150, 3_000) },
    )
  })
})

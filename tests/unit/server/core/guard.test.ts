import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { firstBounds, liveBounds } from '../../../../server/core/guard/gates.ts'
import { readRecord, recordsOf, writeDiff } from '../../../../shared/board/layout.ts'
import type { BoardRecord, NoteShape } from '../../../../shared/board/schema.ts'
import type { Actor } from '../../../../shared/session/role.ts'
import type { BoardRules } from '../../../../shared/session/session.ts'
import {
  accepted,
  outcomeOf,
  partsOf,
  put,
  refused,
  rewrite,
  table,
  textOf,
  type Change,
  type Parts,
} from '../../../support/room-guard.ts'
import {
  card,
  copyOf,
  note,
  notes,
  people,
  serverClientId,
  shapeId,
  updateOf,
  zone,
} from '../../../support/room-world.ts'

const { ana, piet, noor, olga } = people
const locked: BoardRules = { board: 'locked' }

function moved<R extends BoardRecord>(record: R, by = 40): R {
  return 'x' in record ? { ...record, x: record.x + by } : record
}
function withProps(record: NoteShape, props: Partial<NoteShape['props']>): NoteShape {
  return { ...record, props: { ...record.props, ...props } }
}

describe('what people may do', () => {
  const mine = note('note-new', 'nieuw', piet, { x: 300, y: 0 })
  const kindLog = [{ at: '2026-11-22T10:00:00.000Z', from: 'fact' }]
  const both: BoardRecord = { ...moved(notes.noor), meta: { ...notes.noor.meta, kind: 'cause', kindLog } }
  const allowed: [string, Actor, Change][] = [
    ['make a note of their own', piet, put(null, mine)],
    ["move someone else's note", piet, put(notes.noor, moved(notes.noor))],
    ["move someone else's note into another kind", piet, put(notes.noor, both)],
    ['move a nameless note', piet, put(notes.nameless, moved(notes.nameless))],
    ['write on their own note', piet, rewrite(notes.piet, 'anders gezegd')],
    ['style their own note', piet, put(notes.piet, withProps(notes.piet, { size: 'l' }))],
    ['delete their own note', piet, put(notes.piet, null)],
    ['write on a shared card', piet, rewrite(card, 'ons probleem')],
    ["as facilitator style someone's note", ana, put(notes.piet, withProps(notes.piet, { size: 'l' }))],
  ]
  test.each(allowed)('[GD1] %s', (_, actor, change) => {
    expect(table().tries(actor, change)).toEqual(accepted)
  })

  const forbidden: [string, Actor, Change, string][] = [
    ['move a zone', piet, put(zone, moved(zone)), 'template-part'],
    ['move a zone as facilitator', ana, put(zone, moved(zone)), 'template-part'],
    ['delete a zone', piet, put(zone, null), 'template-part'],
    ['move a card', piet, put(card, moved(card)), 'template-part'],
    ['delete a card', piet, put(card, null), 'template-part'],
    [
      'lay a zone of their own',
      piet,
      put(null, { ...zone, id: 'shape:own' as typeof zone.id }),
      'template-part',
    ],
    ["change another's words", piet, rewrite(notes.noor, 'iets anders'), 'not-yours'],
    ["change another's words as facilitator", ana, rewrite(notes.noor, 'iets anders'), 'not-yours'],
    ["style another's note", piet, put(notes.noor, withProps(notes.noor, { size: 'l' })), 'not-yours'],
    ["delete another's note", piet, put(notes.noor, null), 'not-yours'],
    ["delete another's note as facilitator", ana, put(notes.noor, null), 'not-yours'],
    ['write on a nameless note', piet, rewrite(notes.nameless, 'iets anders'), 'nameless'],
    ['delete a nameless note', ana, put(notes.nameless, null), 'nameless'],
    ['write as another author', piet, put(null, note('note-x', 'van noor?', noor)), 'wrong-author'],
    ['write without an author', piet, put(null, note('note-x', 'van niemand', null)), 'wrong-author'],
    ['write as an observer', olga, put(null, note('note-x', 'ik ook', olga)), 'not-allowed'],
    ['type on a card as an observer', olga, rewrite(card, 'ik ook'), 'not-allowed'],
    [
      'rename the page',
      piet,
      (records) => void partsOf(records, 'page:page').set('name', 'x'),
      'template-part',
    ],
  ]
  test.each(forbidden)('[GD2] not: %s', (_, actor, change, code) => {
    expect(table().tries(actor, change)).toEqual(refused(code))
  })

  test('[GD2] a locked board takes nothing, not even from the facilitator', () => {
    expect(table(locked).tries(ana, put(null, note('note-a', 'nog iets', ana)))).toEqual(refused('locked'))
  })

  test('[GD3] an update with one forbidden thing in it is refused whole, with the record it was', () => {
    const verdict = table().tries(piet, (records) => {
      writeDiff(records, null, note('note-new', 'nieuw', piet))
      writeDiff(records, notes.noor, null)
    })
    expect(verdict).toEqual({ kind: 'refused', code: 'not-yours', records: [notes.noor.id] })
  })

  test('[GD4] judging changes nothing, and a neighbour goes on as if nothing had been', () => {
    const board = table()
    const before = Y.encodeStateAsUpdate(board.doc)
    for (const [, actor, change] of forbidden) board.tries(actor, change)
    expect(Y.encodeStateAsUpdate(board.doc)).toEqual(before)
    expect(board.tries(noor, rewrite(notes.noor, 'ik schrijf door'), 200)).toEqual(accepted)
  })
})

describe("what is the server's", () => {
  test('[GD5] meta is written by nobody', () => {
    const board = table()
    expect(board.tries(ana, (_, doc) => void doc.getMap('meta').set('epoch', 9))).toEqual(refused('meta'))
    expect(board.tries(ana, (_, doc) => doc.getMap('meta').delete('epoch'))).toEqual(refused('meta'))
  })

  test('[GD5] another root is refused, and the doc has no trace of it', () => {
    const board = table()
    expect(board.tries(piet, (_, doc) => void doc.getMap('secret').set('a', 1))).toEqual(
      refused('unknown-root'),
    )
    expect([...board.doc.share.keys()].toSorted()).toEqual(['meta', 'records'])
  })

  test("[GD6] a doc client id that another wrote with first is refused, the server's too", () => {
    const board = table()
    expect(board.does(noor, copyOf(board.doc, 200), put(null, note('note-n', 'noor', noor)))).toEqual(
      accepted,
    )
    expect(board.tries(piet, put(null, note('note-p', 'piet', piet)), 200)).toEqual(refused('foreign-client'))
    expect(board.tries(piet, put(null, note('note-p', 'piet', piet)), serverClientId)).toEqual(
      refused('foreign-client'),
    )
  })

  test('[GD6] the first to write with a client id gets it', () => {
    expect(table().tries(piet, put(null, note('note-p', 'piet', piet)), 300)).toMatchObject({
      newClients: [300],
    })
  })
})

describe('what Yjs could not take at once', () => {
  test('[GD7] an update whose predecessor is missing is a gap', () => {
    const board = table()
    const copy = copyOf(board.doc, 100)
    updateOf(copy, put(null, note('note-1', 'eerst', piet)))
    expect(board.judge(piet, updateOf(copy, put(null, note('note-2', 'dan', piet))))).toEqual(refused('gap'))
  })

  test('[GD7] a delete of what is not there yet is a gap', () => {
    const board = table()
    const copy = copyOf(board.doc, 100)
    updateOf(copy, put(null, note('note-1', 'eerst', piet)))
    expect(board.judge(piet, updateOf(copy, put(notes.piet, null)))).toEqual(accepted)
    const deletes = updateOf(copy, (records) => records.delete(shapeId('note-1')))
    expect(board.judge(piet, deletes)).toEqual(refused('gap'))
  })

  test('[GD7] what is there already is nothing, also from an observer', () => {
    const board = table()
    const whole = Y.encodeStateAsUpdate(board.doc)
    expect(board.judge(olga, whole)).toEqual({ kind: 'nothing' })
    expect(board.judge(olga, new Uint8Array([0, 0]))).toEqual({ kind: 'nothing' })
  })

  test('[GD8] a change of what someone deleted meanwhile is let through and is nothing', () => {
    const board = table()
    const late = copyOf(board.doc, 100)
    expect(board.does(noor, copyOf(board.doc, 200), put(notes.noor, null))).toEqual(accepted)
    expect(board.does(piet, late, put(notes.noor, moved(notes.noor)))).toEqual(accepted)
    expect(readRecord(recordsOf(board.doc), notes.noor.id)).toBeNull()
    expect(board.doc.store.pendingStructs).toBeNull()
  })
})

describe('what is no record of ours', () => {
  const fragment = () => new Y.XmlFragment()
  const block = (name: string) => new Y.XmlElement(name)
  const cases: [string, Change][] = [
    ['a record that is no map', (records) => void recordsAny(records).set('shape:x', 'text')],
    ['a record without a base', (records) => void records.set('shape:x', new Y.Map())],
    ['an unknown key', (records) => void partsOf(records, notes.piet.id).set('secret', 'x')],
    [
      'a base rewritten',
      (records) => void partsOf(records, notes.piet.id).set('base', { ...notes.piet, x: 1 }),
    ],
    ['a base deleted', (records) => partsOf(records, notes.piet.id).delete('base')],
    ['a text replaced', (records) => void partsOf(records, notes.piet.id).set('text', fragment())],
    ['a nested map for a group', (records) => void partsOf(records, notes.piet.id).set('index', new Y.Map())],
    ['null for a group', (records) => void partsOf(records, notes.piet.id).set('index', null)],
    ['bytes for a group', (records) => void partsOf(records, notes.piet.id).set('size', new Uint8Array([1]))],
    [
      'a position of words',
      (records) => void partsOf(records, notes.piet.id).set('pos', ['page:page', 'a', 0, 0]),
    ],
    ['a list where a map is', (records) => insertInMap(records)],
    ['an image in the text', (records) => textOf(records, notes.piet.id).insert(0, [block('image')])],
    [
      'letters outside a paragraph',
      (records) => textOf(records, notes.piet.id).insert(0, [new Y.XmlText('x')]),
    ],
    ['a script link', (records) => formatted(records, { link: { href: 'javascript:alert(1)' } })],
    ['an unknown mark', (records) => formatted(records, { blink: {} })],
    ['an attribute of its own', (records) => firstBlock(records).setAttribute('onclick', 'x')],
  ]
  test.each(cases)('[GD9] %s is refused', (_, change) => {
    expect(table().tries(piet, change)).toEqual(refused('invalid-record'))
  })

  test("[GD9] null under a group of someone else's note does not take the note away", () => {
    const change: Change = (records) => void partsOf(records, notes.noor.id).set('index', null)
    expect(table().tries(piet, change)).toEqual(refused('invalid-record'))
  })

  test('[GD9] an allowed link and mark are let through', () => {
    const link: Change = (records) => formatted(records, { link: { href: 'https://example.org' }, bold: {} })
    expect(table().tries(piet, link)).toEqual(accepted)
  })

  test("[GD10] a deleted thing put under someone's record id does not delete the record", () => {
    const board = table()
    const copy = copyOf(board.doc, 100)
    // Made and deleted before it is sent: what is sent is a tombstone at the right end of the key.
    updateOf(copy, (records) => {
      records.set(notes.noor.id, new Y.Map())
      records.delete(notes.noor.id)
    })
    const sneaky = Y.encodeStateAsUpdate(copy, Y.encodeStateVector(board.doc))
    expect(board.judge(piet, sneaky)).toEqual(refused('not-yours'))
  })

  test('[GD11] a shape below itself is refused, also by way of others', () => {
    const board = table()
    const group = (id: string, parentId: string): BoardRecord =>
      ({
        ...notes.piet,
        id,
        type: 'group',
        parentId,
        props: {},
        meta: { author: piet.participantId },
      }) as never
    const copy = copyOf(board.doc, 100)
    const [outer, inner] = [group('shape:outer', 'page:page'), group('shape:inner', 'shape:outer')]
    const groups: Change = (records) => [outer, inner].forEach((each) => writeDiff(records, null, each))
    expect(board.does(piet, copy, groups)).toEqual(accepted)
    const loop = put(outer, { ...outer, parentId: 'shape:inner' } as never)
    expect(board.tries(piet, loop, 101)).toEqual(refused('cycle'))
    const self = put(notes.piet, { ...notes.piet, parentId: notes.piet.id })
    expect(board.tries(piet, self, 102)).toEqual(refused('cycle'))
  })

  test('[GD12] a text beyond its bound is too large', () => {
    expect(table().tries(piet, rewrite(notes.piet, 'a'.repeat(10_001)))).toEqual(refused('too-large'))
  })

  test('[GD13] own delete and undo of it are both let through', () => {
    const board = table()
    const copy = copyOf(board.doc, 100)
    const undo = new Y.UndoManager(recordsOf(copy), { trackedOrigins: new Set([null]), captureTimeout: 0 })
    expect(board.does(piet, copy, put(notes.piet, null))).toEqual(accepted)
    expect(board.does(piet, copy, () => void undo.undo())).toEqual(accepted)
    expect(readRecord(recordsOf(board.doc), notes.piet.id)).toEqual(notes.piet)
  })

  test('[GD13] what was done offline comes in as one update', () => {
    const board = table()
    const copy = copyOf(board.doc, 100)
    const mine = note('note-mine', 'eerst', piet)
    updateOf(copy, put(null, mine))
    updateOf(copy, rewrite(mine, 'en toen langer'))
    updateOf(copy, put(mine, moved(mine)))
    updateOf(copy, put(notes.piet, null))
    const state = Y.encodeStateAsUpdate(copy, Y.encodeStateVector(board.doc))
    expect(board.judge(piet, state, firstBounds)).toEqual(accepted)
  })
})

describe('bytes from strangers', () => {
  test('[GD14] a million client ids are stopped before they are decoded', () => {
    const ids = new Uint8Array([0xc0, 0x84, 0x3d, 0])
    expect(outcomeOf(() => table().judge(piet, ids))).toBe('too-large')
  })

  test('[GD14] an update beyond the bound is too large', () => {
    expect(outcomeOf(() => table().judge(piet, new Uint8Array(liveBounds.bytesMax + 1)))).toBe('too-large')
  })

  test('[GD15] the same client twice, overlapping deletes and deep nesting are malformed', () => {
    const board = table()
    expect(outcomeOf(() => board.judge(piet, new Uint8Array([2, 0, 5, 0, 0, 5, 0, 0])))).toBe('malformed')
    expect(outcomeOf(() => board.judge(piet, new Uint8Array([0, 1, 1, 2, 0, 5, 3, 5])))).toBe('malformed')
    const deep = new Uint8Array([1, 1, 100, 0, 0x28, 1, 7, ...bytesOf('records'), 1, 120, 1])
    const nested = new Uint8Array([
      ...deep,
      ...Array.from({ length: 400_000 }, (_, at) => (at % 2 === 0 ? 117 : 1)),
    ])
    expect(outcomeOf(() => board.judge(piet, nested))).toBe('malformed')
  })

  test('[GD15] no bytes make it throw anything else, hang, or let through what Yjs then keeps pending', () => {
    const board = table()
    const honest = updateOf(copyOf(board.doc, 100), put(null, note('note-x', 'woorden', piet)))
    const mutation = fc.record({ at: fc.nat(honest.length - 1), byte: fc.integer({ min: 0, max: 255 }) })
    fc.assert(
      fc.property(
        fc.array(mutation, { minLength: 1, maxLength: 4 }),
        fc.nat(honest.length),
        (mutations, cut) => {
          const bytes = honest.slice(0, honest.length - (cut % 3))
          for (const { at, byte } of mutations) if (at < bytes.length) bytes[at] = byte
          const verdict = outcomeOf(() => board.judge(piet, bytes))
          if (verdict !== 'accepted') return
          const after = copyOf(board.doc, 7)
          Y.applyUpdate(after, bytes)
          expect([after.store.pendingStructs, after.store.pendingDs]).toEqual([null, null])
          expect(readRecord(recordsOf(after), notes.noor.id)).toEqual(notes.noor)
          expect([...after.share.keys()].toSorted()).toEqual(['meta', 'records'])
        },
      ),
      { numRuns: 3_000 },
    )
  })
})

function recordsAny(records: Y.Map<Parts>): Y.Map<unknown> {
  return records as unknown as Y.Map<unknown>
}
function firstBlock(records: Y.Map<Parts>): Y.XmlElement {
  const block = textOf(records, notes.piet.id).get(0)
  if (!(block instanceof Y.XmlElement)) throw new Error('no block')
  return block
}
function formatted(records: Y.Map<Parts>, marks: { readonly [mark: string]: object }): void {
  const letters = firstBlock(records).get(0)
  if (!(letters instanceof Y.XmlText)) throw new Error('no letters')
  letters.format(0, 2, marks)
}
/** A Y.Map has no list; this gives it one, as a forged struct would. */
function insertInMap(records: Y.Map<Parts>): void {
  const parts = partsOf(records, notes.piet.id)
  Y.Array.prototype.insert.call(parts as never, 0, ['x'])
}
function bytesOf(text: string): number[] {
  return [...new TextEncoder().encode(text)]
}

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { guardUpdate } from '../../../../server/core/guard.ts'
import { liveBounds } from '../../../../server/core/guard/gates.ts'
import { recordsMax } from '../../../../server/core/guard/judge.ts'
import { readRecord, recordsOf, writeDiff } from '../../../../shared/board/layout.ts'
import { richTextFrom } from '../../../../shared/board/rich-text.ts'
import type { BoardRecord, NoteShape } from '../../../../shared/board/schema.ts'
import { writeText } from '../../../../shared/board/text.ts'
import type { Actor } from '../../../../shared/session/role.ts'
import { accepted, put, refused, table, textOf, type Change } from '../../../support/room-guard.ts'
import { card, copyOf, note, notes, people, shapeId, updateOf, zone } from '../../../support/room-world.ts'
import { rounds } from '../../../support/size.ts'

const { ana, piet, noor, olga } = people

/** What someone does to whatever their own copy holds now. */
type Deed = (records: ReturnType<typeof recordsOf>, by: Actor, at: number) => void
const mine = (by: Actor) => shapeId(`note-of-${by.participantId.slice(-4)}`)
const edits =
  (idOf: (by: Actor) => string, edit: (record: NoteShape, at: number) => BoardRecord | null): Deed =>
  (records, by, at) => {
    const before = readRecord(records, idOf(by))
    if (before !== null && 'type' in before && before.type === 'note')
      writeDiff(records, before, edit(before, at))
  }
const shared = () => notes.noor.id
const deeds: { readonly [name: string]: Deed } = {
  'makes a note': (records, by) =>
    writeDiff(records, null, { ...note(`note-of-${by.participantId.slice(-4)}`, 'nieuw', by) }),
  'moves a note of their own': edits(mine, (record, at) => ({ ...record, x: at, y: -at })),
  'moves the same note as others': edits(shared, (record, at) => ({ ...record, x: at })),
  'restacks it': edits(shared, (record, at) => ({ ...record, index: `a${2 + (at % 7)}` as never })),
  'sends it behind the template': edits(shared, (record) => ({ ...record, index: 'Zz' as never })),
  'makes it another kind': edits(shared, (record) => ({
    ...record,
    meta: { ...record.meta, kind: 'cause' },
  })),
  'makes it large': edits(shared, (record) => ({ ...record, props: { ...record.props, size: 'xl' } })),
  'takes their own away': edits(mine, () => null),
  "takes another's away": edits(shared, () => null),
  'puts it under their own': edits(shared, (record) => ({
    ...record,
    parentId: shapeId('note-of-piet') as never,
  })),
  'types on the card': (records, _, at) => writeText(textOf(records, card.id), richTextFrom(`woorden ${at}`)),
  'takes the zone away': (records) => records.delete(zone.id),
  'writes what is no place': (records, _, at) =>
    void records.get(notes.noor.id)?.set('pos', ['page:page', at, Number.NaN, 0]),
}

describe('what the guard remembers', () => {
  test('[GD70] is what the doc holds: it judges every update as one that never saw the doc before', () => {
    const step = fc.record({
      who: fc.constantFrom(0, 1, 2, 3),
      what: fc.constantFrom(...Object.keys(deeds)),
      hearsFirst: fc.boolean(),
      at: fc.nat(500),
    })
    const seen = new Map<string, number>()
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), (steps) => {
        const board = table()
        const actors = [ana, piet, noor, olga]
        const copies = actors.map((_, at) => copyOf(board.doc, 100 + at))
        for (const { who, what, hearsFirst, at } of steps) {
          const actor = actors[who] ?? ana
          let copy = copies[who] ?? copyOf(board.doc, 100 + who)
          if (hearsFirst) Y.applyUpdate(copy, Y.encodeStateAsUpdate(board.doc, Y.encodeStateVector(copy)))
          const update = updateOf(copy, (records) => deeds[what]?.(records, actor, at))
          if (update.byteLength === 0) continue
          const verdict = board.judge(actor, update)
          expect([what, judgedAfresh(board, actor, update)]).toEqual([what, verdict])
          seen.set(verdict.kind, (seen.get(verdict.kind) ?? 0) + 1)
          if (verdict.kind === 'accepted') {
            Y.applyUpdate(board.doc, update)
            for (const client of verdict.newClients) board.owners.set(client, actor.participantId)
          } else {
            // Who is refused takes a fresh doc with a new client id.
            copy = copyOf(board.doc, 200 + Math.floor(at) + 1_000 * copies.push(copy))
            copies[who] = copy
          }
        }
      }),
      { numRuns: rounds(150, 3_000) },
    )
    expect([...seen.keys()].toSorted()).toEqual(expect.arrayContaining(['accepted', 'refused']))
  })

  function judgedAfresh(board: ReturnType<typeof table>, actor: Actor, update: Uint8Array) {
    return guardUpdate(update, copyOf(board.doc, 7), board.owners, actor, { board: 'open' }, liveBounds)
  }
})

describe('a board that is nearly full', () => {
  const filled = () => {
    const board = table()
    const many = Array.from({ length: recordsMax - 30 }, (_, at) => note(`note-many-${at}`, '', piet))
    board.doc.transact(() => many.forEach((each) => writeDiff(recordsOf(board.doc), null, each)))
    return { board, many }
  }
  const manyMovedAndOneMade =
    (many: readonly NoteShape[], made: number): Change =>
    (records) => {
      for (const each of many.slice(0, 100)) writeDiff(records, each, { ...each, x: 9 })
      for (let at = 0; at < made; at += 1) writeDiff(records, null, note(`note-made-${at}`, '', piet))
    }

  test('[GD71] grows by what is new in it, not by what is moved in the same update', () => {
    const { board, many } = filled()
    expect(board.tries(piet, manyMovedAndOneMade(many, 10))).toEqual(accepted)
    expect(board.tries(piet, manyMovedAndOneMade(many, 40))).toEqual(refused('too-large'))
  })

  test('[GD71] takes back what was deleted from it', () => {
    const { board, many } = filled()
    const [first] = many
    if (first === undefined) throw new Error('no note')
    const copy = copyOf(board.doc, 100)
    for (let round = 0; round < 60; round += 1) {
      expect(board.does(piet, copy, put(first, null))).toEqual(accepted)
      expect(board.does(piet, copy, put(null, first))).toEqual(accepted)
    }
  })
})

import { describe, expect, test } from 'vitest'
import { authorOf, withKind } from '../../../../shared/board/note-meta.ts'
import type { BoardRecord, BoardShape, NoteShape } from '../../../../shared/board/schema.ts'
import { mayChange, mayWrite } from '../../../../shared/session/access.ts'
import type { NoteKind } from '../../../../shared/board/vocabulary.ts'
import { roles } from '../../../../shared/session/role.ts'
import type { BoardRules } from '../../../../shared/session/session.ts'
import { card, note, notes, people, zone } from '../../../support/room-world.ts'

const open: BoardRules = { board: 'open' }
const { ana, piet, noor } = people

test('[SE40] observers never write; the others do while the board is open', () => {
  const may = (board: BoardRules['board']) => roles.filter((role) => mayWrite(role, { board }))
  expect([may('open'), may('locked')]).toEqual([['participant', 'coFacilitator', 'facilitator'], []])
})

/** The note with another kind, and with what it was before. */
function become(shape: NoteShape, kind: NoteKind, past: readonly NoteKind[]): NoteShape {
  const kindLog = past.map((from, day) => ({ at: new Date(Date.UTC(2026, 0, 1 + day)).toISOString(), from }))
  return { ...shape, meta: { ...shape.meta, kind, kindLog } }
}

/** Ways in which a note can change, and who but its author may do that: everyone, those who lead, nobody. */
const changes: [string, (shape: NoteShape) => BoardShape | null, 'everyone' | 'leaders' | 'nobody'][] = [
  ['its place', (shape) => ({ ...shape, x: 9, y: 9, rotation: 1 }), 'everyone'],
  ['its order', (shape) => ({ ...shape, index: 'a5' as typeof shape.index }), 'everyone'],
  ['its kind', (shape) => become(shape, 'cause', ['fact']), 'everyone'],
  ['its size', (shape) => ({ ...shape, props: { ...shape.props, size: 'xl' } }), 'leaders'],
  ['its font', (shape) => ({ ...shape, props: { ...shape.props, font: 'serif' } }), 'leaders'],
  [
    'its words',
    (shape) => ({ ...shape, props: { ...shape.props, richText: { type: 'doc', content: [] } } }),
    'nobody',
  ],
  ['its address', (shape) => ({ ...shape, props: { ...shape.props, url: 'https://x' } }), 'nobody'],
  ['its author', (shape) => ({ ...shape, meta: { author: piet.participantId } }), 'nobody'],
  [
    'its origin',
    (shape) => ({ ...shape, meta: { ...shape.meta, origin: { snapshotId: 'a', noteId: 'b' } } }),
    'nobody',
  ],
  ['its being there', () => null, 'nobody'],
]

describe("someone else's note", () => {
  test.each(changes)('[SE41] %s', (_, change, who) => {
    const after = change(notes.noor)
    expect(mayChange(piet, notes.noor, after, open) === null).toBe(who === 'everyone')
    expect(mayChange(ana, notes.noor, after, open) === null).toBe(who !== 'nobody')
  })

  test('[SE41] a change of words that is only announced counts as one', () => {
    expect(mayChange(piet, notes.noor, notes.noor, open, true)).toBe('not-yours')
    expect(mayChange(noor, notes.noor, notes.noor, open, true)).toBeNull()
  })
})

test('[SE42] the author may change everything of a note but who wrote it', () => {
  for (const [what, change] of changes) {
    expect([what, mayChange(noor, notes.noor, change(notes.noor), open) === null]).toEqual([
      what,
      what !== 'its author',
    ])
  }
})

test('[SE43] a nameless note is moved by everyone and written on by nobody', () => {
  for (const [what, change, who] of changes) {
    const may = mayChange(piet, notes.nameless, change(notes.nameless), open) === null
    expect([what, may]).toEqual([what, who === 'everyone'])
  }
})

test('[SE44] of the template only the text of a card is people’s', () => {
  const typed: BoardRecord = { ...card, props: { ...card.props, richText: { type: 'doc', content: [] } } }
  expect(mayChange(piet, card, typed, open)).toBeNull()
  const parts: [BoardShape | null, BoardShape | null][] = [
    [zone, { ...zone, x: 1 }],
    [zone, null],
    [null, zone],
    [card, { ...card, x: 1 }],
    [card, null],
    [null, card],
  ]
  for (const [before, after] of parts) expect(mayChange(ana, before, after, open)).toBe('template-part')
})

test('[SE45] what people make carries its maker', () => {
  expect(mayChange(piet, null, note('a', 'x', piet), open)).toBeNull()
  expect(mayChange(piet, null, note('a', 'x', noor), open)).toBe('wrong-author')
  expect(mayChange(ana, null, note('a', 'x', null), open)).toBe('wrong-author')
  expect([authorOf(notes.piet), authorOf(notes.nameless)]).toEqual([piet.participantId, null])
})

test('[SE46] a group has no words: anyone may take it apart, and hang an arrow anywhere', () => {
  const group = { ...notes.noor, type: 'group', props: {} } as never as BoardShape
  expect(mayChange(piet, group, null, open)).toBeNull()
  const binding = { typeName: 'binding', id: 'binding:x', type: 'arrow' } as never as BoardRecord
  expect([mayChange(piet, null, binding, open), mayChange(piet, binding, null, open)]).toEqual([null, null])
})

test('[SE46] a locked board says so, an observer is not allowed', () => {
  expect(mayChange(ana, null, note('a', 'x', ana), { board: 'locked' })).toBe('locked')
  expect(mayChange(people.olga, null, note('a', 'x', people.olga), open)).toBe('not-allowed')
})

describe('what a note was before', () => {
  const cause = become(notes.noor, 'cause', ['fact'])
  const back = become(notes.noor, 'fact', ['fact', 'cause'])
  const full = become(notes.noor, 'cause', [
    'idea',
    ...Array.from({ length: 199 }, (_, at) => (at % 2 === 0 ? ('cause' as const) : ('fact' as const))),
  ])
  const log = full.meta['kindLog'] as { at: string; from: NoteKind }[]
  const fuller: NoteShape = {
    ...full,
    meta: {
      ...full.meta,
      kind: 'fact',
      kindLog: [...log.toSpliced(1, 1), { at: log[0]!.at, from: 'cause' }],
    },
  }
  const goesOn: [string, NoteShape, NoteShape][] = [
    ['a move', notes.noor, cause],
    ['moves made without a line', notes.noor, become(notes.noor, 'idea', ['fact', 'cause'])],
    ['undo', cause, notes.noor],
    ['a move of two at once', cause, become(notes.noor, 'idea', ['fact'])],
    ['a move of a note with a full log', full, fuller],
    ['undo with a full log', fuller, full],
  ]
  test.each(goesOn)('[SE47] %s goes on from it', (_, before, after) => {
    expect([piet, noor, ana].map((who) => mayChange(who, before, after, open))).toEqual([null, null, null])
  })

  const { kindLog: _log, ...withoutLog } = back.meta
  const forged: [string, NoteShape, NoteShape][] = [
    [
      'a kind without a word of it',
      notes.noor,
      { ...notes.noor, meta: { ...notes.noor.meta, kind: 'cause' } },
    ],
    ['a log without another kind', notes.noor, become(notes.noor, 'fact', ['idea'])],
    ['another past', notes.noor, become(notes.noor, 'cause', ['idea'])],
    ['a past that goes round', notes.noor, become(notes.noor, 'cause', ['fact', 'fact'])],
    ['a rewritten entry', back, become(notes.noor, 'idea', ['idea', 'cause', 'fact'])],
    ['no past any more', back, { ...back, meta: withoutLog }],
    ['a shorter past', become(notes.noor, 'idea', ['fact', 'cause', 'fact']), become(notes.noor, 'idea', [])],
  ]
  test.each(forged)('[SE47] %s is refused, also to who leads and who wrote', (_, before, after) => {
    const told = [piet, noor, ana].map((who) => mayChange(who, before, after, open))
    expect(told).toEqual(Array(3).fill('invalid-record'))
  })
})

test('[SE47] a note that is moved to and fro without end stays one that can be moved', () => {
  let present = notes.noor
  for (let day = 0; day < 450; day += 1) {
    const kind = day % 2 === 0 ? 'cause' : 'idea'
    const next = { ...present, meta: withKind(present.meta, kind, new Date(Date.UTC(2026, 0, 1 + day))) }
    expect([day, mayChange(piet, present, next, open)]).toEqual([day, null])
    present = next
  }
  const log = present.meta['kindLog'] as { at: string; from: NoteKind }[]
  expect([log.length, log[0]?.at, log.at(-1)?.at]).toEqual([
    200,
    '2026-01-01T00:00:00.000Z',
    '2027-03-26T00:00:00.000Z',
  ])
})

test('[SE48] what a nameless note was is remembered by the day alone', () => {
  const meta = withKind(notes.nameless.meta, 'cause', new Date('2026-11-22T10:11:12.345Z'))
  expect(meta['kindLog']).toEqual([{ at: '2026-11-22T00:00Z', from: 'fact' }])
})

import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BoardId, ParticipantId, SnapshotId } from '../../../../shared/ids.ts'
import { decide, type SessionAsk } from '../../../../shared/session/decide.ts'
import { evolve, foldSession } from '../../../../shared/session/evolve.ts'
import { roles, type Actor, type Role } from '../../../../shared/session/role.ts'
import type {
  NamesAtEnd,
  SessionEvent,
  SessionState,
  StoredEvent,
} from '../../../../shared/session/session.ts'

const noon = 1_000
const [first, second] = ['board-first', 'board-second'] as BoardId[] as [BoardId, BoardId]
const person = (name: string, role: Role): Actor => ({ participantId: name as ParticipantId, role })
const ana = person('ana', 'facilitator')
const piet = person('piet', 'participant')
const noor = person('noor', 'observer')

let minted = 0
const mint = () => `snapshot-${(minted += 1)}` as SnapshotId
const created: SessionEvent = { type: 'created', board: { boardId: first, title: 'Bord' } }
const added: SessionEvent = { type: 'board-added', board: { boardId: second, title: 'Nog een' } }
const started: SessionEvent = { type: 'started', by: ana.participantId }

function given(...events: SessionEvent[]): SessionState {
  const state = foldSession(events.map((event, n): StoredEvent => ({ seq: n + 1, at: noon, event })))
  if (state === null) throw new Error('no events given')
  return state
}
const names: NamesAtEnd = {
  trajectoryTitle: 'Rust aan tafel',
  people: [
    { id: ana.participantId, name: 'Ana', role: 'facilitator' },
    { id: piet.participantId, name: 'Piet', role: 'participant' },
    { id: noor.participantId, name: 'Noor', role: 'observer' },
  ],
}
const end: SessionAsk = { type: 'end', names }
const ended = () => {
  const decision = decide(given(created, added, started), ana, end, mint)
  return decision.ok ? given(created, added, started, ...decision.events) : null
}
const refused = (refusal: string) => ({ ok: false, refusal })
const nothing = { ok: true, events: [] }

test('[SE1] a new session is planned, with its one board on show', () => {
  expect(given(created)).toEqual({
    status: 'planned',
    boards: [{ boardId: first, title: 'Bord' }],
    currentBoard: first,
    arrived: [],
    seq: 1,
  })
})

test('[SE2] ana starts a planned session; starting again is refused', () => {
  expect(decide(given(created), ana, { type: 'start' }, mint)).toEqual({ ok: true, events: [started] })
  expect(given(created, started)).toMatchObject({ status: 'live', startedAt: noon, seq: 2 })
  expect(decide(given(created, started), ana, { type: 'start' }, mint)).toEqual(refused('already-started'))
})

test('[SE3] ana shows another board of the session, not one of another session', () => {
  const live = given(created, added, started)
  const shown: SessionEvent = { type: 'board-shown', boardId: second, by: ana.participantId }
  expect(decide(live, ana, { type: 'show-board', boardId: second }, mint)).toEqual({
    ok: true,
    events: [shown],
  })
  expect(given(created, added, shown).currentBoard).toBe(second)
  expect(decide(live, ana, { type: 'show-board', boardId: first }, mint)).toEqual(nothing)
  const elsewhere = 'board-elsewhere' as BoardId
  expect(decide(live, ana, { type: 'show-board', boardId: elsewhere }, mint)).toEqual(
    refused('unknown-board'),
  )
})

test('[SE4] ending a live session names a snapshot of every board', () => {
  const state = ended()
  expect(state).toMatchObject({ status: 'recorded', startedAt: noon, endedAt: noon, endedBy: 'ana' })
  if (state?.status !== 'recorded') throw new Error('not recorded')
  expect(state.endSnapshots.map(({ boardId }) => boardId)).toEqual([first, second])
  expect(new Set(state.endSnapshots.map(({ snapshotId }) => snapshotId)).size).toBe(2)
  expect(decide(given(created), ana, end, mint)).toEqual(refused('not-started'))
})

test('[SE4] the end keeps the names of who was there and who ended it', () => {
  const arrived: SessionEvent = { type: 'arrived', participantId: piet.participantId }
  const decision = decide(given(created, started, arrived), ana, end, mint)
  if (!decision.ok) throw new Error(decision.refusal)
  expect(given(created, started, arrived, ...decision.events)).toMatchObject({
    names: { trajectoryTitle: 'Rust aan tafel', people: names.people.slice(0, 2) },
  })
})

test('[SE5] after the end everything is refused, and looking is no event', () => {
  const state = ended()
  if (state === null) throw new Error('not ended')
  const asks: SessionAsk[] = [
    { type: 'start' },
    end,
    { type: 'show-board', boardId: second },
    { type: 'add-board', board: { boardId: second, title: '' } },
  ]
  for (const ask of asks) expect(decide(state, ana, ask, mint)).toEqual(refused('session-ended'))
  expect(decide(state, piet, { type: 'arrive' }, mint)).toEqual(nothing)
})

test('[SE6] piet arrives once, and only at a live session', () => {
  const arrived: SessionEvent = { type: 'arrived', participantId: piet.participantId }
  const live = given(created, started)
  expect(decide(live, piet, { type: 'arrive' }, mint)).toEqual({ ok: true, events: [arrived] })
  expect(decide(given(created, started, arrived), piet, { type: 'arrive' }, mint)).toEqual(nothing)
  expect(decide(given(created), piet, { type: 'arrive' }, mint)).toEqual(nothing)
  expect(given(created, started, arrived).arrived).toEqual([piet.participantId])
})

test('[SE7] who may ask what of a live session', () => {
  const live = given(created, added, started)
  const may = (ask: SessionAsk) => roles.filter((role) => decide(live, person('iemand', role), ask, mint).ok)
  expect(may(end)).toEqual(['facilitator'])
  expect(may({ type: 'show-board', boardId: second })).toEqual(['coFacilitator', 'facilitator'])
  const board = { boardId: 'board-third' as BoardId, title: '' }
  expect(may({ type: 'add-board', board })).toEqual(['participant', 'coFacilitator', 'facilitator'])
  expect(may({ type: 'arrive' })).toEqual([...roles])
  expect(decide(given(created), noor, { type: 'start' }, mint)).toEqual(refused('not-allowed'))
})

test('[SE8] any run of commands folds, and seq counts its events', () => {
  const ask = fc.oneof(
    fc.constantFrom<SessionAsk>({ type: 'start' }, end, { type: 'arrive' }),
    fc.constantFrom(first, second).map((boardId): SessionAsk => ({ type: 'show-board', boardId })),
    fc.constant<SessionAsk>({ type: 'add-board', board: { boardId: second, title: '' } }),
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(ana, piet, noor), ask)), (run) => {
      let state = given(created)
      let count = 1
      for (const [actor, asked] of run) {
        const decision = decide(state, actor, asked, mint)
        if (!decision.ok) continue
        for (const event of decision.events) {
          count += 1
          state = evolve(state, { seq: count, at: noon, event })
        }
      }
      expect(state.seq).toBe(count)
    }),
  )
})

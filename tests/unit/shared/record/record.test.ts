import { expect, test } from 'vitest'
import { outlineOf } from '../../../../shared/board/outline.ts'
import { sessionRecordOf, type SessionFacts } from '../../../../shared/record/record.ts'
import type { BoardId, ParticipantId, SessionId, SnapshotId, TrajectoryId } from '../../../../shared/ids.ts'
import { first, noor, piet, TableBoard } from '../../../support/board-on-table.ts'

const ana = 'anaanaanaanaanaa' as ParticipantId
const board = 'boardboardboardb' as BoardId
const other = 'otherotherothero' as BoardId
const snapshotOf = (name: string) => name.padEnd(16, 'x') as SnapshotId
const noon = 1_795_000_000_000

const filled = new TableBoard().lay(first)
filled.noteIn('facts', 'one', { author: piet })
filled.noteIn('emotions', 'two')
filled.note(
  'aside',
  { x: -900, y: 0 },
  { author: noor, origin: { snapshotId: snapshotOf('earlier'), noteId: 'one'.padEnd(16, '0') as never } },
)
const empty = outlineOf(new Map())

function snapshot(
  name: string,
  more: Partial<SessionFacts['snapshots'][number]>,
): SessionFacts['snapshots'][number] {
  return {
    id: snapshotOf(name),
    boardId: board,
    kind: 'end',
    label: null,
    takenAt: noon,
    sha256: 'ab',
    outline: empty,
    redactedAt: null,
    ...more,
  }
}

const facts: SessionFacts = {
  trajectory: { id: 'trajectorytrajec' as TrajectoryId, title: 'Rust aan tafel' },
  session: {
    id: 'sessionsessionse' as SessionId,
    title: 'Sessie 1',
    date: '2026-11-22',
    kind: 'mixed',
    basis: 'case',
    phase: 1,
  },
  startedAt: noon - 3_600_000,
  endedAt: noon,
  endedBy: ana,
  arrived: [piet, ana, noor, piet],
  participants: [
    { id: ana, name: 'Ana', role: 'facilitator' },
    { id: piet, name: 'Piet', role: 'participant' },
    { id: noor, name: 'Noor', role: 'observer' },
    { id: 'stayedathomestay' as ParticipantId, name: 'Wim', role: 'participant' },
  ],
  boards: [
    { id: board, title: 'Bord 1' },
    { id: other, title: 'Bord 2' },
  ],
  snapshots: [
    snapshot('end', { outline: outlineOf(filled.records) }),
    snapshot('late', { kind: 'hand', label: 'Na de pauze', takenAt: noon - 1000 }),
    snapshot('early', { kind: 'hand', label: 'Voor de pauze', takenAt: noon - 2000 }),
    snapshot('step', { kind: 'step', takenAt: noon - 500 }),
    snapshot('end-other', { boardId: other }),
  ],
}

test('[RC1] the record says who was there: those who led first, each once, with the role they had', () => {
  const { present, endedBy } = sessionRecordOf(facts)
  expect(present.map(({ name, role }) => [name, role])).toEqual([
    ['Ana', 'facilitator'],
    ['Piet', 'participant'],
    ['Noor', 'observer'],
  ])
  expect(endedBy?.name).toBe('Ana')
})

test('[RC2] it names each template once per version', () => {
  const twice = {
    ...facts,
    snapshots: facts.snapshots.map((one) => ({ ...one, outline: outlineOf(filled.records) })),
  }
  expect(sessionRecordOf(twice).templates).toEqual([
    { key: 'problem-map', version: 1, name: { nl: 'Probleem in beeld', en: 'Problem mapping' } },
  ])
})

test('[RC3] per board it has the board as it ended, with picture and notes, and the snapshots by hand in order of time', () => {
  const [section] = sessionRecordOf(facts).boards
  expect(section?.end).toMatchObject({
    snapshotId: snapshotOf('end'),
    picture: `/api/snapshots/${snapshotOf('end')}/picture.svg`,
    noteCount: 3,
  })
  expect(section?.end?.outline).toEqual(outlineOf(filled.records))
  expect(section?.byHand.map(({ label }) => label)).toEqual(['Voor de pauze', 'Na de pauze'])
})

test('[RC4] it counts notes, nameless and unplaced ones, per board and together', () => {
  const record = sessionRecordOf(facts)
  expect(record.boards.map(({ counts }) => counts)).toEqual([
    { notes: 3, nameless: 1, unplaced: 1, cards: 0 },
    { notes: 0, nameless: 0, unplaced: 0, cards: 0 },
  ])
  expect(record.counts).toEqual({ notes: 3, nameless: 1, unplaced: 1, cards: 0 })
})

test('[RC5] it links carried notes to where they come from', () => {
  expect(sessionRecordOf(facts).boards[0]?.carried).toEqual([
    {
      noteId: 'aside'.padEnd(16, '0'),
      origin: { snapshotId: snapshotOf('earlier'), noteId: 'one'.padEnd(16, '0') },
    },
  ])
})

test('[RC6] of a session that has not ended it tells what there is', () => {
  const running = {
    ...facts,
    endedAt: null,
    endedBy: null,
    snapshots: facts.snapshots.filter((one) => one.kind !== 'end'),
  }
  const { boards, endedAt, endedBy } = sessionRecordOf(running)
  expect({ endedAt, endedBy, ends: boards.map((one) => one.end) }).toEqual({
    endedAt: null,
    endedBy: null,
    ends: [null, null],
  })
})

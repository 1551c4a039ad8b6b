import { expect, test, vi } from 'vitest'
import { must } from '../../../../shared/assert.ts'
import type { SessionKind } from '../../../../shared/session/session.ts'
import { shapeIdOf } from '../../../../shared/board/schema.ts'
import { recordsIn } from '../../../../server/core/snapshots.ts'
import { answerOnce } from '../../../../server/core/once.ts'
import { anaLeads, desksOver, yes } from '../../../support/desks.ts'
import { MemoryStore } from '../../../support/memory-store.ts'

const none = () => []
const dayMs = 24 * 60 * 60 * 1000

test('[HT16] a personal link works for a day', async () => {
  await using desks = desksOver(new MemoryStore())
  const { ana } = await anaLeads(desks)
  const { key } = yes(await desks.joining.linkDevice(ana))
  desks.clock.pass(dayMs - 1)
  expect((await desks.joining.look(null, key)).ok).toBe(true)
  desks.clock.pass(1)
  expect(await desks.joining.look(null, key)).toEqual({ ok: false, refusal: 'unknown-key' })
})

test('[HT28] an end that could not be stored leaves a live session, and is asked again', async () => {
  const store = new MemoryStore()
  await using desks = desksOver(store)
  const { ana, session, board } = await anaLeads(desks)
  store.failNext('disk-full')
  await expect(desks.sessions.command(ana, session, { type: 'end' })).rejects.toMatchObject({
    code: 'disk-full',
  })
  expect(await desks.sessions.state(session.id)).toMatchObject({ status: 'live' })
  const write = (text: string) => desks.notes.write(ana, board, session, { text }, 'sleutel', none)
  yes(await write('Toch nog'))
  yes(await desks.sessions.command(ana, session, { type: 'end' }))
  expect(await write('Te laat')).toEqual({ ok: false, refusal: 'locked' })
})

test('[HT23] a note written while the session ends is in the snapshot, or refused', async () => {
  const store = new MemoryStore()
  await using desks = desksOver(store)
  const { ana, session, board } = await anaLeads(desks)
  const write = (text: string) => desks.notes.write(ana, board, session, { text }, 'sleutel', none)
  const writing = Array.from({ length: 20 }, (_, n) => write(`Briefje ${n}`))
  const ending = desks.sessions.command(ana, session, { type: 'end' })
  const later = Array.from({ length: 20 }, (_, n) => write(`Later ${n}`))
  const outcomes = await Promise.all([...writing, ...later])
  yes(await ending)
  const [snapshot] = await store.snapshotsOfSession(session.id)
  const doc = must(await store.snapshotDoc(must(snapshot, 'an end snapshot').id), 'its document')
  const kept = [...recordsIn(doc).values()].filter(({ typeName }) => typeName === 'shape')
  expect(kept).toHaveLength(outcomes.filter(({ ok }) => ok).length)
})

test('[HT73] a snapshot asked for while the session ends is taken before the end, or not at all', async () => {
  const store = new MemoryStore()
  await using desks = desksOver(store)
  const { ana, session, board } = await anaLeads(desks)
  const take = () => desks.snapshots.take(ana, board, null, none)
  const early = take()
  const ending = desks.sessions.command(ana, session, { type: 'end' })
  const late = [take(), take()]
  expect((await early).ok).toBe(true)
  yes(await ending)
  for (const outcome of [...late, take()]) expect(await outcome).toEqual({ ok: false, refusal: 'locked' })
  const kept = await store.snapshotsOfSession(session.id)
  expect(kept.map(({ kind }) => kind)).toEqual(['hand', 'end'])
})

test('[HT76] a picture says what is nameless in a mixed session, and is drawn once for all who ask', async () => {
  const store = new MemoryStore()
  await using desks = desksOver(store)
  const { ana } = await anaLeads(desks)
  const draw = async (kind: SessionKind | null) => {
    const made = yes(await desks.sessions.create(ana, { title: 'Samen', kind }, none))
    const own = must(await store.board(made.boardId), 'its board')
    yes(await desks.templates.apply(ana, own, { template: 'problem-map' }, none))
    const { snapshotId } = yes(await desks.snapshots.take(ana, own, null, none))
    return must(await store.snapshot(snapshotId), 'a snapshot')
  }
  const mixed = await draw('mixed')
  const readings = vi.spyOn(store, 'snapshotDoc')
  const [first, twin] = await Promise.all([
    desks.snapshots.picture(mixed, 'nl'),
    desks.snapshots.picture(mixed, 'nl'),
  ])
  expect(readings).toHaveBeenCalledTimes(1)
  expect(twin).toBe(first)
  expect(first).toContain('Samen')
  const other = await desks.snapshots.picture(await draw(null), 'nl')
  const namelessIn = (picture: string) => picture.split('zonder naam').length - 1
  expect(namelessIn(first)).toBeGreaterThan(namelessIn(other))
})

test('[HT29] two servers that append to one session at once both get their number', async () => {
  const store = new MemoryStore()
  await using one = desksOver(store)
  await using other = desksOver(store)
  const { ana, session } = await anaLeads(one)
  const open = (desks: typeof one, title: string) => desks.sessions.openBoard(ana, session, { title }, none)
  await Promise.all(
    [open(one, 'Een'), open(other, 'Twee'), open(one, 'Drie'), open(other, 'Vier')].map(async (made) =>
      yes(await made),
    ),
  )
  const state = await one.sessions.state(session.id)
  expect(state.boards.map(({ title }) => title).toSorted()).toEqual([
    'Drie',
    'Een',
    'Eerste sessie',
    'Twee',
    'Vier',
  ])
  expect(state.seq).toBe(6)
})

test('[HT74] a note goes to and fro as often as people like, and of a nameless one the day is kept', async () => {
  await using desks = desksOver(new MemoryStore())
  const { ana, session, board } = await anaLeads(desks)
  yes(await desks.templates.apply(ana, board, { template: 'problem-map' }, none))
  const write = async (zone: string, attribution: 'named' | 'nameless') =>
    yes(await desks.notes.write(ana, board, session, { zone, text: 'Druk', attribution }, 'sleutel', none))
  const notes = [await write('facts', 'named'), await write('facts', 'nameless')]
  for (const { noteId } of notes) {
    for (let times = 0; times < 205; times += 1) {
      desks.clock.pass(1)
      const zone = times % 2 === 0 ? 'emotions' : 'facts'
      yes(await desks.notes.change(ana, board, noteId, null, { zone }))
    }
  }
  const room = must(await desks.ports.rooms.open(board.id), 'a room')
  const records = await room.stored()
  const logs = notes.map(({ noteId }) => {
    const { kindLog } = must(records.get(shapeIdOf(noteId)), 'the note').meta
    return (kindLog as { at: string }[]).map(({ at }) => at)
  })
  expect(logs.map(({ length }) => length)).toEqual([200, 200])
  expect(new Set(logs[0]).size).toBe(200)
  expect([...new Set(logs[1])]).toEqual([expect.stringMatching(/^\d{4}-\d\d-\d\dT00:00Z$/)])
})

test('[HT48] twins at two servers are done once, and both get the same answer', async () => {
  const store = new MemoryStore()
  await using one = desksOver(store)
  await using other = desksOver(store)
  const { ana, session } = await anaLeads(one)
  const once = { scope: 'POST /x', key: 'een', bodyHash: 'zelfde' }
  const open = (desks: typeof one) =>
    answerOnce(
      desks.ports,
      once,
      (stored) => stored,
      (receiptFor) => desks.sessions.openBoard(ana, session, { title: 'Samen' }, receiptFor),
    )
  const twins = await Promise.all([open(one), open(other)])
  const answers = twins.map((done) => yes(done))
  expect(answers[0]?.value).toEqual(answers[1]?.value)
  expect(answers.filter(({ isReplay }) => isReplay)).toHaveLength(1)
  expect(await store.boardsOfSession(session.id)).toHaveLength(2)
})

test('[HT80] a facilitator changes title and language; what is left out stays, also when two change at once', async () => {
  const store = new MemoryStore()
  await using desks = desksOver(store)
  const { ana, trajectoryId } = await anaLeads(desks)
  await Promise.all([
    desks.trajectories.change(ana, { title: 'Rust' }),
    desks.trajectories.change(ana, { language: 'en' }),
  ])
  expect(await store.trajectory(trajectoryId)).toMatchObject({ title: 'Rust', language: 'en' })
  const asPiet = { ...ana, role: 'coFacilitator' as const }
  expect(await desks.trajectories.change(asPiet, { language: 'nl' })).toEqual({
    ok: false,
    refusal: 'not-allowed',
  })
  expect(await store.trajectory(trajectoryId)).toMatchObject({ language: 'en' })
})

import { expect, test, vi } from 'vitest'
import * as fc from 'fast-check'
import { must } from '../../../../shared/assert.ts'
import { parseId, type TrajectoryId } from '../../../../shared/ids.ts'
import { openFanout } from '../../../../server/adapters/fanout.ts'
import type { FanoutMessage } from '../../../../server/core/ports.ts'
import { livingMax } from '../../../../server/core/demo-desk.ts'
import { dayOf } from '../../../../server/core/desk.ts'
import { Sweeper } from '../../../../server/core/sweeper.ts'
import { Turns } from '../../../../server/core/turns.ts'
import { FakeClock } from '../../../support/fake-clock.ts'
import { anaLeads, desksOver, yes } from '../../../support/desks.ts'
import { KeptLog } from '../../../support/kept-log.ts'
import { MemoryStore } from '../../../support/memory-store.ts'
import { noon, trajectoryRow } from '../../../support/store-rows.ts'

const none = () => []
const hourMs = 60 * 60 * 1000
const dayMs = 24 * hourMs

test('[DM10] an example is a live session with everyone who was there, led by who asked for it', async () => {
  const store = new MemoryStore()
  await using desks = desksOver(store)
  const begun = yes(await desks.demos.begin('device-of-ana', 'nl', none))
  const trajectory = must(await store.trajectory(begun.trajectoryId), 'the trajectory')
  const me = must(await store.participantOf('device-of-ana', trajectory.id), 'who looks along')
  const shown = await desks.trajectories.show(trajectory, me)
  expect(shown).toMatchObject({
    title: 'Rust aan tafel',
    language: 'nl',
    expiresAt: desks.clock.now() + dayMs,
    me: { name: 'Noor', role: 'facilitator' },
    sessions: [{ status: 'live', kind: 'mixed', basis: 'theme', phase: 1, currentBoard: begun.boardId }],
  })
  expect(shown.boards.map(({ title }) => title)).toEqual(['Van probleem naar sleutel', 'Ideeën groeperen'])
  expect(shown.members.map(({ name, role }) => `${name} ${role}`)).toEqual([
    'Noor facilitator',
    ...['Fatma', 'Gerrit', 'Wil', 'Toos', 'Ruben', 'Margreet'].map((name) => `${name} participant`),
  ])
  const state = await desks.sessions.state(begun.sessionId)
  expect(state.arrived).toHaveLength(7)
})

test('[DM10] it is dated today', async () => {
  const store = new MemoryStore()
  await using desks = desksOver(store)
  const { sessionId } = yes(await desks.demos.begin('device-of-ana', 'nl', none))
  expect((await store.session(sessionId))?.date).toBe(dayOf(desks.clock.now()))
})

test('[HT83] two taps at once make one example', async () => {
  await using desks = desksOver(new MemoryStore())
  const begin = () => desks.demos.begin('device-of-ana', 'nl', none)
  const [one, twin] = await Promise.all([begin(), begin()])
  expect(twin).toEqual(one)
})

test('[HT85] beyond the bound no example is made until one has expired', async () => {
  const store = new MemoryStore()
  await using desks = desksOver(store)
  const rows = Array.from({ length: livingMax }, (_, at) =>
    trajectoryRow({
      id: must(parseId<TrajectoryId>(`trajectory-${at}`), 'an id'),
      expiresAt: desks.clock.now() + 1 + at,
    }),
  )
  await store.commit(
    [],
    rows.map((row) => ({ put: 'trajectory' as const, row })),
  )
  const begin = () => desks.demos.begin('device-of-ana', 'nl', none)
  expect(await begin()).toEqual({ ok: false, refusal: 'too-many-examples' })
  desks.clock.pass(1)
  await store.eraseExpired(must(rows[0], 'a row').id, desks.clock.now())
  expect((await begin()).ok).toBe(true)
})

test('[DM11] everything can be tried in an example: writing, a template, the end with its record', async () => {
  const store = new MemoryStore()
  await using desks = desksOver(store)
  const begun = yes(await desks.demos.begin('device-of-ana', 'en', none))
  const noor = must(await store.participant(begun.participantId), 'noor')
  const session = must(await store.session(begun.sessionId), 'the session')
  const board = must(await store.board(begun.boardId), 'the board')
  yes(await desks.notes.write(noor, board, session, { zone: 'facts', text: 'Zelf geteld' }, 'key', none))
  yes(await desks.templates.apply(noor, board, { template: 'idea-clusters' }, none))
  yes(await desks.sessions.command(noor, session, { type: 'end' }))
  const trajectory = must(await store.trajectory(begun.trajectoryId), 'the trajectory')
  expect((await desks.records.show(trajectory, session)).ok).toBe(true)
})

test('[DM12] a device no longer sees what has expired, also before it is erased', async () => {
  await using desks = desksOver(new MemoryStore())
  yes(await desks.demos.begin('device-of-ana', 'nl', none))
  const { trajectoryId } = await anaLeads(desks)
  desks.clock.pass(dayMs - 1)
  expect(await desks.trajectories.mine('device-of-ana')).toHaveLength(2)
  desks.clock.pass(1)
  const mine = await desks.trajectories.mine('device-of-ana')
  expect(mine.map((each) => each.trajectoryId)).toEqual([trajectoryId])
})

test('[DM13] expired trajectories are erased at the start and every hour, and their boards closed', async () => {
  const store = new MemoryStore()
  await using desks = desksOver(store)
  const { clock } = desks
  const begun = yes(await desks.demos.begin('device-of-ana', 'nl', none))
  const told: FanoutMessage[] = []
  const ears = desks.ports.fanout.subscribe((message) => void told.push(message))
  const room = must(await desks.ports.rooms.open(begun.boardId), 'a live room')
  await using sweeper = new Sweeper({ ...desks.ports, log: new KeptLog() })
  await sweeper.idle
  expect(await store.trajectory(begun.trajectoryId)).not.toBeNull()
  clock.pass(dayMs)
  await vi.waitFor(async () => expect(await store.trajectory(begun.trajectoryId)).toBeNull())
  await sweeper.idle
  expect(told.filter(({ type }) => type === 'board-erased')).toHaveLength(2)
  expect(room.isOver).toBe(true)
  expect(await desks.ports.rooms.open(begun.boardId)).toBeNull()
  ears[Symbol.dispose]()
})

test('[DM13] a sweep that the disk refuses is done by the next one', async () => {
  const store = new MemoryStore()
  const clock = new FakeClock(noon)
  const row = trajectoryRow({ expiresAt: noon - 1 })
  await store.commit([], [{ put: 'trajectory', row }])
  store.failNext('disk-full')
  await using fanout = openFanout(new KeptLog())
  await using sweeper = new Sweeper({ store, fanout, clock, turns: new Turns(), log: new KeptLog() })
  await sweeper.idle
  expect(await store.trajectory(row.id)).toEqual(row)
  clock.pass(hourMs)
  await sweeper.idle
  expect(await store.trajectory(row.id)).toBeNull()
})

test("[DM15] one that can't be erased keeps no other from it, and the next expiry is waited for", async () => {
  const store = new MemoryStore()
  const clock = new FakeClock(noon)
  const rowOf = (name: string, expiresAt: number) =>
    trajectoryRow({ id: must(parseId<TrajectoryId>(name), 'an id'), expiresAt })
  const [stuck, gone, soon] = [
    rowOf('trajectory-1', noon - 2),
    rowOf('trajectory-2', noon - 1),
    rowOf('trajectory-3', noon + 5),
  ]
  await store.commit(
    [],
    [stuck, gone, soon].map((row) => ({ put: 'trajectory' as const, row })),
  )
  await using fanout = openFanout(new KeptLog())
  store.failNext('unavailable')
  await using sweeper = new Sweeper({ store, fanout, clock, turns: new Turns(), log: new KeptLog() })
  await sweeper.idle
  expect([await store.trajectory(stuck.id), await store.trajectory(gone.id)]).toEqual([stuck, null])
  clock.pass(5)
  await sweeper.idle
  expect(await store.expiredBy(Number.MAX_SAFE_INTEGER)).toEqual([])
})

test('[DM15] receipts are forgotten after a week', async () => {
  const store = new MemoryStore()
  const clock = new FakeClock(noon)
  const row = { scope: 'POST /api/demo', key: 'k', bodyHash: 'h', answer: '{}', at: noon }
  await store.commit([], [{ add: 'receipt', row }])
  await using fanout = openFanout(new KeptLog())
  await using sweeper = new Sweeper({ store, fanout, clock, turns: new Turns(), log: new KeptLog() })
  await sweeper.idle
  expect(await store.receipt(row.scope, row.key)).toEqual(row)
  clock.pass(8 * dayMs)
  await sweeper.idle
  expect(await store.receipt(row.scope, row.key)).toBeNull()
})

test('[RM61] who changes the title or the language tells it', async () => {
  await using desks = desksOver(new MemoryStore())
  const { ana, trajectoryId } = await anaLeads(desks)
  const told: FanoutMessage[] = []
  const ears = desks.ports.fanout.subscribe((message) => void told.push(message))
  yes(await desks.trajectories.change(ana, { language: 'en' }))
  await vi.waitFor(() => expect(told).toEqual([{ type: 'trajectory-changed', trajectoryId }]))
  ears[Symbol.dispose]()
})

test('[DM16] what was erased meanwhile comes back by no change of it', async () => {
  const store = new MemoryStore()
  await using desks = desksOver(store)
  const begun = yes(await desks.demos.begin('device-of-ana', 'nl', none))
  const me = must(await store.participant(begun.participantId), 'who looks along')
  desks.clock.pass(dayMs)
  await using sweeper = new Sweeper({ ...desks.ports, log: new KeptLog() })
  const changed = desks.trajectories.change(me, { title: 'Terug' })
  await sweeper.idle
  await changed
  expect(await store.trajectory(begun.trajectoryId)).toBeNull()
  expect(await desks.trajectories.change(me, { title: 'Terug' })).toEqual({ ok: false, refusal: 'not-found' })
})

test('[DM16] a board that is erased while it opens is no board', async () => {
  const store = new MemoryStore()
  await using desks = desksOver(store)
  const begun = yes(await desks.demos.begin('device-of-ana', 'nl', none))
  desks.clock.pass(dayMs)
  const reading = vi.spyOn(store, 'load')
  reading.mockImplementationOnce(async (id) => {
    const stored = await store.load(id)
    await store.eraseExpired(begun.trajectoryId, desks.clock.now())
    return stored
  })
  expect(await desks.ports.rooms.open(begun.boardId)).toBeNull()
})

test('[DM14] whatever the instants, what has no expiry or a later one is never erased', async () => {
  const instant = fc.integer({ min: noon - 3 * dayMs, max: noon + 3 * dayMs })
  const expiries = fc.array(fc.option(instant), { minLength: 1, maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(expiries, fc.integer({ min: 0, max: 48 }), async (each, hours) => {
      const store = new MemoryStore()
      const clock = new FakeClock(noon)
      const rows = each.map((expiresAt, at) =>
        trajectoryRow({ id: must(parseId<TrajectoryId>(`trajectory-${at}`), 'an id'), expiresAt }),
      )
      await store.commit(
        [],
        rows.map((row) => ({ put: 'trajectory' as const, row })),
      )
      await using fanout = openFanout(new KeptLog())
      await using sweeper = new Sweeper({ store, fanout, clock, turns: new Turns(), log: new KeptLog() })
      await sweeper.idle
      clock.pass(hours * hourMs)
      await sweeper.idle
      const left = await Promise.all(rows.map(({ id }) => store.trajectory(id)))
      const stays = rows.filter(({ expiresAt }) => expiresAt === null || expiresAt > clock.now())
      expect(left.filter((row) => row !== null)).toEqual(stays)
    }),
  )
})

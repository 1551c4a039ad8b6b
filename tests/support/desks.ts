/** Desks over a store in memory and a clock that stands still; several may share one store. */
import { createHash, randomBytes } from 'node:crypto'
import { openFanout } from '../../server/adapters/fanout.ts'
import { readKey, signKey } from '../../server/adapters/keys.ts'
import { must } from '../../shared/assert.ts'
import type { Outcome } from '../../shared/wire/problem.ts'
import { openDesks, type Desks } from '../../server/core/desks.ts'
import type { Log, ParticipantRow, PictureFiles } from '../../server/core/ports.ts'
import { Rooms } from '../../server/core/rooms.ts'
import { Turns } from '../../server/core/turns.ts'
import { FakeClock } from './fake-clock.ts'
import { MemoryPictureFiles } from './memory-picture-files.ts'
import type { MemoryStore } from './memory-store.ts'
import { FakeReplayer } from './replayer.ts'

const silent: Log = { info: () => {}, warn: () => {}, error: () => {} }
const secret = new Uint8Array(32)

export interface TestDesks extends Desks, AsyncDisposable {
  readonly clock: FakeClock
}

/** One server's desks. Two of these on one store are two processes. */
export function desksOver(
  store: MemoryStore,
  clock = new FakeClock(),
  files: PictureFiles = new MemoryPictureFiles(),
): TestDesks {
  const chance = { bytes: (count: number) => new Uint8Array(randomBytes(count)) }
  const fanout = openFanout(silent)
  const rooms = new Rooms({ store, replayer: new FakeReplayer(), clock, chance, log: silent, fanout })
  const desks = openDesks({
    store,
    files,
    rooms,
    fanout,
    clock,
    chance,
    turns: new Turns(),
    seals: {
      hash: (content) => createHash('sha256').update(content).digest('hex'),
      signKey: (id, generation) => signKey(secret, id, generation),
      readKey: (text) => readKey(secret, text),
    },
  })
  return { ...desks, clock, [Symbol.asyncDispose]: () => rooms[Symbol.asyncDispose]() }
}

/** The answer; throws on a refusal. */
export function yes<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`refused: ${outcome.refusal}`)
  return outcome.answer
}

/** Ana's trajectory with a live session. */
export async function anaLeads({ trajectories, sessions, ports: { store } }: Desks) {
  const wish = { title: 'Rust aan tafel', name: 'Ana', perspective: null, language: 'nl' as const }
  const { trajectoryId, participantId } = yes(await trajectories.start('device-of-ana', wish, () => []))
  const ana: ParticipantRow = must(await store.participant(participantId), 'ana')
  const made = yes(await sessions.create(ana, { title: 'Eerste sessie' }, () => []))
  const session = must(await store.session(made.sessionId), 'the session')
  const board = must(await store.board(made.boardId), 'the board')
  return { ana, trajectoryId, session, board }
}

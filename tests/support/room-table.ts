/** Rooms over a store in memory, a clock that stands still, and a board that the server has seeded. */
import * as Y from 'yjs'
import { openFanout } from '../../server/adapters/fanout.ts'
import { systemChance } from '../../server/adapters/chance.ts'
import type { Clock, Fanout, ParticipantRow } from '../../server/core/ports.ts'
import { Rooms, type Room } from '../../server/core/rooms.ts'
import { readAll } from '../../shared/board/layout.ts'
import { must } from '../../shared/assert.ts'
import type { BoardId } from '../../shared/ids.ts'
import { FakeClock } from './fake-clock.ts'
import { KeptLog } from './kept-log.ts'
import { MemoryStore } from './memory-store.ts'
import { FakeReplayer } from './replayer.ts'
import { RoomClient } from './room-client.ts'
import { seededBoard, serverClientId } from './room-world.ts'
import {
  ana,
  boardId,
  noon,
  noor,
  otherBoardId,
  participantRow,
  piet,
  sessionId,
  world,
} from './store-rows.ts'

export const rows = {
  ana: participantRow(ana, 'Ana', { role: 'facilitator' }),
  piet: participantRow(piet, 'Piet'),
  noor: participantRow(noor, 'Noor'),
  olga: participantRow('participant-olga' as ParticipantRow['id'], 'Olga', { role: 'observer' }),
}

export class RoomTable implements AsyncDisposable {
  readonly store: MemoryStore
  readonly replayer = new FakeReplayer()
  clock = new FakeClock()
  readonly #time: Clock | null
  readonly log = new KeptLog()
  readonly fanout: Fanout = openFanout(this.log)
  rooms: Rooms
  readonly #others: Rooms[] = []
  #lastClientId = 1_000

  private constructor(store: MemoryStore, time: Clock | null) {
    this.store = store
    this.#time = time
    this.rooms = this.#newRooms()
  }

  /** `time` instead of the clock that stands still, for tests with real sockets. */
  static async lay(time: Clock | null = null): Promise<RoomTable> {
    const store = new MemoryStore()
    await store.commit([], world)
    const updates = [Y.encodeStateAsUpdate(seededBoard())]
    const clients = [{ clientId: serverClientId, owner: 'server' as const }]
    const created = { type: 'created' as const, board: { boardId, title: 'Probleem' } }
    await store.commit(
      [boardId, otherBoardId].map((id) => ({ boardId: id, epoch: 1, fence: 0, updates, clients })),
      [
        { add: 'event', row: { sessionId, seq: 1, at: noon, event: created } },
        { add: 'event', row: { sessionId, seq: 2, at: noon, event: { type: 'started', by: ana } } },
      ],
    )
    return new RoomTable(store, time)
  }

  #newRooms(): Rooms {
    const { store, replayer, log, fanout } = this
    return new Rooms({ store, replayer, clock: this.#time ?? this.clock, log, fanout, chance: systemChance })
  }

  /** The process is gone and another one stands in its place, on the same disk. */
  restart(): void {
    // Timers of the old process never fire again.
    this.clock = new FakeClock(this.clock.now())
    this.store.openedAnew()
    this.rooms = this.#newRooms()
  }

  /** Another process beside this one, on the same store and with the same clock. */
  another(): Rooms {
    const rooms = this.#newRooms()
    this.#others.push(rooms)
    return rooms
  }

  async room(id: BoardId = boardId): Promise<Room> {
    return must(await this.rooms.open(id), 'a room')
  }

  async enters(participant: ParticipantRow, id: BoardId = boardId): Promise<RoomClient> {
    const client = new RoomClient((this.#lastClientId += 1)).enter(await this.room(id), participant)
    await this.settle()
    return client
  }

  /** Everything under way comes to rest, as far as the store lets it. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 40; turn += 1) await Promise.resolve()
    this.clock.pass(20)
    for (let turn = 0; turn < 40; turn += 1) await Promise.resolve()
  }

  /** What the disk has of a board. */
  async onDisk(id: BoardId = boardId) {
    const stored = must(await this.store.load(id), 'a stored board')
    const doc = new Y.Doc()
    if (stored.checkpoint !== null) Y.applyUpdate(doc, stored.checkpoint)
    for (const update of stored.tail) Y.applyUpdate(doc, update)
    return { doc, records: readAll(doc), stored }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.store.release()
    for (const rooms of [this.rooms, ...this.#others]) await rooms[Symbol.asyncDispose]()
    await this.store[Symbol.asyncDispose]()
  }
}

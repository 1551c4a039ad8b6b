/**
 * All rooms of this process: opens a board when someone needs it, hands on what is heard of sessions
 * and people, puts a room away after a quiet minute. One room's end is never another's.
 */
import { must } from '../../shared/assert.ts'
import { foldSession } from '../../shared/session/evolve.ts'
import type { BoardId, ParticipantId, SessionId } from '../../shared/ids.ts'
import { leads } from '../../shared/session/role.ts'
import type { CloseReason } from '../../shared/wire/close-codes.ts'
import { wireVersion } from '../../shared/wire/version.ts'
import { BoardDoc } from './board-doc.ts'
import { Committer, type Lane } from './commit.ts'
import type { Connection, Wire } from './connection.ts'
import { Epochs } from './epochs.ts'
import { Leases } from './leases.ts'
import type { Chance, Clock, Fanout, FanoutMessage, Log, ParticipantRow, Replayer, Store } from './ports.ts'
import { Rates } from './rates.ts'
import { Room } from './room.ts'
import { upgradeBoard } from './upgrade-board.ts'

export { type Room } from './room.ts'

const quietMs = 60_000
/** A process that is stopped has little time. */
const checkpointsMs = 3_000
const forgetRatesMs = 60_000
const peopleRememberedMax = 1_000
const connectionsPerRoomMax = 250
/** Of those, kept for who leads: a full room can still be led. */
const reservedForLeading = 10
/** Tabs and devices of one person; a line that broke counts until it is known to be gone. */
const ownPerRoomMax = 8
const ownMax = 24

/** What a client says it was built for; a client that says nothing is taken as it is. */
export interface Asked {
  readonly epoch: number | null
  readonly protocol: number | null
}

export interface RoomsPorts {
  readonly store: Store
  readonly replayer: Replayer
  readonly clock: Clock
  readonly chance: Chance
  readonly log: Log
  readonly fanout: Fanout
}

export class Rooms implements AsyncDisposable {
  readonly #ports: RoomsPorts
  readonly #committer: Committer
  readonly #rates = new Rates()
  readonly #rooms = new Map<BoardId, Room>()
  readonly #opening = new Map<BoardId, Promise<Room | null>>()
  readonly #quiet = new Map<Room, Disposable>()
  /** Of each board that was opened, until its room is over and all that it accepted is stored or given up. */
  readonly #lanes = new Map<BoardId, Lane>()
  /** Newest rows heard of people: someone removed while their socket was being let in stays out. */
  readonly #changed = new Map<ParticipantId, ParticipantRow>()
  readonly #leases: Leases
  readonly #epochs: Epochs
  /** What is still done for rooms that are over. */
  readonly #leaving = new Set<Promise<void>>()
  readonly #putAwayNow = new WeakSet<Room>()
  readonly #ears: Disposable
  /** Counts what was heard, so that an opening can tell whether it read too early. */
  #heard = 0
  #rateTimer: Disposable
  #isClosing = false

  constructor(ports: RoomsPorts) {
    this.#ports = ports
    this.#committer = new Committer(ports.store)
    // Everyone comes back to whoever holds the board now.
    this.#leases = new Leases(ports, ownerFrom(ports.chance), (id) => this.#rooms.get(id)?.end('restart'))
    this.#epochs = new Epochs(ports)
    this.#ears = ports.fanout.subscribe((message) => this.#hear(message))
    this.#rateTimer = this.#forgetRates()
  }

  /** Null when there is no such board. Rejects with StoreError when it can't be read. */
  async open(boardId: BoardId): Promise<Room | null> {
    const room = this.#rooms.get(boardId)
    if (room !== undefined) {
      this.#putAwayLater(room)
      return room
    }
    const opening = this.#opening.get(boardId) ?? this.#load(boardId)
    this.#opening.set(boardId, opening)
    try {
      return await opening
    } finally {
      if (this.#opening.get(boardId) === opening) this.#opening.delete(boardId)
    }
  }

  /** Lets a socket in; null when it was closed instead, with the reason. */
  async connect(
    wire: Wire,
    boardId: BoardId,
    participant: ParticipantRow,
    asked: Asked,
  ): Promise<{ readonly room: Room; readonly connection: Connection } | null> {
    const room = await this.open(boardId)
    const present = this.#changed.get(participant.id) ?? participant
    const reason = this.#closeReason(room, present, asked)
    if (room === null || reason !== null) {
      wire.close(reason ?? 'noSuchBoard')
      return null
    }
    return { room, connection: room.join(wire, present) }
  }

  #closeReason(room: Room | null, participant: ParticipantRow, asked: Asked): CloseReason | null {
    if (this.#isClosing) return 'restart'
    if (room === null) return 'noSuchBoard'
    if (participant.removedAt !== null) return 'notAMember'
    if ((asked.epoch ?? room.epoch) !== room.epoch || (asked.protocol ?? wireVersion) !== wireVersion)
      return 'reload'
    if (room.isOver) return 'storeUnavailable'
    if (!this.#hasPlace(room, participant)) return 'tooMany'
    const now = this.#ports.clock.now()
    return this.#rates.take(participant.id, 'connections', 1, now) ? null : 'tooMany'
  }

  /** Counted per person first: nobody can take the places of the others. */
  #hasPlace(room: Room, { id, role }: ParticipantRow): boolean {
    if (room.connectionCountOf(id) >= ownPerRoomMax) return false
    const own = [...this.#rooms.values()].reduce((sum, each) => sum + each.connectionCountOf(id), 0)
    if (own >= ownMax) return false
    return room.connectionCount < connectionsPerRoomMax - (leads(role) ? 0 : reservedForLeading)
  }

  get connectionCount(): number {
    return [...this.#rooms.values()].reduce((sum, room) => sum + room.connectionCount, 0)
  }
  /** Records that lie on boards and that no reader takes. */
  get leftOutCount(): number {
    return [...this.#rooms.values()].reduce((sum, room) => sum + room.leftOutCount, 0)
  }
  get roomCount(): number {
    return this.#rooms.size
  }

  // ---- opening and putting away ---------------------------------------------------------------

  async #load(boardId: BoardId): Promise<Room | null> {
    // A room that ended may have more on its way to the disk: read before that, the next room would be
    // behind the disk, and its checkpoint would take away what it never held.
    await this.#lanes.get(boardId)?.idle()
    const fence = await this.#leases.take(boardId)
    if (fence === null) return null
    let room: Room | null = null
    try {
      room = await this.#read(boardId, fence)
      return room
    } finally {
      if (room === null) await this.#leases.release(boardId, fence)
    }
  }

  async #read(boardId: BoardId, fence: number): Promise<Room | null> {
    const { store, replayer, clock, log, chance } = this.#ports
    const stored = await store.load(boardId)
    if (stored === null) return null
    const board = new BoardDoc(stored, () => clientIdFrom(chance.bytes(4)))
    const present = await this.#present(boardId)
    if (present === null) return null
    const { row, session } = present
    const lane = this.#committer.lane(boardId, { epoch: stored.epoch, fence })
    await upgradeBoard(board, lane, log)
    const room = new Room(
      { store, replayer, clock, log, rates: this.#rates },
      {
        boardId,
        sessionId: row.sessionId,
        trajectoryId: row.trajectoryId,
        board,
        lane,
        rules: { board: row.lockedAt === null ? 'open' : 'locked' },
        session,
      },
      { isEmpty: (empty) => this.#putAwayLater(empty), isOver: (over) => this.#forget(over) },
    )
    this.#rooms.set(boardId, room)
    this.#lanes.set(boardId, lane)
    this.#putAwayLater(room)
    return room
  }

  /** The board's row and session as they are now: read again when something was heard meanwhile. Null once erased. */
  async #present(boardId: BoardId) {
    const { store } = this.#ports
    for (;;) {
      const heard = this.#heard
      const row = await store.board(boardId)
      if (row === null) return null
      const events = await store.eventsOf(row.sessionId)
      // Erased between the two readings.
      if (events.length === 0 && (await store.board(boardId)) === null) return null
      const session = must(foldSession(events), 'a session for a board')
      if (heard === this.#heard) return { row, session }
    }
  }

  #putAwayLater(room: Room): void {
    if (room.isOver) return
    this.#quiet.get(room)?.[Symbol.dispose]()
    this.#quiet.set(
      room,
      this.#ports.clock.after(quietMs, () => void this.#putAway(room)),
    )
  }

  async #putAway(room: Room): Promise<void> {
    this.#quiet.delete(room)
    if (room.connectionCount > 0 || room.isOver) return
    if (!room.isStored) return this.#putAwayLater(room)
    await room.putInOrder()
    // Opened again meanwhile: then someone has it, and its next quiet minute is on its way.
    if (room.connectionCount > 0 || this.#quiet.has(room) || !room.isStored) return
    this.#putAwayNow.add(room)
    room.end('restart')
  }

  #forget(room: Room): void {
    this.#quiet.get(room)?.[Symbol.dispose]()
    this.#quiet.delete(room)
    if (this.#rooms.get(room.boardId) === room) this.#rooms.delete(room.boardId)
    const leaving = this.#leave(room).finally(() => this.#leaving.delete(leaving))
    this.#leaving.add(leaving)
  }

  /** What it accepted is stored or given up; then the board is whoever's opens it. */
  async #leave(room: Room): Promise<void> {
    const { boardId } = room
    const lane = this.#lanes.get(boardId)
    if (lane === undefined) return
    await lane.idle()
    const isTaken = () => this.#rooms.has(boardId) || this.#opening.has(boardId)
    if (this.#lanes.get(boardId) === lane && !this.#rooms.has(boardId)) this.#lanes.delete(boardId)
    // Not where people come back at once: their pages would have to load anew.
    if (this.#putAwayNow.has(room) && !isTaken() && !this.#isClosing) {
      await this.#epochs.renew(boardId, lane.hold, room.storedByteCount)
    }
    await this.#leases.release(boardId, lane.hold.fence)
  }

  // ---- what is heard --------------------------------------------------------------------------

  #hear(message: FanoutMessage): void {
    this.#heard += 1
    switch (message.type) {
      case 'board-locked':
        return this.#rooms.get(message.boardId)?.lock()
      case 'board-erased':
        return this.#rooms.get(message.boardId)?.end('noSuchBoard')
      case 'participant-changed':
        this.#remember(message.participant)
        for (const room of this.#rooms.values()) room.participantChanged(message.participant)
        return
      case 'trajectory-changed':
        for (const room of this.#rooms.values()) room.trajectoryChanged(message.trajectoryId)
        return
      case 'session-event':
        for (const room of this.#rooms.values()) {
          if (room.sessionId !== message.sessionId || room.sessionEvent(message.stored)) continue
          void this.#catchUp(message.sessionId)
        }
    }
  }

  /** An event was missed: all events of the session again; a room takes those that it lacks. */
  async #catchUp(sessionId: SessionId): Promise<void> {
    try {
      const events = await this.#ports.store.eventsOf(sessionId)
      for (const room of this.#rooms.values()) {
        if (room.sessionId === sessionId) for (const stored of events) room.sessionEvent(stored)
      }
    } catch (cause) {
      this.#ports.log.warn('rooms.events-unread', { sessionId, cause })
    }
  }

  #remember(participant: ParticipantRow): void {
    this.#changed.delete(participant.id)
    this.#changed.set(participant.id, participant)
    const [oldest] = this.#changed.keys()
    if (this.#changed.size > peopleRememberedMax && oldest !== undefined) this.#changed.delete(oldest)
  }

  #forgetRates(): Disposable {
    const { clock } = this.#ports
    return clock.after(forgetRatesMs, () => {
      this.#rates.forgetIdle(clock.now())
      this.#rateTimer = this.#forgetRates()
    })
  }

  /** Nobody new; everyone away with 1012; what was accepted is stored. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosing = true
    this.#ears[Symbol.dispose]()
    this.#rateTimer[Symbol.dispose]()
    await Promise.allSettled(this.#opening.values())
    for (const room of this.#rooms.values()) room.sendAway('restart')
    await this.#committer.quiet()
    await this.#leaveCheckpoints()
    for (const room of this.#rooms.values()) room.end('restart')
    await this.#committer.quiet()
    await Promise.all(this.#leaving)
    await this.#leases[Symbol.asyncDispose]()
  }

  /** As many as there is time for: all is stored, so a checkpoint only makes the next opening faster. */
  async #leaveCheckpoints(): Promise<void> {
    let isLate = false
    const late = Promise.withResolvers<void>()
    const timer = this.#ports.clock.after(checkpointsMs, () => {
      isLate = true
      late.resolve()
    })
    for (const room of this.#rooms.values()) {
      if (isLate) return
      if (room.isStored) await Promise.race([room.putInOrder(), late.promise])
    }
    timer[Symbol.dispose]()
  }
}

function ownerFrom(chance: Chance): string {
  return Array.from(chance.bytes(12), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function clientIdFrom(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0)
}

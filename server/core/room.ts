/**
 * A board held live in this process: the way of an edit from a frame to everyone's screen.
 * guard → apply (inbox) → commit → show (outbox). Invariants:
 * 1. Nothing leaves the room that the store has not committed; `saved` names nothing else.
 * 2. A refused update changes nothing here.
 * 3. A commit that fails ends the room: everyone is sent away for a moment, and the next opening
 *    reads from the store what is true.
 */
import type { BoardRecord } from '../../shared/board/schema.ts'
import type { BoardId, ParticipantId, SessionId, TrajectoryId } from '../../shared/ids.ts'
import type { StoredEvent } from '../../shared/session/session.ts'
import type { CloseReason } from '../../shared/wire/close-codes.ts'
import { WireError, writeFrame } from '../../shared/wire/frames.ts'
import { Audience } from './audience.ts'
import type { BoardDoc } from './board-doc.ts'
import { Checkpointer } from './checkpointer.ts'
import type { Lane } from './commit.ts'
import type { Connection, Wire } from './connection.ts'
import { guardedClock } from './guarded-clock.ts'
import { Inbox } from './inbox.ts'
import { Outbox } from './outbox.ts'
import { Mender } from './mender.ts'
import { OwnWrites } from './own-writes.ts'
import { StoreError, type Log, type ParticipantRow } from './ports.ts'
import { Readers } from './readers.ts'
import type { RoomOwner, RoomPorts, RoomStart, ServerWrite } from './room-ports.ts'

export class Room {
  readonly boardId: BoardId
  readonly epoch: number
  readonly #log: Log
  readonly #board: BoardDoc
  readonly #lane: Lane
  readonly #audience: Audience
  readonly #readers: Readers
  readonly #checkpointer: Checkpointer
  readonly #outbox: Outbox
  readonly #inbox: Inbox
  readonly #own: OwnWrites
  readonly #mender: Mender
  readonly #owner: RoomOwner
  #isOver = false

  constructor(ports: RoomPorts, start: RoomStart, owner: RoomOwner) {
    const { boardId, board, lane } = start
    const { log, rates, replayer, store } = ports
    this.boardId = boardId
    this.epoch = lane.hold.epoch
    this.#log = log
    this.#board = board
    this.#lane = lane
    this.#owner = owner
    // A defect in a timer is a defect of this room, not of the process.
    const clock = guardedClock(ports.clock, (run) => this.#guarded(run))
    const audience = new Audience(
      clock,
      { ...start, epoch: lane.hold.epoch },
      {
        left: (connection) => this.#inbox.left(connection),
        isEmpty: () => owner.isEmpty(this),
      },
    )
    const readers = new Readers({
      clock,
      board,
      connections: () => audience.connections,
      whenStored: (run) => this.#outbox.whenStored(run),
    })
    this.#audience = audience
    this.#readers = readers
    this.#checkpointer = new Checkpointer({ store, replayer, clock, log, board, boardId, hold: lane.hold })
    const outbox = this.#openOutbox(clock)
    this.#outbox = outbox
    this.#inbox = new Inbox({ boardId, clock, log, rates, board, audience, readers, outbox })
    const own = new OwnWrites({ board, lane, outbox }, (cause) => this.#defect(cause))
    this.#own = own
    this.#mender = new Mender({
      boardId,
      board,
      own,
      clock,
      log,
      mayWrite: () => !this.isLocked && !this.#isOver && lane.failure === null,
      defect: (cause) => this.#defect(cause),
    })
  }

  #openOutbox(clock: RoomPorts['clock']): Outbox {
    const isOver = () => this.#isOver
    return new Outbox(
      { clock, board: this.#board, lane: this.#lane, readers: this.#readers },
      {
        get isOver() {
          return isOver()
        },
        guarded: (run) => this.#guarded(run),
        lost: (cause) => this.#lost(cause),
        hasStored: () => {
          this.#mender.changed()
          if (this.#checkpointer.isDue) void this.checkpoint()
        },
      },
    )
  }

  get sessionId(): SessionId {
    return this.#audience.sessionId
  }
  get connectionCount(): number {
    return this.#audience.connections.size
  }
  connectionCountOf(participantId: ParticipantId): number {
    return [...this.#audience.connections].filter(({ participant }) => participant.id === participantId)
      .length
  }
  /** Who is connected now, each once. */
  get peopleHere(): readonly ParticipantRow[] {
    return this.#audience.people
  }
  /** Read-only for good. What the desks write must ask for this in the same turn. */
  get isLocked(): boolean {
    return this.#audience.rules.board === 'locked'
  }
  get isOver(): boolean {
    return this.#isOver
  }

  // ---- people come and go ---------------------------------------------------------------------

  /** After `welcome` the room asks for what the newcomer has and the room lacks. */
  join(wire: Wire, participant: ParticipantRow): Connection {
    const asking = writeFrame({ type: 'step1', stateVector: this.#readers.stateVector() })
    const connection = this.#audience.join(wire, participant, asking)
    this.#inbox.joined(connection)
    return connection
  }
  trajectoryChanged(id: TrajectoryId): void {
    this.#audience.trajectoryChanged(id)
  }
  participantChanged(participant: ParticipantRow): void {
    this.#audience.participantChanged(participant)
  }
  /** Read-only for good; every connection hears `rights`. */
  lock(): void {
    this.#audience.lock()
  }
  /** False when an event before this one was missed. */
  sessionEvent(stored: StoredEvent): boolean {
    return this.#audience.sessionEvent(stored)
  }

  /** Never throws: what is wrong with a frame ends its connection, what is wrong with us ends the room. */
  receive(connection: Connection, bytes: Uint8Array): void {
    // Between a failed commit and the end of the room the doc is ahead of a disk that won't follow.
    if (this.#isOver || this.#lane.failure !== null || connection.isClosed) return
    try {
      this.#inbox.take(connection, bytes)
    } catch (cause) {
      if (cause instanceof WireError)
        return connection.close(cause.code === 'too-large' ? 'tooLarge' : 'malformed')
      // Whatever this frame did to us, its sender shall not come back and do it again.
      connection.close('malformed')
      this.#defect(cause)
    }
  }

  // ---- the server itself ----------------------------------------------------------------------

  /** All that was accepted by now, once it is on disk. */
  async stored(): Promise<ReadonlyMap<string, BoardRecord>> {
    this.#assertLive()
    return await this.#own.stored()
  }

  /** The whole doc as one update, once all of it is on disk. */
  async snapshotBytes(): Promise<Uint8Array> {
    this.#assertLive()
    return await this.#own.snapshotBytes()
  }

  /**
   * A transaction of the server: `decide` sees the present records and says what to write; update
   * and facts are one commit, shown to everyone after it. Rejects with BoardFull, and then nothing was
   * written; with StoreError, and then nothing of it was written and the room is over.
   */
  async write<T>(decide: (records: ReadonlyMap<string, BoardRecord>) => ServerWrite<T>): Promise<T> {
    this.#assertLive()
    return await this.#own.write(decide)
  }

  /** A room that is over answers nothing: its doc may hold what the disk never got. */
  #assertLive(): void {
    if (this.#lane.failure !== null) throw this.#lane.failure
    if (this.#isOver) throw new StoreError('unavailable')
  }

  // ---- the end --------------------------------------------------------------------------------

  /** For the last snapshot of a board: nobody mends it afterwards. Never rejects. */
  async mend(): Promise<void> {
    await this.#mender.mend()
  }
  /** Nobody is here any more: leaves the board in order, and one blob of it. Never rejects. */
  async putInOrder(): Promise<void> {
    await this.#mender.tidy()
    if (this.isStored && this.hasTail) await this.checkpoint()
  }
  /** Records that lie on the board and that no reader takes. */
  get leftOutCount(): number {
    return this.#mender.leftOutCount
  }

  /** Never rejects: what is wrong with us here ends the room. */
  async checkpoint(): Promise<void> {
    try {
      await this.#checkpointer.write(this.isStored)
    } catch (cause) {
      this.#defect(cause)
    }
  }
  get storedByteCount(): number {
    return this.#board.storedByteCount
  }
  get hasTail(): boolean {
    return this.#board.hasTail
  }
  get isStored(): boolean {
    return this.#lane.last === null && this.#lane.failure === null && this.#outbox.isSettled
  }

  #guarded(run: () => void): void {
    try {
      run()
    } catch (cause) {
      this.#defect(cause)
    }
  }

  /** We are wrong: this room ends, the others and the process go on. */
  #defect(cause: unknown): void {
    this.#log.error('room.defect', { boardId: this.boardId, cause })
    this.end('storeUnavailable')
  }

  #lost(cause: unknown): void {
    if (!this.#isOver) this.#log.error('room.commit-failed', { boardId: this.boardId, cause })
    this.end('storeUnavailable')
  }

  /** The board stays as it is, with nobody in it. */
  sendAway(reason: CloseReason): void {
    this.#audience.end(reason)
  }

  /** Sends everyone away and forgets the doc; what was accepted is still stored by its lane. */
  end(reason: CloseReason): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#readers[Symbol.dispose]()
    this.#audience.end(reason)
    this.#outbox[Symbol.dispose]()
    this.#mender[Symbol.dispose]()
    this.#board[Symbol.dispose]()
    this.#owner.isOver(this)
  }
}

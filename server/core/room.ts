/**
 * A board held live in this process: the way of an edit from a frame to everyone's screen.
 * guard → apply → commit → show. Invariants:
 * 1. Nothing leaves the room that the store has not committed; `saved` names nothing else.
 * 2. A refused update changes nothing here.
 * 3. A commit that fails ends the room: everyone is sent away for a moment, and the next opening
 *    reads from the store what is true.
 */
import * as Y from 'yjs'
import { assert } from '../../shared/assert.ts'
import { writeDiff, type Records } from '../../shared/board/layout.ts'
import { validateRecord, type BoardRecord } from '../../shared/board/schema.ts'
import type { BoardId, ParticipantId, SessionId, TrajectoryId } from '../../shared/ids.ts'
import type { StoredEvent } from '../../shared/session/session.ts'
import type { CloseReason } from '../../shared/wire/close-codes.ts'
import { isSync, readFrame, WireError, writeFrame, type SyncFrame } from '../../shared/wire/frames.ts'
import { Audience } from './audience.ts'
import type { BoardDoc } from './board-doc.ts'
import { Checkpointer } from './checkpointer.ts'
import type { Lane, Part } from './commit.ts'
import type { Connection, Wire } from './connection.ts'
import { Early, type Held } from './early.ts'
import { guardUpdate, type Verdict } from './guard.ts'
import { guardedClock } from './guarded-clock.ts'
import { firstBounds, liveBounds, type UpdateBounds } from './guard/gates.ts'
import { StoreError, type Clock, type ParticipantRow } from './ports.ts'
import type { Rates } from './rates.ts'
import { Readers } from './readers.ts'
import { BoardFull, type RoomOwner, type RoomPorts, type RoomStart, type ServerWrite } from './room-ports.ts'
import { Shower, type Showable } from './shower.ts'

type Accepted = Extract<Verdict, { kind: 'accepted' }>

/** What waits for one part to be on disk. Answers go first: they hold what the frame behind them builds on. */
interface Promised {
  readonly answers: (() => void)[]
  readonly shows: Showable[]
  readonly frames: { readonly connection: Connection; readonly number: number }[]
}

export class Room {
  readonly boardId: BoardId
  readonly epoch: number
  readonly #ports: RoomPorts
  readonly #board: BoardDoc
  readonly #lane: Lane
  readonly #clock: Clock
  readonly #audience: Audience
  readonly #readers: Readers
  readonly #shower: Shower
  readonly #checkpointer: Checkpointer
  readonly #owner: RoomOwner
  readonly #promised = new Map<Part, Promised>()
  /** Per connection, until its first step 2: updates that build on what only that will bring. */
  readonly #early = new Map<Connection, Early>()
  #hasBoundOwnId = false
  #isOver = false

  constructor(ports: RoomPorts, start: RoomStart, owner: RoomOwner) {
    const { boardId, board, lane } = start
    this.#ports = ports
    this.boardId = boardId
    this.epoch = lane.epoch
    this.#board = board
    this.#lane = lane
    this.#owner = owner
    // A defect in a timer is a defect of this room, not of the process.
    const clock = guardedClock(ports.clock, (run) => this.#guarded(run))
    this.#clock = clock
    this.#audience = new Audience(
      clock,
      { ...start, epoch: lane.epoch },
      {
        left: (connection) => this.#forgetEarly(connection),
        isEmpty: () => owner.isEmpty(this),
      },
    )
    this.#readers = new Readers({
      clock,
      board,
      connections: () => this.#audience.connections,
      whenStored: (run) => this.#whenStored(run),
    })
    this.#shower = new Shower(clock, (frame, except) => this.#readers.show(frame, except))
    this.#checkpointer = new Checkpointer(ports.store, ports.log, board, { boardId, epoch: lane.epoch })
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
    // What will never come: it takes a fresh doc and writes again.
    const giveUp = (held: readonly Held[]) => {
      for (const { number } of held) connection.refuse(number, [], 'gap')
    }
    this.#early.set(connection, new Early(this.#clock, giveUp))
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

  // ---- frames come in -------------------------------------------------------------------------

  /** Never throws: what is wrong with a frame ends its connection, what is wrong with us ends the room. */
  receive(connection: Connection, bytes: Uint8Array): void {
    // Between a failed commit and the end of the room the doc is ahead of a disk that won't follow.
    if (this.#isOver || this.#lane.failure !== null || connection.isClosed) return
    try {
      this.#take(connection, bytes)
    } catch (cause) {
      if (cause instanceof WireError)
        return connection.close(cause.code === 'too-large' ? 'tooLarge' : 'malformed')
      // Whatever this frame did to us, its sender shall not come back and do it again.
      connection.close('malformed')
      this.#defect(cause)
    }
  }

  #take(connection: Connection, bytes: Uint8Array): void {
    const frame = readFrame(bytes)
    if (isSync(frame)) {
      if (!this.#mayTake(connection, 'updates', 1) || !this.#mayTake(connection, 'bytes', bytes.byteLength))
        return
      return this.#takeSync(connection, frame)
    }
    switch (frame.type) {
      case 'awareness':
        if (this.#mayTake(connection, 'awareness', 1)) this.#audience.announce(connection, frame.entries)
        return
      case 'query-awareness':
        if (this.#mayTake(connection, 'awareness', 1)) this.#audience.tellPresence(connection)
        return
      case 'auth':
      case 'control':
        throw new WireError('unknown-type')
    }
  }

  #mayTake(connection: Connection, kind: Parameters<Rates['take']>[1], amount: number): boolean {
    const { rates, clock } = this.#ports
    if (rates.take(connection.participant.id, kind, amount, clock.now())) return true
    connection.close('tooMany')
    return false
  }

  #takeSync(connection: Connection, frame: SyncFrame): void {
    const number = connection.countFrame()
    if (frame.type === 'step1') {
      if (!this.#mayTake(connection, 'asks', 1)) return
      this.#readers.answerStep1(connection, frame.stateVector)
      return connection.markSaved([number])
    }
    const early = this.#early.get(connection)
    if (frame.type === 'update' || early === undefined) {
      return this.#judge(connection, number, frame.update, liveBounds)
    }
    const held = early.take()
    this.#forgetEarly(connection)
    this.#judge(connection, number, frame.update, firstBounds)
    for (const waiting of held) this.#judge(connection, waiting.number, waiting.update, liveBounds)
  }

  #judge(connection: Connection, number: number, update: Uint8Array, bounds: UpdateBounds): void {
    const { doc, owners } = this.#board
    const verdict = guardUpdate(update, doc, owners, connection.actor, this.#audience.rules, bounds)
    switch (verdict.kind) {
      case 'nothing':
        return this.#saveWithThoseBefore(connection, number)
      case 'accepted':
        if (this.#board.isFull) return connection.refuse(number, verdict.records, 'too-large')
        return this.#accept(connection, number, update.slice(), verdict)
      case 'refused': {
        // Written before it heard what the room lacks: what is missing comes with its step 2.
        const early = verdict.code === 'gap' ? this.#early.get(connection) : undefined
        const held = early?.hold(number, update)
        if (held === 'held') return
        if (held === 'too-many') return connection.close('tooMany')
        this.#ports.log.info('room.refused', { boardId: this.boardId, code: verdict.code })
        connection.refuse(number, verdict.records, verdict.code)
      }
    }
  }

  #forgetEarly(connection: Connection): void {
    this.#early.get(connection)?.[Symbol.dispose]()
    this.#early.delete(connection)
  }

  /** `update` is a copy: a view on the socket's buffer would keep all of that buffer alive. */
  #accept(
    connection: Connection,
    number: number,
    update: Uint8Array,
    { newClients, records }: Accepted,
  ): void {
    if (newClients.length > 0 && !this.#mayTake(connection, 'newClients', newClients.length)) return
    this.#board.apply(update, records)
    const owner = connection.participant.id
    for (const clientId of newClients) this.#board.owners.set(clientId, owner)
    const bindings = newClients.map((clientId) => ({ clientId, owner }))
    const promised = this.#promisedOf(this.#lane.append([update], bindings))
    promised.shows.push({ update, author: connection })
    promised.frames.push({ connection, number })
  }

  /** A frame without news is saved when all before it are. */
  #saveWithThoseBefore(connection: Connection, number: number): void {
    const { last } = this.#lane
    if (last === null) connection.markSaved([number])
    else this.#promisedOf(last).frames.push({ connection, number })
  }

  /** Runs when all that the doc holds now is on disk, before anything newer is shown. */
  #whenStored(run: () => void): void {
    const { last } = this.#lane
    if (last === null) run()
    else this.#promisedOf(last).answers.push(run)
  }

  // ---- commit and show ------------------------------------------------------------------------

  #promisedOf(part: Part): Promised {
    const known = this.#promised.get(part)
    if (known !== undefined) return known
    const promised: Promised = { answers: [], shows: [], frames: [] }
    this.#promised.set(part, promised)
    part.stored.then(
      () => this.#guarded(() => this.#stored(part, promised)),
      (cause: unknown) => this.#lost(cause),
    )
    return promised
  }

  #stored(part: Part, { answers, shows, frames }: Promised): void {
    this.#promised.delete(part)
    this.#board.stored(part.updates)
    this.#checkpointer.stored(part.updates)
    if (this.#isOver) return
    for (const answer of answers) answer()
    this.#shower.add(shows)
    for (const [connection, own] of Map.groupBy(frames, (frame) => frame.connection)) {
      connection.markSaved(own.map(({ number }) => number))
    }
    if (this.#lane.last === null && this.#shower.isEmpty) this.#readers.allShown()
    if (this.#board.isCheckpointDue) void this.checkpoint()
  }

  // ---- the server itself ----------------------------------------------------------------------

  /** All that was accepted by now, once it is on disk. */
  async stored(): Promise<ReadonlyMap<string, BoardRecord>> {
    this.#assertLive()
    const records = this.#board.records()
    await this.#allStored()
    return records
  }

  /** The whole doc as one update, once all of it is on disk. */
  async snapshotBytes(): Promise<Uint8Array> {
    this.#assertLive()
    const bytes = Y.encodeStateAsUpdate(this.#board.doc)
    await this.#allStored()
    return bytes
  }

  async #allStored(): Promise<void> {
    await this.#lane.last?.stored
  }

  /** A room that is over answers nothing: its doc may hold what the disk never got. */
  #assertLive(): void {
    if (this.#lane.failure !== null) throw this.#lane.failure
    if (this.#isOver) throw new StoreError('unavailable')
  }

  /**
   * A transaction of the server: `decide` sees the present records and says what to write; update
   * and facts are one commit, shown to everyone after it. Rejects with BoardFull, and then nothing was
   * written; with StoreError, and then nothing of it was written and the room is over.
   */
  async write<T>(decide: (records: ReadonlyMap<string, BoardRecord>) => ServerWrite<T>): Promise<T> {
    this.#assertLive()
    const present = this.#board.records()
    const { puts = [], removes = [], facts = [], answer } = decide(present)
    for (const put of puts) assert(validateRecord(put).ok, 'the server writes valid records')
    if (puts.length > 0 && !this.#board.hasRoomFor(present, puts, removes)) throw new BoardFull()
    const touched = [...puts.map(({ id }) => id), ...removes]
    const update = this.#change(touched, (records) => {
      for (const put of puts) writeDiff(records, present.get(put.id) ?? null, put)
      for (const id of removes) writeDiff(records, present.get(id) ?? null, null)
    })
    if (update === null && facts.length === 0) return answer
    const part = this.#lane.append(update === null ? [] : [update], this.#ownBinding(), facts)
    const { shows } = this.#promisedOf(part)
    if (update !== null) shows.push({ update, author: null })
    await part.stored
    return answer
  }

  /** Half a change in the doc that is in no commit would part it from the disk for good. */
  #change(touched: readonly string[], write: (records: Records) => void): Uint8Array | null {
    try {
      return this.#board.change(touched, write)
    } catch (cause) {
      this.#defect(cause)
      throw cause
    }
  }

  #ownBinding() {
    if (this.#hasBoundOwnId) return []
    this.#hasBoundOwnId = true
    return [{ clientId: this.#board.doc.clientID, owner: 'server' as const }]
  }

  // ---- the end --------------------------------------------------------------------------------

  /** Never rejects: what is wrong with us here ends the room. */
  async checkpoint(): Promise<void> {
    try {
      await this.#checkpointer.write(this.#lane.last === null)
    } catch (cause) {
      this.#defect(cause)
    }
  }
  get hasTail(): boolean {
    return this.#board.hasTail
  }
  get isStored(): boolean {
    return this.#lane.last === null && this.#lane.failure === null
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
    this.#ports.log.error('room.defect', { boardId: this.boardId, cause })
    this.end('storeUnavailable')
  }

  #lost(cause: unknown): void {
    if (!this.#isOver) this.#ports.log.error('room.commit-failed', { boardId: this.boardId, cause })
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
    this.#shower[Symbol.dispose]()
    this.#board[Symbol.dispose]()
    this.#owner.isOver(this)
  }
}

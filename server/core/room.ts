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
import { readAll, recordsOf, writeDiff } from '../../shared/board/layout.ts'
import { validateRecord, type BoardRecord } from '../../shared/board/schema.ts'
import type { BoardId, SessionId } from '../../shared/ids.ts'
import { mayWrite } from '../../shared/session/access.ts'
import { roles } from '../../shared/session/role.ts'
import type { BoardRules, SessionState, StoredEvent } from '../../shared/session/session.ts'
import { evolve } from '../../shared/session/evolve.ts'
import type { CloseReason } from '../../shared/wire/close-codes.ts'
import { isSync, readFrame, WireError, writeFrame, type SyncFrame } from '../../shared/wire/frames.ts'
import { wireVersion } from '../../shared/wire/version.ts'
import type { BoardDoc } from './board-doc.ts'
import type { Lane, Part } from './commit.ts'
import { Connection, type Wire } from './connection.ts'
import { guardUpdate } from './guard.ts'
import { firstBounds, liveBounds } from './guard/gates.ts'
import type { BoardStore, Clock, Fact, Log, ParticipantRow } from './ports.ts'
import { Presence } from './presence.ts'
import type { Rates } from './rates.ts'
import { Shower, type Showable } from './shower.ts'

const tickMs = 20_000
const catchUpMs = 250
const stateVectorBytesMax = 256 * 1024

export interface RoomPorts {
  readonly store: BoardStore
  readonly clock: Clock
  readonly log: Log
  readonly rates: Rates
}
export interface RoomStart {
  readonly boardId: BoardId
  readonly sessionId: SessionId
  readonly board: BoardDoc
  readonly lane: Lane
  readonly rules: BoardRules
  readonly session: SessionState
}

/** What the server writes in one go. */
export interface ServerWrite<T> {
  readonly puts?: readonly BoardRecord[]
  readonly removes?: readonly string[]
  readonly facts?: readonly Fact[]
  readonly answer: T
}

/** What waits for one part to be on disk. Answers go first: they hold what the frame behind them builds on. */
interface Promised {
  readonly answers: (() => void)[]
  readonly shows: Showable[]
  readonly frames: { readonly connection: Connection; readonly number: number }[]
}

export class Room {
  readonly boardId: BoardId
  readonly sessionId: SessionId
  readonly epoch: number
  readonly #ports: RoomPorts
  readonly #board: BoardDoc
  readonly #lane: Lane
  readonly #connections = new Set<Connection>()
  readonly #hasSentState = new WeakSet<Connection>()
  readonly #promised = new Map<Part, Promised>()
  readonly #presence: Presence
  readonly #shower: Shower
  readonly #onEnd: (room: Room) => void
  #rules: BoardRules
  #session: SessionState
  /** A state that everyone who is up to date has for sure. */
  #knownToAll: Uint8Array
  #checkpointing: Promise<void> | null = null
  /** Updates stored while a checkpoint is being written. */
  #storedMeanwhile: Uint8Array[] = []
  #hasBoundOwnId = false
  #isOver = false
  #timers: Disposable[] = []
  #catchUpTimer: Disposable | null = null

  constructor(ports: RoomPorts, start: RoomStart, onEnd: (room: Room) => void) {
    this.#ports = ports
    this.boardId = start.boardId
    this.sessionId = start.sessionId
    this.epoch = start.lane.epoch
    this.#board = start.board
    this.#lane = start.lane
    this.#rules = start.rules
    this.#session = start.session
    this.#onEnd = onEnd
    this.#knownToAll = Y.encodeStateVector(this.#board.doc)
    this.#presence = new Presence(ports.clock, () => this.#connections)
    this.#shower = new Shower(ports.clock, (frame, except) => this.#showAll(frame, except))
    this.#tick()
  }

  get connectionCount(): number {
    return this.#connections.size
  }
  get isOver(): boolean {
    return this.#isOver
  }
  /** Read-only for good; what the server itself writes must ask for this too. */
  get isLocked(): boolean {
    return this.#rules.board === 'locked'
  }
  get sessionSeq(): number {
    return this.#session.seq
  }

  // ---- people come and go ---------------------------------------------------------------------

  /** The first frame is `welcome`; then the room asks for what the newcomer has and the room lacks. */
  join(wire: Wire, participant: ParticipantRow): Connection {
    const connection = new Connection(wire, participant, (gone) => this.#leave(gone))
    this.#connections.add(connection)
    const { seq, status, currentBoard } = this.#session
    connection.tell({
      type: 'welcome',
      ...connection.actor,
      mayWrite: mayWrite(participant.role, this.#rules),
      epoch: this.epoch,
      protocol: wireVersion,
      session: { id: this.sessionId, seq, status, currentBoard },
    })
    connection.send(writeFrame({ type: 'step1', stateVector: Y.encodeStateVector(this.#board.doc) }))
    const present = this.#presence.frameFor(connection)
    if (present !== null) connection.send(present)
    this.#tellPeople()
    return connection
  }

  #leave(connection: Connection): void {
    if (!this.#connections.delete(connection)) return
    this.#presence.leave(connection)
    if (this.#isOver) return
    this.#tellPeople()
    if (this.#connections.size === 0) this.#onQuiet(this)
  }
  /** Set by the owner: what happens when the last one has left. */
  #onQuiet: (room: Room) => void = () => {}
  whenQuiet(heard: (room: Room) => void): void {
    this.#onQuiet = heard
  }

  #tellPeople(): void {
    const people = new Map(
      [...this.#connections].map(({ participant }) => [participant.id, participant] as const),
    )
    const byRole = [...people.values()].toSorted((a, b) => roles.indexOf(b.role) - roles.indexOf(a.role))
    const list = byRole.map(({ id: participantId, name, role }) => ({ participantId, name, role }))
    for (const connection of this.#connections) connection.tell({ type: 'people', people: list })
  }

  /** Someone's name or role has changed, or they were removed. */
  participantChanged(participant: ParticipantRow): void {
    let isHere = false
    for (const connection of [...this.#connections]) {
      if (connection.participant.id !== participant.id) continue
      isHere = true
      if (participant.removedAt !== null) {
        connection.close('notAMember')
        continue
      }
      const hasNewRole = connection.participant.role !== participant.role
      connection.participant = participant
      this.#presence.restamp(connection)
      if (hasNewRole) this.#tellRights(connection)
    }
    if (isHere) this.#tellPeople()
  }

  #tellRights(connection: Connection): void {
    const { role } = connection.participant
    connection.tell({ type: 'rights', role, mayWrite: mayWrite(role, this.#rules) })
  }

  /** Read-only for good; every connection hears `rights`. */
  lock(): void {
    if (this.#rules.board === 'locked') return
    this.#rules = { board: 'locked' }
    for (const connection of this.#connections) this.#tellRights(connection)
  }

  /** False when an event before this one was missed: the owner then brings the state anew. */
  sessionEvent(stored: StoredEvent): boolean {
    if (stored.seq <= this.#session.seq) return true
    if (stored.seq > this.#session.seq + 1) return false
    this.#session = evolve(this.#session, stored)
    for (const connection of this.#connections) connection.tell({ type: 'session', ...stored })
    return true
  }

  // ---- frames come in -------------------------------------------------------------------------

  /** Never throws: what is wrong with a frame ends its connection, what is wrong with us ends the room. */
  receive(connection: Connection, bytes: Uint8Array): void {
    if (this.#isOver || connection.isClosed) return
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
        if (this.#mayTake(connection, 'awareness', 1)) this.#presence.announce(connection, frame.entries)
        return
      case 'query-awareness': {
        const present = this.#presence.frameFor(connection)
        if (present !== null && this.#mayTake(connection, 'awareness', 1)) connection.send(present)
        return
      }
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
      this.#answerStep1(connection, frame.stateVector)
      return connection.markSaved([number])
    }
    const isFirstState = frame.type === 'step2' && !this.#hasSentState.has(connection)
    if (frame.type === 'step2') this.#hasSentState.add(connection)
    this.#accept(connection, number, frame.update, isFirstState)
  }

  #accept(connection: Connection, number: number, bytes: Uint8Array, isFirstState: boolean): void {
    const { doc, owners } = this.#board
    const bounds = isFirstState ? firstBounds : liveBounds
    const verdict = guardUpdate(bytes, doc, owners, connection.actor, this.#rules, bounds)
    switch (verdict.kind) {
      case 'nothing':
        return this.#promise(connection, number)
      case 'refused':
        this.#ports.log.info('room.refused', { boardId: this.boardId, code: verdict.code })
        return connection.tell({ type: 'refused', records: [...verdict.records], code: verdict.code })
      case 'accepted': {
        const { newClients } = verdict
        if (newClients.length > 0 && !this.#mayTake(connection, 'newClients', newClients.length)) return
        // A view on the socket's buffer would keep all of that buffer alive.
        const update = bytes.slice()
        this.#board.apply(update)
        const owner = connection.participant.id
        for (const clientId of newClients) owners.set(clientId, owner)
        const part = this.#lane.append(
          [update],
          newClients.map((clientId) => ({ clientId, owner })),
        )
        const promised = this.#promisedOf(part)
        promised.shows.push({ update, author: connection })
        promised.frames.push({ connection, number })
      }
    }
  }

  /** A frame without news is saved when all before it is. */
  #promise(connection: Connection, number: number): void {
    const { last } = this.#lane
    if (last === null) connection.markSaved([number])
    else this.#promisedOf(last).frames.push({ connection, number })
  }

  // ---- answers --------------------------------------------------------------------------------

  #answerStep1(connection: Connection, stateVector: Uint8Array): void {
    if (stateVector.byteLength > stateVectorBytesMax) throw new WireError('too-large')
    if (isEmptyVector(stateVector)) {
      // From the bytes as they lie on disk: nothing is encoded for a newcomer. The last one is the
      // step 2, so that a client counts as synced when it has them all.
      const updates = this.#board.storedUpdates()
      const frames = updates.slice(0, -1).map((update) => writeFrame({ type: 'update', update }))
      return connection.answer([
        ...frames,
        writeFrame({ type: 'step2', update: updates.at(-1) ?? emptyUpdate }),
      ])
    }
    const frame = writeFrame({ type: 'step2', update: this.#missingFrom(stateVector) })
    this.#whenStored(() => connection.answer([frame]))
  }

  /** For the one that has this state vector, and for nobody else: the diff carries all deletes. */
  #missingFrom(stateVector: Uint8Array): Uint8Array {
    try {
      return Y.encodeStateAsUpdate(this.#board.doc, stateVector)
    } catch (cause) {
      throw new WireError('malformed', { cause })
    }
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
    if (this.#checkpointing !== null) this.#storedMeanwhile.push(...part.updates)
    if (this.#isOver) return
    for (const answer of answers) answer()
    this.#shower.add(shows)
    for (const [connection, own] of Map.groupBy(frames, (frame) => frame.connection)) {
      connection.markSaved(own.map(({ number }) => number))
    }
    if (this.#lane.last === null && this.#shower.isEmpty)
      this.#knownToAll = Y.encodeStateVector(this.#board.doc)
    if (this.#board.isCheckpointDue) void this.checkpoint()
  }

  #showAll(frame: Uint8Array, except: Connection | null): void {
    const now = this.#ports.clock.now()
    for (const connection of this.#connections) {
      if (connection !== except) connection.show(frame, () => this.#knownToAll, now)
      if (connection.isBehind) this.#catchUpLater()
    }
  }

  #catchUpLater(): void {
    this.#catchUpTimer ??= this.#ports.clock.after(catchUpMs, () => {
      this.#catchUpTimer = null
      this.#guarded(() => this.#catchUp())
    })
  }

  #catchUp(): void {
    const now = this.#ports.clock.now()
    for (const connection of [...this.#connections]) {
      const knows = connection.readyToCatchUp(now)
      if (knows !== null) {
        const frame = writeFrame({ type: 'update', update: this.#missingFrom(knows) })
        this.#whenStored(() => connection.answer([frame]))
      }
      if (connection.isBehind) this.#catchUpLater()
    }
  }

  // ---- the server itself ----------------------------------------------------------------------

  /** All that was accepted by now, once it is on disk. */
  async stored(): Promise<ReadonlyMap<string, BoardRecord>> {
    const records = readAll(this.#board.doc)
    await this.#allStored()
    return records
  }

  /** The whole doc as one update, once all of it is on disk. */
  async snapshotBytes(): Promise<Uint8Array> {
    const bytes = Y.encodeStateAsUpdate(this.#board.doc)
    await this.#allStored()
    return bytes
  }

  async #allStored(): Promise<void> {
    if (this.#lane.failure !== null) throw this.#lane.failure
    await this.#lane.last?.stored
  }

  /**
   * A transaction of the server: `decide` sees the present records and says what to write; update
   * and facts are one commit, shown to everyone after it. Rejects with StoreError, and then the room
   * is over and nothing of it was written.
   */
  async write<T>(decide: (records: ReadonlyMap<string, BoardRecord>) => ServerWrite<T>): Promise<T> {
    if (this.#lane.failure !== null) throw this.#lane.failure
    const { doc } = this.#board
    const present = readAll(doc)
    const { puts = [], removes = [], facts = [], answer } = decide(present)
    for (const put of puts) assert(validateRecord(put).ok, 'the server writes valid records')
    const update = this.#board.change(() => {
      const records = recordsOf(doc)
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

  #ownBinding() {
    if (this.#hasBoundOwnId) return []
    this.#hasBoundOwnId = true
    return [{ clientId: this.#board.doc.clientID, owner: 'server' as const }]
  }

  // ---- checkpoints ----------------------------------------------------------------------------

  /** Leaves one blob instead of a long tail. A failure costs time at the next opening, nothing else. */
  checkpoint(): Promise<void> {
    this.#checkpointing ??= this.#writeCheckpoint().finally(() => {
      this.#checkpointing = null
      this.#storedMeanwhile = []
    })
    return this.#checkpointing
  }

  async #writeCheckpoint(): Promise<void> {
    const checkpoint = this.#board.makeCheckpoint(this.#lane.last === null)
    try {
      await this.#ports.store.checkpoint(this.boardId, this.epoch, checkpoint.upToSeq, checkpoint.bytes)
      this.#board.checkpointed(checkpoint, this.#storedMeanwhile)
    } catch (cause) {
      this.#ports.log.warn('room.checkpoint-failed', { boardId: this.boardId, cause })
    }
  }

  get hasTail(): boolean {
    return this.#board.hasTail
  }
  get isStored(): boolean {
    return this.#lane.last === null && this.#lane.failure === null
  }

  // ---- the end --------------------------------------------------------------------------------

  #tick(): void {
    this.#timers = [
      this.#ports.clock.after(tickMs, () => {
        for (const connection of this.#connections) connection.tell({ type: 'tick' })
        this.#tick()
      }),
    ]
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

  /** Sends everyone away and forgets the doc; what was accepted is still stored by its lane. */
  end(reason: CloseReason): void {
    if (this.#isOver) return
    this.#isOver = true
    for (const timer of this.#timers) timer[Symbol.dispose]()
    this.#catchUpTimer?.[Symbol.dispose]()
    for (const connection of [...this.#connections]) connection.close(reason)
    this.#presence[Symbol.dispose]()
    this.#shower[Symbol.dispose]()
    this.#board[Symbol.dispose]()
    this.#onEnd(this)
  }
}

/** No structs, no deletes. */
const emptyUpdate = new Uint8Array([0, 0])

function isEmptyVector(stateVector: Uint8Array): boolean {
  return stateVector.byteLength === 0 || (stateVector.byteLength === 1 && stateVector[0] === 0)
}

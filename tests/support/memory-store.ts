/**
 * A store in memory that keeps the contract of every store, for tests that want to decide what the
 * disk does: hold commits and let them through one by one, fail the next, or pull the plug.
 */
import { createHash } from 'node:crypto'
import { assert, must } from '../../shared/assert.ts'
import type {
  BoardId,
  LinkId,
  NoteId,
  ParticipantId,
  PictureId,
  SessionId,
  SnapshotId,
  TrajectoryId,
} from '../../shared/ids.ts'
import {
  StoreError,
  type BoardCommit,
  type BoardHold,
  type BoardRow,
  type ClientBinding,
  type DeviceRow,
  type Fact,
  type LeaseAnswer,
  type LinkRow,
  type NoteKeyRow,
  type ParticipantRow,
  type PictureRow,
  type ReceiptRow,
  type SessionRow,
  type SnapshotRow,
  type Store,
  type StoredBoard,
  type TrajectoryRow,
} from '../../server/core/ports.ts'
import type { StoredEvent } from '../../shared/session/session.ts'
import { FakeDisk } from './fake-disk.ts'

interface BoardLog {
  readonly checkpoint: Uint8Array | null
  readonly tail: readonly Uint8Array[]
  readonly seq: number
  readonly clients: ReadonlyMap<number, ClientBinding['owner']>
}
interface Lease {
  readonly fence: number
  readonly owner: string | null
  readonly expiresAt: number
}
const noLease: Lease = { fence: 0, owner: null, expiresAt: 0 }
const emptyLog: BoardLog = { checkpoint: null, tail: [], seq: 0, clients: new Map() }

export class MemoryStore implements Store {
  readonly #trajectories = new Map<string, TrajectoryRow>()
  readonly #participants = new Map<string, ParticipantRow>()
  readonly #devices = new Map<string, DeviceRow>()
  readonly #links = new Map<string, LinkRow>()
  readonly #sessions = new Map<string, SessionRow>()
  readonly #events = new Map<string, readonly StoredEvent[]>()
  readonly #boards = new Map<string, BoardRow>()
  readonly #logs = new Map<string, BoardLog>()
  readonly #leases = new Map<string, Lease>()
  /** Heard of since the present process opened this store. */
  readonly #owners = new Set<string>()
  readonly #snapshots = new Map<string, SnapshotRow>()
  readonly #documents = new Map<string, Uint8Array>()
  readonly #receipts = new Map<string, ReceiptRow>()
  readonly #noteKeys = new Map<string, NoteKeyRow>()
  readonly #pictures = new Map<string, PictureRow>()

  readonly #disk = new FakeDisk()
  #isClosed = false
  /** How to take back what the present write has done so far. */
  #undo: (() => void)[] = []

  // ---- what a test decides --------------------------------------------------------------------

  /** From now on writes wait: nothing is stored, nothing answered. */
  hold(): void {
    this.#disk.hold()
  }

  /** Lets the first `count` waiting writes through; without a number all, and later ones too. */
  release(count?: number): void {
    this.#disk.release(count)
  }

  /** Writes that wait. */
  get held(): number {
    return this.#disk.held
  }

  /** The next write is refused by the disk, and so are as many after it as there are calls. */
  failNext(code: StoreError['code']): void {
    this.#disk.failNext(code)
  }

  /**
   * The plug is pulled: the first `stored` waiting writes had reached the disk, the others had not,
   * and nobody hears of either: their promises never settle. The store goes on for whoever comes next.
   */
  crash({ stored }: { readonly stored: number }): void {
    this.#disk.crash(stored)
    this.openedAnew()
  }

  // ---- writing --------------------------------------------------------------------------------

  async commit(boards: readonly BoardCommit[], facts: readonly Fact[]): Promise<void> {
    const owned = boards.map((board) => ({
      ...board,
      updates: board.updates.map((update) => update.slice()),
    }))
    const ranked = facts.toSorted((a, b) => rankOf(a) - rankOf(b))
    await this.#enqueue(() => {
      for (const fact of ranked) this.#writeFact(fact)
      for (const board of owned) this.#append(board)
    })
  }

  async checkpoint(boardId: BoardId, at: BoardHold, upToSeq: number, doc: Uint8Array): Promise<void> {
    const owned = doc.slice()
    await this.#enqueue(() => {
      const log = this.#logOf(boardId, at)
      const covered = log.seq - log.tail.length
      if (upToSeq < covered || upToSeq > log.seq) throw new StoreError('conflict')
      this.#set(this.#logs, boardId, {
        ...log,
        checkpoint: owned,
        tail: log.tail.slice(upToSeq - covered),
      })
    })
  }

  async beginEpoch(
    boardId: BoardId,
    at: BoardHold,
    doc: Uint8Array,
    clients: readonly ClientBinding[],
  ): Promise<void> {
    const owned = doc.slice()
    await this.#enqueue(() => {
      this.#logOf(boardId, at)
      const bound = new Map(clients.map(({ clientId, owner }) => [clientId, owner]))
      this.#set(this.#logs, boardId, { checkpoint: owned, tail: [], seq: 0, clients: bound })
      const row = must(this.#boards.get(boardId), 'the board')
      this.#set(this.#boards, boardId, { ...row, epoch: row.epoch + 1 })
    })
  }

  // ---- leases ---------------------------------------------------------------------------------

  takeLease(boardId: BoardId, owner: string, now: number, until: number): Promise<LeaseAnswer> {
    return this.#enqueue((): LeaseAnswer => {
      if (!this.#boards.has(boardId)) return { is: 'no-board' }
      const present = this.#leases.get(boardId) ?? noLease
      const isOfAnother = present.owner !== owner && this.#owners.has(present.owner ?? '')
      if (isOfAnother && present.expiresAt > now) return { is: 'held' }
      this.#owners.add(owner)
      const fence = present.fence + 1
      this.#set(this.#leases, boardId, { fence, owner, expiresAt: until })
      return { is: 'taken', fence }
    })
  }

  renewLeases(owner: string, until: number) {
    return this.#enqueue(() => {
      this.#owners.add(owner)
      const held = [...this.#leases].filter(([, lease]) => lease.owner === owner)
      for (const [id, lease] of held) this.#set(this.#leases, id, { ...lease, expiresAt: until })
      return held.map(([id, { fence }]) => ({ boardId: id as BoardId, fence }))
    })
  }

  async releaseLease(boardId: BoardId, fence: number): Promise<void> {
    await this.#enqueue(() => {
      if (this.#leases.get(boardId)?.fence !== fence) return
      this.#set(this.#leases, boardId, { ...noLease, fence: fence + 1 })
    })
  }

  /** Another process opens it: whoever held a board is gone. */
  openedAnew(): void {
    this.#owners.clear()
  }

  async eraseExpired(id: TrajectoryId, now: number): Promise<void> {
    await this.#enqueue(() => {
      const expiresAt = this.#trajectories.get(id)?.expiresAt ?? null
      if (expiresAt === null || expiresAt > now) return
      this.#erase(id)
    })
  }

  async forgetReceipts(before: number): Promise<void> {
    await this.#enqueue(() => this.#dropWhere(this.#receipts, ({ at }) => at < before))
  }

  async ping(): Promise<void> {
    await this.#enqueue(() => {})
  }

  #erase(id: TrajectoryId): void {
    const isOf = (row: { readonly trajectoryId: TrajectoryId }) => row.trajectoryId === id
    const boards = [...this.#boards.values()].filter(isOf).map((board) => board.id)
    const sessions = [...this.#sessions.values()].filter(isOf).map((session) => session.id)
    const ids: readonly string[] = [id, ...boards, ...sessions]
    for (const key of boards) this.#drop(this.#logs, key)
    for (const key of boards) this.#drop(this.#leases, key)
    for (const key of sessions) this.#drop(this.#events, key)
    this.#dropWhere(this.#noteKeys, (key) => boards.includes(key.boardId))
    this.#dropWhere(this.#receipts, ({ scope, answer }) =>
      ids.some((each) => `${scope}/`.includes(`/${each}/`) || answer.includes(JSON.stringify(each))),
    )
    this.#dropWhere(this.#snapshots, isOf)
    const kept = new Set([...this.#snapshots.values()].map(({ sha256: hash }) => hash))
    for (const key of this.#documents.keys()) if (!kept.has(key)) this.#drop(this.#documents, key)
    this.#dropWhere(this.#devices, isOf)
    this.#dropWhere(this.#links, isOf)
    this.#dropWhere(this.#pictures, isOf)
    this.#dropWhere(this.#boards, isOf)
    this.#dropWhere(this.#sessions, isOf)
    this.#dropWhere(this.#participants, isOf)
    this.#drop(this.#trajectories, id)
  }

  #dropWhere<Row>(map: Map<string, Row>, isGone: (row: Row) => boolean): void {
    for (const [key, row] of map) if (isGone(row)) this.#drop(map, key)
  }

  #drop<Row>(map: Map<string, Row>, key: string): void {
    const before = map.get(key)
    if (before === undefined) return
    this.#undo.push(() => map.set(key, before))
    map.delete(key)
  }

  #enqueue<T>(write: () => T): Promise<T> {
    if (this.#isClosed) return Promise.reject(new StoreError('unavailable'))
    return this.#disk.enqueue(() => this.#whole(write))
  }

  #whole<T>(write: () => T): T {
    this.#undo = []
    try {
      return write()
    } catch (cause) {
      for (const takeBack of this.#undo.toReversed()) takeBack()
      throw cause
    }
  }

  #set<Value>(map: Map<string, Value>, key: string, value: Value): void {
    const before = map.get(key)
    this.#undo.push(() => (before === undefined ? map.delete(key) : map.set(key, before)))
    map.set(key, value)
  }

  #append({ boardId, epoch, fence, updates, clients }: BoardCommit): void {
    const log = this.#logOf(boardId, { epoch, fence })
    const bound = new Map(log.clients)
    for (const { clientId, owner } of clients) {
      if ((bound.get(clientId) ?? owner) !== owner) throw new StoreError('conflict')
      bound.set(clientId, owner)
    }
    this.#set(this.#logs, boardId, {
      checkpoint: log.checkpoint,
      tail: [...log.tail, ...updates],
      seq: log.seq + updates.length,
      clients: bound,
    })
  }

  #logOf(boardId: BoardId, { epoch, fence }: BoardHold): BoardLog {
    const present = this.#leases.get(boardId) ?? noLease
    if (this.#boards.get(boardId)?.epoch !== epoch || present.fence !== fence) throw new StoreError('fenced')
    return this.#logs.get(boardId) ?? emptyLog
  }

  #writeFact(fact: Fact): void {
    if ('drop' in fact) {
      if (fact.drop === 'picture') return this.#drop(this.#pictures, fact.id)
      return this.#drop(this.#noteKeys, keyOf(fact.boardId, fact.noteId))
    }
    if ('add' in fact) return this.#addFact(fact)
    switch (fact.put) {
      case 'trajectory':
        return this.#set(this.#trajectories, fact.row.id, fact.row)
      case 'participant':
        refersTo(this.#trajectories, fact.row.trajectoryId)
        return this.#set(this.#participants, fact.row.id, fact.row)
      case 'device':
        refersTo(this.#trajectories, fact.row.trajectoryId)
        refersTo(this.#participants, fact.row.participantId)
        return this.#set(this.#devices, keyOf(fact.row.deviceHash, fact.row.trajectoryId), fact.row)
      case 'link':
        refersTo(this.#trajectories, fact.row.trajectoryId)
        if (fact.row.participantId !== null) refersTo(this.#participants, fact.row.participantId)
        return this.#set(this.#links, fact.row.id, fact.row)
      case 'session':
        refersTo(this.#trajectories, fact.row.trajectoryId)
        return this.#set(this.#sessions, fact.row.id, fact.row)
      case 'board':
        return this.#putBoard(fact.row)
      case 'noteKey':
        refersTo(this.#boards, fact.row.boardId)
        return this.#set(this.#noteKeys, keyOf(fact.row.boardId, fact.row.noteId), fact.row)
      case 'picture':
        refersTo(this.#boards, fact.row.boardId)
        return this.#set(this.#pictures, fact.row.id, fact.row)
    }
  }

  #putBoard(row: BoardRow): void {
    refersTo(this.#trajectories, row.trajectoryId)
    refersTo(this.#sessions, row.sessionId)
    const present = this.#boards.get(row.id)
    if (present !== undefined && row.epoch < present.epoch) throw new StoreError('fenced')
    if (present !== undefined && row.epoch > present.epoch) this.#set(this.#logs, row.id, emptyLog)
    this.#set(this.#boards, row.id, row)
  }

  #addFact(fact: Extract<Fact, { add: string }>): void {
    switch (fact.add) {
      case 'event': {
        const { sessionId, ...stored } = fact.row
        refersTo(this.#sessions, sessionId)
        const before = this.#events.get(sessionId) ?? []
        if (stored.seq !== before.length + 1) throw new StoreError('conflict')
        return this.#set(this.#events, sessionId, [...before, stored])
      }
      case 'snapshot': {
        const { row, doc } = fact
        assert(sha256(doc) === row.sha256, 'a snapshot with the hash of another')
        refersTo(this.#boards, row.boardId)
        if (this.#snapshots.has(row.id)) throw new StoreError('conflict')
        this.#set(this.#documents, row.sha256, doc.slice())
        return this.#set(this.#snapshots, row.id, row)
      }
      case 'receipt': {
        const key = keyOf(fact.row.scope, fact.row.key)
        if (this.#receipts.has(key)) throw new StoreError('conflict')
        return this.#set(this.#receipts, key, fact.row)
      }
    }
  }

  // ---- reading --------------------------------------------------------------------------------

  async load(boardId: BoardId): Promise<StoredBoard | null> {
    const board = await this.#read(this.#boards, boardId)
    if (board === null) return null
    const { checkpoint, tail, seq, clients } = this.#logs.get(boardId) ?? emptyLog
    return {
      epoch: board.epoch,
      checkpoint: checkpoint?.slice() ?? null,
      tail: tail.map((update) => update.slice()),
      seq,
      clients: [...clients].map(([clientId, owner]) => ({ clientId, owner })),
    }
  }

  trajectory(id: TrajectoryId) {
    return this.#read(this.#trajectories, id)
  }
  async expiredBy(now: number) {
    const rows = await this.#select(this.#trajectories, (row) => (row.expiresAt ?? Infinity) <= now)
    return rows.toSorted((a, b) => (a.expiresAt ?? 0) - (b.expiresAt ?? 0))
  }
  participant(id: ParticipantId) {
    return this.#read(this.#participants, id)
  }
  async participantsOf(id: TrajectoryId) {
    const rows = await this.#select(this.#participants, (row) => row.trajectoryId === id)
    return rows.toSorted((a, b) => a.joinedAt - b.joinedAt)
  }
  async participantOf(deviceHash: string, id: TrajectoryId) {
    const device = await this.#read(this.#devices, keyOf(deviceHash, id))
    return device === null ? null : this.#read(this.#participants, device.participantId)
  }
  async trajectoriesOf(deviceHash: string) {
    const devices = await this.#select(this.#devices, (row) => row.deviceHash === deviceHash)
    const ofDevice = new Map(devices.map((device) => [device.trajectoryId, device.participantId]))
    const mine = [...this.#trajectories.values()].toReversed().filter(({ id }) => ofDevice.has(id))
    return mine
      .toSorted((a, b) => b.createdAt - a.createdAt)
      .map((trajectory) => ({
        trajectory,
        participant: must(this.#participants.get(ofDevice.get(trajectory.id) ?? ''), 'the participant'),
      }))
  }
  link(id: LinkId) {
    return this.#read(this.#links, id)
  }
  linksOf(id: TrajectoryId) {
    return this.#select(this.#links, (row) => row.trajectoryId === id)
  }
  session(id: SessionId) {
    return this.#read(this.#sessions, id)
  }
  async sessionsOf(id: TrajectoryId) {
    const rows = await this.#select(this.#sessions, (row) => row.trajectoryId === id)
    return rows.toSorted((a, b) => compare(a.date, b.date) || a.createdAt - b.createdAt)
  }
  async eventsOf(id: SessionId) {
    return (await this.#read(this.#events, id)) ?? []
  }
  board(id: BoardId) {
    return this.#read(this.#boards, id)
  }
  async boardsOfSession(id: SessionId) {
    const rows = await this.#select(this.#boards, (row) => row.sessionId === id)
    return rows.toSorted((a, b) => a.createdAt - b.createdAt)
  }
  async boardsOfTrajectory(id: TrajectoryId) {
    const rows = await this.#select(this.#boards, (row) => row.trajectoryId === id)
    return rows.toSorted((a, b) => a.createdAt - b.createdAt)
  }
  snapshot(id: SnapshotId) {
    return this.#read(this.#snapshots, id)
  }
  async snapshotDoc(id: SnapshotId): Promise<Uint8Array | null> {
    const snapshot = await this.#read(this.#snapshots, id)
    return snapshot === null ? null : must(this.#documents.get(snapshot.sha256), 'a document').slice()
  }
  async snapshotsOfSession(id: SessionId) {
    const rows = await this.#select(this.#snapshots, (row) => row.sessionId === id)
    return rows.toSorted((a, b) => a.takenAt - b.takenAt)
  }
  async snapshotsOfBoard(id: BoardId) {
    const rows = await this.#select(this.#snapshots, (row) => row.boardId === id)
    return rows.toSorted((a, b) => a.takenAt - b.takenAt)
  }
  receipt(scope: string, key: string) {
    return this.#read(this.#receipts, keyOf(scope, key))
  }
  noteKey(boardId: BoardId, noteId: NoteId) {
    return this.#read(this.#noteKeys, keyOf(boardId, noteId))
  }
  picture(id: PictureId) {
    return this.#read(this.#pictures, id)
  }
  picturesOfBoard(id: BoardId) {
    return this.#select(this.#pictures, (row) => row.boardId === id)
  }
  picturesOfTrajectory(id: TrajectoryId) {
    return this.#select(this.#pictures, (row) => row.trajectoryId === id)
  }
  picturesWith(hash: string) {
    return this.#select(this.#pictures, (row) => row.sha256 === hash)
  }
  async picturedBoards() {
    const pictured = new Set([...this.#pictures.values()].map(({ boardId }) => boardId))
    const boards = await this.#select(this.#boards, ({ id }) => pictured.has(id))
    return boards.map(({ id, epoch }) => ({
      boardId: id,
      epoch,
      seq: (this.#logs.get(id) ?? emptyLog).seq,
    }))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.release()
    this.#isClosed = true
    await Promise.resolve()
  }

  async #read<Value>(map: ReadonlyMap<string, Value>, key: string): Promise<Value | null> {
    if (this.#isClosed) throw new StoreError('unavailable')
    // An answer takes a turn, as it does from a disk.
    await Promise.resolve()
    return map.get(key) ?? null
  }

  async #select<Row>(map: ReadonlyMap<string, Row>, wanted: (row: Row) => boolean): Promise<Row[]> {
    if (this.#isClosed) throw new StoreError('unavailable')
    await Promise.resolve()
    return [...map.values()].filter(wanted)
  }
}

const ranks: readonly string[] = ['trajectory', 'participant', 'session', 'board']

/** Rows that others point to first; the order of the caller does not matter within a commit. */
function rankOf(fact: Fact): number {
  const kind = 'put' in fact ? fact.put : ''
  return ranks.includes(kind) ? ranks.indexOf(kind) : ranks.length
}

function refersTo(map: ReadonlyMap<string, unknown>, key: string): void {
  if (map.has(key)) return
  throw new StoreError('conflict', { cause: new Error(`a row points to ${key}, which is not stored`) })
}

function keyOf(...parts: readonly string[]): string {
  return JSON.stringify(parts)
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}

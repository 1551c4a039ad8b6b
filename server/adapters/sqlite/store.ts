/**
 * The store on SQLite. This half lives on the main thread and never waits for a disk: it asks the
 * worker, in the order of the calls, and parses what comes back.
 */
import * as z from 'zod/mini'
import { must } from '../../../shared/assert.ts'
import type {
  BoardId,
  LinkId,
  NoteId,
  ParticipantId,
  PictureId,
  SessionId,
  SnapshotId,
  TrajectoryId,
} from '../../../shared/ids.ts'
import { pack, unpack } from '../../core/packed.ts'
import {
  StoreError,
  type BoardCommit,
  type BoardHold,
  type ClientBinding,
  type Fact,
  type LeaseAnswer,
  type Log,
  type Store,
  type StoredBoard,
} from '../../core/ports.ts'
import { Line } from './line.ts'
import type { ReadName } from './reads.ts'
import * as tables from './tables.ts'

export interface SqliteOptions {
  /** Made when it isn't there. One process at a time. */
  readonly dataDir: string
  readonly log: Log
  /** The database never grows beyond this many pages of 4 KiB; without it the disk is the limit. */
  readonly maxPages?: number
}

/** Writes asked for and the transactions that held them, since opening; settings as SQLite reports them. */
export interface StoreStats {
  readonly writes: number
  readonly transactions: number
  readonly settings: Readonly<Record<string, unknown>>
}

/** Throws StoreError: `unavailable` (with the reason in `cause`), `newer-schema`, `corrupt`. */
export async function openSqliteStore(options: SqliteOptions): Promise<SqliteStore> {
  return new SqliteStore(await Line.open(options))
}

const packedSchema = z.object({ bytes: z.instanceof(Uint8Array), lengths: z.array(z.int()) })
const ownerSchema = z.custom<ClientBinding['owner']>((value) => typeof value === 'string')
const boardSchema = z.nullable(
  z.object({
    epoch: z.int(),
    seq: z.int(),
    clients: z.array(z.object({ clientId: z.int(), owner: ownerSchema })),
    parts: packedSchema,
    hasCheckpoint: z.boolean(),
  }),
)
const leaseSchema = z.union([
  z.object({ is: z.literal('taken'), fence: z.int() }),
  z.object({ is: z.literal('held') }),
  z.object({ is: z.literal('no-board') }),
])
const heldSchema = z.array(
  z.object({ boardId: z.custom<BoardId>((value) => typeof value === 'string'), fence: z.int() }),
)
const statsSchema = z.object({
  writes: z.int(),
  transactions: z.int(),
  settings: z.record(z.string(), z.unknown()),
})

export class SqliteStore implements Store {
  readonly #line: Line

  constructor(line: Line) {
    this.#line = line
  }

  async commit(boards: readonly BoardCommit[], facts: readonly Fact[]): Promise<void> {
    const packed = boards.map((board) => ({ ...board, updates: pack(board.updates) }))
    const owned = facts.map((fact) => ('doc' in fact ? { ...fact, doc: pack([fact.doc]).bytes } : fact))
    const moved = packed.map(({ updates }) => updates.bytes.buffer)
    await this.#line.ask({ type: 'commit', boards: packed, facts: owned }, moved)
  }

  async checkpoint(boardId: BoardId, at: BoardHold, upToSeq: number, doc: Uint8Array): Promise<void> {
    const packed = pack([doc])
    await this.#line.ask({ type: 'checkpoint', boardId, at, upToSeq, doc: packed }, [packed.bytes.buffer])
  }

  async beginEpoch(
    boardId: BoardId,
    at: BoardHold,
    doc: Uint8Array,
    clients: readonly ClientBinding[],
  ): Promise<void> {
    const packed = pack([doc])
    await this.#line.ask({ type: 'beginEpoch', boardId, at, doc: packed, clients }, [packed.bytes.buffer])
  }

  async takeLease(boardId: BoardId, owner: string, now: number, until: number): Promise<LeaseAnswer> {
    return parsed(leaseSchema, await this.#line.ask({ type: 'takeLease', boardId, owner, now, until }))
  }

  async renewLeases(owner: string, until: number) {
    return parsed(heldSchema, await this.#line.ask({ type: 'renewLeases', owner, until }))
  }

  async releaseLease(boardId: BoardId, fence: number): Promise<void> {
    await this.#line.ask({ type: 'releaseLease', boardId, fence })
  }

  async eraseExpired(trajectoryId: TrajectoryId, now: number): Promise<void> {
    await this.#line.ask({ type: 'erase', trajectoryId, now })
  }

  async forgetReceipts(before: number): Promise<void> {
    await this.#line.ask({ type: 'forgetReceipts', before })
  }

  async ping(): Promise<void> {
    await this.#line.ask({ type: 'beat' })
  }

  async load(boardId: BoardId): Promise<StoredBoard | null> {
    const stored = parsed(boardSchema, await this.#line.ask({ type: 'board', boardId }))
    if (stored === null) return null
    const parts = unpack(stored.parts)
    const checkpoint = stored.hasCheckpoint ? must(parts.shift(), 'a checkpoint') : null
    return { epoch: stored.epoch, checkpoint, tail: parts, seq: stored.seq, clients: stored.clients }
  }

  async stats(): Promise<StoreStats> {
    return parsed(statsSchema, await this.#line.ask({ type: 'stats' }))
  }

  trajectory(id: TrajectoryId) {
    return this.#one(tables.trajectories, 'trajectory', id)
  }
  expiredBy(now: number) {
    return this.#all(tables.trajectories, 'expiredBy', now)
  }
  participant(id: ParticipantId) {
    return this.#one(tables.participants, 'participant', id)
  }
  participantsOf(id: TrajectoryId) {
    return this.#all(tables.participants, 'participantsOf', id)
  }
  participantOf(deviceHash: string, id: TrajectoryId) {
    return this.#one(tables.participants, 'participantOf', deviceHash, id)
  }

  async trajectoriesOf(deviceHash: string) {
    // Asked in one breath, so both are answered in the same turn of the worker.
    const [trajectories, participants] = await Promise.all([
      this.#all(tables.trajectories, 'trajectoriesOf', deviceHash),
      this.#all(tables.participants, 'participantsOfDevice', deviceHash),
    ])
    const who = new Map(participants.map((participant) => [participant.trajectoryId, participant]))
    return trajectories.map((trajectory) => ({
      trajectory,
      participant: must(who.get(trajectory.id), 'the participant of a device'),
    }))
  }

  link(id: LinkId) {
    return this.#one(tables.links, 'link', id)
  }
  linksOf(id: TrajectoryId) {
    return this.#all(tables.links, 'linksOf', id)
  }
  session(id: SessionId) {
    return this.#one(tables.sessions, 'session', id)
  }
  sessionsOf(id: TrajectoryId) {
    return this.#all(tables.sessions, 'sessionsOf', id)
  }

  async eventsOf(id: SessionId) {
    const rows = await this.#all(tables.events, 'eventsOf', id)
    return rows.map(({ seq, at, event }) => ({ seq, at, event }))
  }

  board(id: BoardId) {
    return this.#one(tables.boards, 'board', id)
  }
  boardsOfSession(id: SessionId) {
    return this.#all(tables.boards, 'boardsOfSession', id)
  }
  boardsOfTrajectory(id: TrajectoryId) {
    return this.#all(tables.boards, 'boardsOfTrajectory', id)
  }
  snapshot(id: SnapshotId) {
    return this.#one(tables.snapshots, 'snapshot', id)
  }

  async snapshotDoc(id: SnapshotId): Promise<Uint8Array | null> {
    const doc = await this.#line.ask({ type: 'document', snapshotId: id })
    return parsed(z.nullable(packedSchema), doc)?.bytes ?? null
  }

  snapshotsOfSession(id: SessionId) {
    return this.#all(tables.snapshots, 'snapshotsOfSession', id)
  }
  snapshotsOfBoard(id: BoardId) {
    return this.#all(tables.snapshots, 'snapshotsOfBoard', id)
  }
  receipt(scope: string, key: string) {
    return this.#one(tables.receipts, 'receipt', scope, key)
  }
  noteKey(boardId: BoardId, noteId: NoteId) {
    return this.#one(tables.noteKeys, 'noteKey', boardId, noteId)
  }
  picture(id: PictureId) {
    return this.#one(tables.pictures, 'picture', id)
  }
  picturesOfBoard(id: BoardId) {
    return this.#all(tables.pictures, 'picturesOfBoard', id)
  }
  picturesOfTrajectory(id: TrajectoryId) {
    return this.#all(tables.pictures, 'picturesOfTrajectory', id)
  }
  picturesWith(sha256: string) {
    return this.#all(tables.pictures, 'picturesWith', sha256)
  }
  picturedBoards() {
    return this.#all(tables.picturedBoards, 'picturedBoards')
  }

  /** Everything asked before is finished, then the database is closed. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#line[Symbol.asyncDispose]()
  }

  async #all<Row>(
    table: Pick<tables.Table<Row>, 'row'>,
    read: ReadName,
    ...keys: (string | number)[]
  ): Promise<readonly Row[]> {
    return parsed(z.array(table.row), await this.#line.ask({ type: 'rows', read, keys }))
  }

  async #one<Row>(table: tables.Table<Row>, read: ReadName, ...keys: string[]): Promise<Row | null> {
    return (await this.#all(table, read, ...keys))[0] ?? null
  }
}

function parsed<T>(schema: z.ZodMiniType<T>, value: unknown): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw new StoreError('corrupt', { cause: result.error })
}

/**
 * What the core needs from the world, as a few verbs over plain data. Every adapter of a port runs
 * the port's contract suite in `tests/contract`.
 *
 * Two stores lie in one database, so that one transaction can hold a board's update and the facts
 * that belong to it (a receipt, a note key, a snapshot): `CommitStore.commit` is the only write.
 */
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
import type { ImageType } from '../../shared/image/image.ts'
import type { Language } from '../../shared/language.ts'
import type { Perspective, Role } from '../../shared/session/role.ts'
import type { SessionBasis, SessionEvent, SessionKind, StoredEvent } from '../../shared/session/session.ts'

/** Milliseconds since 1970. */
export interface Clock {
  now(): number
  /** Calls `run` once after `delayMs`; the returned disposer cancels it. */
  after(delayMs: number, run: () => void): Disposable
}

export interface Chance {
  bytes(count: number): Uint8Array
}

/** Structured log lines. Never the text of a note, a name, a key or a cookie. */
export interface Log {
  info(event: string, fields?: Readonly<Record<string, unknown>>): void
  warn(event: string, fields?: Readonly<Record<string, unknown>>): void
  error(event: string, fields?: Readonly<Record<string, unknown>>): void
}

/** The world misbehaved while storing or loading. Never "not found", which is a value. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly code: 'conflict' | 'fenced' | 'disk-full' | 'unavailable' | 'corrupt' | 'newer-schema'
  constructor(code: StoreError['code'], options?: ErrorOptions) {
    super(`store: ${code}`, options)
    this.code = code
  }
}

// ---- rows -------------------------------------------------------------------------------------

export interface TrajectoryRow {
  readonly id: TrajectoryId
  readonly title: string
  readonly language: Language
  readonly createdAt: number
  /** An example is erased after this instant; null for what people began themselves, which stays. */
  readonly expiresAt: number | null
}
export interface ParticipantRow {
  readonly id: ParticipantId
  readonly trajectoryId: TrajectoryId
  readonly name: string
  readonly perspective: Perspective | null
  readonly role: Role
  readonly joinedAt: number
  /** Set when a facilitator removed this person; their words stay. */
  readonly removedAt: number | null
}
/** (device, trajectory) → participant. `deviceHash` is SHA-256 of the cookie, hex. */
export interface DeviceRow {
  readonly deviceHash: string
  readonly trajectoryId: TrajectoryId
  readonly participantId: ParticipantId
}
/** A link people join by. A personal one names its participant and works once. */
export interface LinkRow {
  readonly id: LinkId
  readonly trajectoryId: TrajectoryId
  readonly role: Role
  readonly generation: number
  readonly withdrawnAt: number | null
  readonly participantId: ParticipantId | null
  readonly expiresAt: number | null
  readonly usedAt: number | null
}
export interface SessionRow {
  readonly id: SessionId
  readonly trajectoryId: TrajectoryId
  readonly title: string
  /** ISO date, `2026-11-22`. */
  readonly date: string
  readonly kind: SessionKind | null
  readonly basis: SessionBasis | null
  readonly phase: number | null
  readonly createdAt: number
}
export interface BoardRow {
  readonly id: BoardId
  readonly trajectoryId: TrajectoryId
  readonly sessionId: SessionId
  readonly title: string
  readonly epoch: number
  readonly createdAt: number
  /** Set when the session ended: read-only for good. */
  readonly lockedAt: number | null
}
export type SnapshotKind = 'hand' | 'step' | 'end'
export interface SnapshotRow {
  readonly id: SnapshotId
  readonly boardId: BoardId
  readonly sessionId: SessionId
  readonly trajectoryId: TrajectoryId
  readonly kind: SnapshotKind
  readonly label: string | null
  readonly takenAt: number
  /** SHA-256 of the document as one Yjs update, hex. */
  readonly sha256: string
  /** `Outline` of shared/board as JSON. */
  readonly outline: string
  readonly redactedAt: number | null
}
export interface SessionEventRow extends StoredEvent {
  readonly sessionId: SessionId
}
/** A request answered once; the same key with the same body gets the same answer. */
export interface ReceiptRow {
  readonly scope: string
  readonly key: string
  readonly bodyHash: string
  /** The answer as JSON. */
  readonly answer: string
  readonly at: number
}
/** SHA-256 (hex) of the key that changes a nameless note. No person, no time. */
export interface NoteKeyRow {
  readonly boardId: BoardId
  readonly noteId: NoteId
  readonly keyHash: string
}

/** A picture that was sent up for a board. Its bytes are a file, named by their hash. Nobody's name is on it. */
export interface PictureRow {
  readonly id: PictureId
  readonly boardId: BoardId
  readonly trajectoryId: TrajectoryId
  /** SHA-256 of its bytes, hex. */
  readonly sha256: string
  readonly type: ImageType
  readonly width: number
  readonly height: number
  /** How many bytes. */
  readonly size: number
  /** Since when no board and no snapshot shows it, as far as was seen; null while one does. */
  readonly looseSince: number | null
}
/** A board that pictures were sent up for, with the number of its last update. */
export interface PicturedBoard {
  readonly boardId: BoardId
  readonly epoch: number
  readonly seq: number
}

/**
 * One fact to write. `put` inserts or replaces by primary key; `add` inserts only and fails the
 * whole commit with `conflict` when the key is taken; `drop` removes.
 */
export type Fact =
  | { readonly put: 'trajectory'; readonly row: TrajectoryRow }
  | { readonly put: 'participant'; readonly row: ParticipantRow }
  | { readonly put: 'device'; readonly row: DeviceRow }
  | { readonly put: 'link'; readonly row: LinkRow }
  | { readonly put: 'session'; readonly row: SessionRow }
  | { readonly put: 'board'; readonly row: BoardRow }
  | { readonly add: 'event'; readonly row: SessionEventRow }
  | { readonly add: 'snapshot'; readonly row: SnapshotRow; readonly doc: Uint8Array }
  | { readonly add: 'receipt'; readonly row: ReceiptRow }
  | { readonly put: 'noteKey'; readonly row: NoteKeyRow }
  | { readonly drop: 'noteKey'; readonly boardId: BoardId; readonly noteId: NoteId }
  | { readonly put: 'picture'; readonly row: PictureRow }
  | { readonly drop: 'picture'; readonly id: PictureId }

// ---- boards -----------------------------------------------------------------------------------

/** A doc client id and who wrote with it first. `server` writes for nobody. */
export interface ClientBinding {
  readonly clientId: number
  readonly owner: ParticipantId | 'server'
}

/**
 * Under which epoch and which lease a write is made. Both must be the board's present ones, else all
 * that is written with it fails with `fenced`. A board that nobody has held yet has the fence 0.
 */
export interface BoardHold {
  readonly epoch: number
  readonly fence: number
}

export interface BoardCommit extends BoardHold {
  readonly boardId: BoardId
  /** Yjs updates (V1) in the order in which the room accepted them. */
  readonly updates: readonly Uint8Array[]
  /** Client ids seen for the first time in these updates. */
  readonly clients: readonly ClientBinding[]
}

export interface StoredBoard {
  readonly epoch: number
  /** The document as one update up to `checkpointSeq`, or null when there is none yet. */
  readonly checkpoint: Uint8Array | null
  /** Updates after the checkpoint, in order. */
  readonly tail: readonly Uint8Array[]
  /** Number of the last update stored; 0 when there is none. */
  readonly seq: number
  readonly clients: readonly ClientBinding[]
}

export interface BoardStore {
  /** Everything needed to hold the board live; null when no such board. Throws StoreError, never "empty". */
  load(boardId: BoardId): Promise<StoredBoard | null>
  /** Replaces checkpoint and tail up to `upToSeq` by `doc` (the replay of exactly those updates). */
  checkpoint(boardId: BoardId, at: BoardHold, upToSeq: number, doc: Uint8Array): Promise<void>
  /** The next epoch begins with `doc` alone: no tail, no client ids but these. */
  beginEpoch(
    boardId: BoardId,
    at: BoardHold,
    doc: Uint8Array,
    clients: readonly ClientBinding[],
  ): Promise<void>
}

export type LeaseAnswer =
  | { readonly is: 'taken'; readonly fence: number }
  /** By another owner, whose lease has not run out. */
  | { readonly is: 'held' }
  | { readonly is: 'no-board' }

/** One process holds a board live, so that guard, client ids and merging have one order. */
export interface LeaseStore {
  /** Taken anew it has a greater fence than ever before, also by the same owner. */
  takeLease(boardId: BoardId, owner: string, now: number, until: number): Promise<LeaseAnswer>
  /** All that this owner still holds, each until then. */
  renewLeases(
    owner: string,
    until: number,
  ): Promise<readonly { readonly boardId: BoardId; readonly fence: number }[]>
  /** Given back; nothing happens when it is no longer the present one. */
  releaseLease(boardId: BoardId, fence: number): Promise<void>
}

export interface CommitStore {
  /**
   * Everything in one transaction, on disk when the promise resolves (`synchronous=FULL`); rejects
   * with StoreError and then nothing of it is stored. Commits are stored in the order of the calls;
   * the adapter may put several into one transaction of the database.
   */
  commit(boards: readonly BoardCommit[], facts: readonly Fact[]): Promise<void>
  /**
   * Erases a trajectory with every row and byte that belongs to it, when it expired by `now`; does
   * nothing to one that didn't, or never will. One transaction, like a commit.
   */
  eraseExpired(id: TrajectoryId, now: number): Promise<void>
  /** Erases the receipts of before this instant: what they answered may then be done anew. */
  forgetReceipts(before: number): Promise<void>
  /** Resolves when a write would be possible. */
  ping(): Promise<void>
}

// ---- facts ------------------------------------------------------------------------------------

export interface LedgerStore {
  trajectory(id: TrajectoryId): Promise<TrajectoryRow | null>
  /** Those that are to be erased now, the oldest expiry first. */
  expiredBy(now: number): Promise<readonly TrajectoryRow[]>
  participant(id: ParticipantId): Promise<ParticipantRow | null>
  /** Removed people included. In order of joining. */
  participantsOf(id: TrajectoryId): Promise<readonly ParticipantRow[]>
  /** Who this device is in a trajectory; removed people included. */
  participantOf(deviceHash: string, id: TrajectoryId): Promise<ParticipantRow | null>
  /** All trajectories of a device, newest first, with who it is there. */
  trajectoriesOf(
    deviceHash: string,
  ): Promise<readonly { trajectory: TrajectoryRow; participant: ParticipantRow }[]>
  link(id: LinkId): Promise<LinkRow | null>
  linksOf(id: TrajectoryId): Promise<readonly LinkRow[]>
  session(id: SessionId): Promise<SessionRow | null>
  /** By date, then creation. */
  sessionsOf(id: TrajectoryId): Promise<readonly SessionRow[]>
  eventsOf(id: SessionId): Promise<readonly StoredEvent[]>
  board(id: BoardId): Promise<BoardRow | null>
  boardsOfSession(id: SessionId): Promise<readonly BoardRow[]>
  boardsOfTrajectory(id: TrajectoryId): Promise<readonly BoardRow[]>
  snapshot(id: SnapshotId): Promise<SnapshotRow | null>
  /** The snapshot's document, decompressed and checked against its SHA-256. */
  snapshotDoc(id: SnapshotId): Promise<Uint8Array | null>
  snapshotsOfSession(id: SessionId): Promise<readonly SnapshotRow[]>
  snapshotsOfBoard(id: BoardId): Promise<readonly SnapshotRow[]>
  receipt(scope: string, key: string): Promise<ReceiptRow | null>
  noteKey(boardId: BoardId, noteId: NoteId): Promise<NoteKeyRow | null>
  picture(id: PictureId): Promise<PictureRow | null>
  picturesOfBoard(id: BoardId): Promise<readonly PictureRow[]>
  picturesOfTrajectory(id: TrajectoryId): Promise<readonly PictureRow[]>
  /** Pictures of the same bytes. */
  picturesWith(sha256: string): Promise<readonly PictureRow[]>
  picturedBoards(): Promise<readonly PicturedBoard[]>
}

export type Store = BoardStore & LeaseStore & CommitStore & LedgerStore & AsyncDisposable

// ---- replaying --------------------------------------------------------------------------------

export interface Replayed {
  /** The same document as one update. */
  readonly bytes: Uint8Array
  readonly stateVector: Uint8Array
}

/** A document that begins anew. */
export interface Rebuilt {
  readonly bytes: Uint8Array
  /** The one doc client id in it. */
  readonly clientId: number
}

/** Makes one update of many, away from the thread that serves people. */
export interface Replayer extends AsyncDisposable {
  /**
   * The same document as one update. Rejects with StoreError: `corrupt` when they are no whole doc,
   * `unavailable` when whoever replays is gone. The bytes given stay the caller's.
   */
  replay(updates: readonly Uint8Array[]): Promise<Replayed>
  /** The same records in a fresh doc of that epoch; null when the doc hasn't grown far beyond them. */
  rebuild(updates: readonly Uint8Array[], epoch: number): Promise<Rebuilt | null>
}

// ---- files ------------------------------------------------------------------------------------

/** The bytes of pictures, each under the SHA-256 of what it is. Knows no boards. */
export interface PictureFiles {
  /** On disk when it resolves, or rejects with StoreError and then nothing of it is. The same again is nothing. */
  keep(sha256: string, bytes: Uint8Array): Promise<void>
  /** Null when there is none. StoreError `corrupt` when it is no longer what its name says. */
  read(sha256: string): Promise<Uint8Array<ArrayBuffer> | null>
  /** Takes it away for good; of none it is nothing. */
  drop(sha256: string): Promise<void>
  /** The names of all, and of what was never finished nothing. */
  list(): Promise<readonly string[]>
}

// ---- fan-out ----------------------------------------------------------------------------------

/** What others must hear about a session or a person; in-process today, between processes later. */
export type FanoutMessage =
  | {
      readonly type: 'session-event'
      readonly sessionId: SessionId
      readonly stored: { readonly seq: number; readonly at: number; readonly event: SessionEvent }
    }
  | { readonly type: 'board-locked'; readonly boardId: BoardId }
  | { readonly type: 'board-erased'; readonly boardId: BoardId }
  | { readonly type: 'participant-changed'; readonly participant: ParticipantRow }
  | { readonly type: 'trajectory-changed'; readonly trajectoryId: TrajectoryId }

export interface Fanout extends AsyncDisposable {
  publish(message: FanoutMessage): void
  subscribe(heard: (message: FanoutMessage) => void): Disposable
}

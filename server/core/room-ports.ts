/** What a room needs, what it tells whoever keeps it, and what the server asks it to write. */
import type { BoardRecord } from '../../shared/board/schema.ts'
import type { BoardId, SessionId, TrajectoryId } from '../../shared/ids.ts'
import type { BoardRules, SessionState } from '../../shared/session/session.ts'
import type { BoardDoc } from './board-doc.ts'
import type { Lane } from './commit.ts'
import type { BoardStore, Clock, Fact, Log, Replayer } from './ports.ts'
import type { Rates } from './rates.ts'
import type { Room } from './room.ts'

export interface RoomPorts {
  readonly store: BoardStore
  readonly replayer: Replayer
  readonly clock: Clock
  readonly log: Log
  readonly rates: Rates
}
export interface RoomStart {
  readonly boardId: BoardId
  readonly sessionId: SessionId
  readonly trajectoryId: TrajectoryId
  readonly board: BoardDoc
  readonly lane: Lane
  readonly rules: BoardRules
  readonly session: SessionState
}

/** Whoever keeps the rooms. */
export interface RoomOwner {
  /** The last one has left. */
  isEmpty(room: Room): void
  /** The room is over; its board must be opened anew. */
  isOver(room: Room): void
}

/** The board holds as much as a board may; nothing was written. */
export class BoardFull extends Error {
  override readonly name = 'BoardFull'
  constructor() {
    super('the board is full')
  }
}

/** What the server writes in one go. */
export interface ServerWrite<T> {
  readonly puts?: readonly BoardRecord[]
  readonly removes?: readonly string[]
  readonly facts?: readonly Fact[]
  readonly answer: T
}

/**
 * A session is a fold of stored events. `decide.ts` turns a command into events or a refusal,
 * `evolve.ts` folds them. Instants are milliseconds since 1970.
 */
import type { BoardId, ParticipantId, SnapshotId } from '../ids.ts'
import type { Role } from './role.ts'

export const sessionKinds = ['directors', 'managers', 'professionals', 'residents', 'mixed'] as const
export type SessionKind = (typeof sessionKinds)[number]
export const sessionBases = ['case', 'theme'] as const
export type SessionBasis = (typeof sessionBases)[number]

export interface SessionBoard {
  readonly boardId: BoardId
  readonly title: string
}

/** What people and the trajectory were called when the session ended: the record never changes with them. */
export interface NamesAtEnd {
  readonly trajectoryTitle: string
  readonly people: readonly {
    readonly id: ParticipantId
    readonly name: string
    readonly role: Role
  }[]
}

/** What every state of a session carries. */
interface SessionCommon {
  readonly boards: readonly SessionBoard[]
  readonly currentBoard: BoardId
  /** Everyone who was there, in order of arrival. */
  readonly arrived: readonly ParticipantId[]
  /** Number of the last event folded in. */
  readonly seq: number
}

export type SessionState =
  | (SessionCommon & { readonly status: 'planned' })
  | (SessionCommon & { readonly status: 'live'; readonly startedAt: number })
  | (SessionCommon & {
      readonly status: 'recorded'
      readonly startedAt: number
      readonly endedAt: number
      readonly endedBy: ParticipantId
      readonly endSnapshots: readonly { readonly boardId: BoardId; readonly snapshotId: SnapshotId }[]
      readonly names: NamesAtEnd
    })

export type SessionEvent =
  | { readonly type: 'created'; readonly board: SessionBoard }
  | { readonly type: 'started'; readonly by: ParticipantId }
  | { readonly type: 'arrived'; readonly participantId: ParticipantId }
  | { readonly type: 'board-added'; readonly board: SessionBoard }
  | { readonly type: 'board-shown'; readonly boardId: BoardId; readonly by: ParticipantId }
  | {
      readonly type: 'ended'
      readonly by: ParticipantId
      readonly endSnapshots: readonly { readonly boardId: BoardId; readonly snapshotId: SnapshotId }[]
      readonly names: NamesAtEnd
    }

/** An event as it lies in the store. */
export interface StoredEvent {
  readonly seq: number
  readonly at: number
  readonly event: SessionEvent
}

/** What people ask of a session (HTTP `commands`). */
export type SessionCommand =
  | { readonly type: 'start' }
  | { readonly type: 'show-board'; readonly boardId: BoardId }
  | { readonly type: 'end' }

/** The part of a session that rights depend on; the guard and the interface read the same value. */
export interface BoardRules {
  /** A locked board is read-only for good: its session has ended. */
  readonly board: 'open' | 'locked'
}

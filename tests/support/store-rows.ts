/** Rows that many tests need before they can begin: a trajectory, its people, a session, a board. */
import { createHash } from 'node:crypto'
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
import type {
  BoardRow,
  Fact,
  LinkRow,
  ParticipantRow,
  PictureRow,
  SessionRow,
  SnapshotRow,
  TrajectoryRow,
} from '../../server/core/ports.ts'

export const trajectoryId = 'trajectory-1' as TrajectoryId
export const sessionId = 'session-1' as SessionId
export const boardId = 'board-0001' as BoardId
export const otherBoardId = 'board-0002' as BoardId
export const linkId = 'link-0001' as LinkId
export const noteId = 'note-0001' as NoteId
export const snapshotId = 'snapshot-1' as SnapshotId
export const ana = 'participant-ana' as ParticipantId
export const piet = 'participant-piet' as ParticipantId
export const noor = 'participant-noor' as ParticipantId

export const noon = Date.UTC(2026, 10, 22, 12)

export function trajectoryRow(change: Partial<TrajectoryRow> = {}): TrajectoryRow {
  return {
    id: trajectoryId,
    title: 'Samen leren',
    language: 'nl',
    createdAt: noon,
    expiresAt: null,
    ...change,
  }
}

export function participantRow(
  id: ParticipantId,
  name: string,
  change: Partial<ParticipantRow> = {},
): ParticipantRow {
  return {
    id,
    trajectoryId,
    name,
    perspective: null,
    role: 'participant',
    joinedAt: noon,
    removedAt: null,
    ...change,
  }
}

export function sessionRow(change: Partial<SessionRow> = {}): SessionRow {
  return {
    id: sessionId,
    trajectoryId,
    title: 'Eerste leersessie',
    date: '2026-11-22',
    kind: null,
    basis: null,
    phase: null,
    createdAt: noon,
    ...change,
  }
}

export function boardRow(id: BoardId, change: Partial<BoardRow> = {}): BoardRow {
  return {
    id,
    trajectoryId,
    sessionId,
    title: 'Probleem',
    epoch: 1,
    createdAt: noon,
    lockedAt: null,
    ...change,
  }
}

export function linkRow(change: Partial<LinkRow> = {}): LinkRow {
  return {
    id: linkId,
    trajectoryId,
    role: 'participant',
    generation: 1,
    withdrawnAt: null,
    participantId: null,
    expiresAt: null,
    usedAt: null,
    ...change,
  }
}

export function pictureRow(change: Partial<PictureRow> = {}): PictureRow {
  return {
    id: 'picture-0001' as PictureId,
    boardId,
    trajectoryId,
    sha256: 'hash',
    type: 'image/png',
    width: 6,
    height: 4,
    size: 100,
    looseSince: null,
    ...change,
  }
}

/** A snapshot of a document, as the fact that stores both. */
export function snapshotFact(doc: Uint8Array, change: Partial<SnapshotRow> = {}): Fact {
  const row: SnapshotRow = {
    id: snapshotId,
    boardId,
    sessionId,
    trajectoryId,
    kind: 'hand',
    label: null,
    takenAt: noon,
    sha256: createHash('sha256').update(doc).digest('hex'),
    outline: '{}',
    redactedAt: null,
    ...change,
  }
  return { add: 'snapshot', row, doc }
}

/** A trajectory with ana, piet and noor, a session and two boards. */
export const world: readonly Fact[] = [
  { put: 'trajectory', row: trajectoryRow() },
  { put: 'participant', row: participantRow(ana, 'Ana', { role: 'facilitator' }) },
  { put: 'participant', row: participantRow(piet, 'Piet', { joinedAt: noon + 1 }) },
  { put: 'participant', row: participantRow(noor, 'Noor', { joinedAt: noon + 2 }) },
  { put: 'session', row: sessionRow() },
  { put: 'board', row: boardRow(boardId) },
  { put: 'board', row: boardRow(otherBoardId, { createdAt: noon + 1 }) },
]

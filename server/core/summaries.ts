/** Rows and states as lists show them. */
import type { SessionState } from '../../shared/session/session.ts'
import type { BoardRow, SessionRow, SnapshotRow } from './ports.ts'

export function boardSummary(row: BoardRow) {
  return {
    boardId: row.id,
    sessionId: row.sessionId,
    title: row.title,
    createdAt: row.createdAt,
    locked: row.lockedAt !== null,
  }
}

export function sessionSummary(row: SessionRow, state: SessionState, boards: readonly BoardRow[]) {
  return {
    sessionId: row.id,
    title: row.title,
    date: row.date,
    kind: row.kind,
    basis: row.basis,
    phase: row.phase,
    status: state.status,
    currentBoard: state.currentBoard,
    boards: boards.map(boardSummary),
  }
}

export function snapshotSummary(row: SnapshotRow) {
  return { snapshotId: row.id, boardId: row.boardId, kind: row.kind, label: row.label, takenAt: row.takenAt }
}

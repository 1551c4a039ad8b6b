/**
 * Erasing a trajectory that expired: every row that leads to it, in the order in which rows point to
 * each other. `secure_delete` overwrites the pages; the worker empties the log afterwards (erased-log.ts).
 */
import { must } from '../../../shared/assert.ts'
import type { Statements } from './statements.ts'

const ofBoards = ['updates', 'checkpoints', 'clients', 'noteKeys', 'leases']
const ofTrajectory = ['pictures', 'boards', 'sessions', 'links', 'devices', 'participants']

/** Nothing happens to a trajectory that hasn't expired, whoever asks. */
export function eraseExpired(sql: Statements, trajectoryId: string, now: number): void {
  const expired = sql.number('SELECT 1 FROM trajectories WHERE id = ? AND expiresAt <= ?', trajectoryId, now)
  if (expired === null) return
  const boards = idsOf(sql, 'boards', trajectoryId)
  const sessions = idsOf(sql, 'sessions', trajectoryId)
  eraseSnapshots(sql, trajectoryId)
  for (const board of boards) {
    for (const table of ofBoards) sql.run(`DELETE FROM ${table} WHERE boardId = ?`, board)
  }
  for (const session of sessions) sql.run('DELETE FROM events WHERE sessionId = ?', session)
  eraseReceipts(sql, [trajectoryId, ...boards, ...sessions])
  for (const table of ofTrajectory) sql.run(`DELETE FROM ${table} WHERE trajectoryId = ?`, trajectoryId)
  sql.run('DELETE FROM trajectories WHERE id = ?', trajectoryId)
}

function idsOf(sql: Statements, table: 'boards' | 'sessions', trajectoryId: string): string[] {
  const rows = sql.all(`SELECT id FROM ${table} WHERE trajectoryId = ?`, trajectoryId)
  return rows.map(({ id }) => String(must(id, 'an id')))
}

/** A document stays when a snapshot of another trajectory has the same bytes. */
function eraseSnapshots(sql: Statements, trajectoryId: string): void {
  const documents = sql.all('SELECT DISTINCT sha256 FROM snapshots WHERE trajectoryId = ?', trajectoryId)
  sql.run('DELETE FROM snapshots WHERE trajectoryId = ?', trajectoryId)
  for (const { sha256 } of documents) {
    sql.run(
      `DELETE FROM documents WHERE sha256 = ?
        AND NOT EXISTS (SELECT 1 FROM snapshots WHERE snapshots.sha256 = documents.sha256)`,
      String(must(sha256, 'a hash')),
    )
  }
}

/**
 * A receipt names what it is about in its scope, which is a path, or in its answer, which is JSON. One
 * look at each: of receipts only the last days are kept.
 */
function eraseReceipts(sql: Statements, ids: readonly string[]): void {
  const named = new Set(ids)
  for (const { scope, key, answer } of sql.all('SELECT scope, key, answer FROM receipts')) {
    const words = `${String(scope)} ${String(answer)}`.match(/[\w-]+/g) ?? []
    if (words.some((word) => named.has(word))) {
      sql.run('DELETE FROM receipts WHERE scope = ? AND key = ?', String(scope), String(key))
    }
  }
}

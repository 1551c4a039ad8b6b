/**
 * Leases of boards. One process holds the folder, and its lock ends with it: so a lease of an owner
 * that has not been heard of since this opening belongs to a process that is gone, and binds nobody.
 */
import { StoreError, type BoardHold, type LeaseAnswer } from '../../core/ports.ts'
import type { Statements } from './statements.ts'

export class Leases {
  readonly #sql: Statements
  readonly #owners = new Set<string>()

  constructor(sql: Statements) {
    this.#sql = sql
  }

  take(boardId: string, owner: string, now: number, until: number): LeaseAnswer {
    const sql = this.#sql
    if (sql.number('SELECT 1 FROM boards WHERE id = ?', boardId) === null) return { is: 'no-board' }
    const present = sql.get('SELECT fence, owner, expiresAt FROM leases WHERE boardId = ?', boardId)
    const expiresAt = Number(present?.['expiresAt'] ?? 0)
    if (this.#isOfAnother(present?.['owner'], owner) && expiresAt > now) return { is: 'held' }
    this.#owners.add(owner)
    const fence = Number(present?.['fence'] ?? 0) + 1
    sql.run(
      `INSERT INTO leases (boardId, fence, owner, expiresAt) VALUES (?, ?, ?, ?)
        ON CONFLICT (boardId) DO UPDATE
        SET fence = excluded.fence, owner = excluded.owner, expiresAt = excluded.expiresAt`,
      boardId,
      fence,
      owner,
      until,
    )
    return { is: 'taken', fence }
  }

  #isOfAnother(holder: unknown, owner: string): boolean {
    return typeof holder === 'string' && holder !== owner && this.#owners.has(holder)
  }

  renew(owner: string, until: number): { readonly boardId: string; readonly fence: number }[] {
    this.#owners.add(owner)
    this.#sql.run('UPDATE leases SET expiresAt = ? WHERE owner = ?', until, owner)
    const held = this.#sql.all('SELECT boardId, fence FROM leases WHERE owner = ?', owner)
    return held.map(({ boardId, fence }) => ({ boardId: String(boardId), fence: Number(fence) }))
  }

  release(boardId: string, fence: number): void {
    this.#sql.run(
      'UPDATE leases SET fence = fence + 1, owner = NULL, expiresAt = 0 WHERE boardId = ? AND fence = ?',
      boardId,
      fence,
    )
  }
}

/** Throws `fenced` for a write of another epoch, of an older lease, or to no board. */
export function refuseOtherHold(sql: Statements, boardId: string, { epoch, fence }: BoardHold): void {
  const present = sql.get(
    `SELECT epoch, coalesce((SELECT fence FROM leases WHERE boardId = boards.id), 0) AS fence
      FROM boards WHERE id = ?`,
    boardId,
  )
  if (present?.['epoch'] !== epoch || present['fence'] !== fence) throw new StoreError('fenced')
}

/**
 * What was erased in the database still lies in the log beside it, until that is written over: so the
 * log is emptied. Another program that reads along, or a full disk, may keep that from happening; then
 * it is tried again in a later turn. Invariant: trying neither throws nor waits for anyone.
 */
import type { DatabaseSync } from 'node:sqlite'
import { busyTimeoutMs } from './database.ts'

export class ErasedLog {
  readonly #db: Pick<DatabaseSync, 'exec' | 'prepare'>
  /** At first as well: a process that was killed may have left a log with words in it. */
  #isStale = true

  constructor(db: Pick<DatabaseSync, 'exec' | 'prepare'>) {
    this.#db = db
  }

  get isStale(): boolean {
    return this.#isStale
  }

  /** From now on the log holds something that was erased. */
  hasErased(): void {
    this.#isStale = true
  }

  tryToEmpty(): void {
    if (!this.#isStale) return
    try {
      // The one thread of the store has others waiting.
      this.#db.exec('PRAGMA busy_timeout = 0')
      const outcome = this.#db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()
      this.#isStale = outcome?.['busy'] !== 0
    } catch {
      // Full, busy or unwell: whoever writes next hears of it, and this is tried again.
    } finally {
      this.#patient()
    }
  }

  #patient(): void {
    try {
      this.#db.exec(`PRAGMA busy_timeout = ${busyTimeoutMs}`)
    } catch {
      // Then the next write meets the same database, and says so to whom it concerns.
    }
  }
}

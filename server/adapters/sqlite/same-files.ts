/**
 * Whether what is written still lies in the folder. A file that was moved or removed goes on being
 * written, for nobody: SQLite doesn't look, and what was called saved would be gone at the next start.
 */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { databaseName } from './folder.ts'

export class SameFiles {
  readonly #database: string
  readonly #log: string
  readonly #first: { readonly database: string | null; readonly log: string | null }

  /** As they lie there now, with a database that is open. */
  constructor(dataDir: string) {
    this.#database = join(dataDir, databaseName)
    this.#log = `${this.#database}-wal`
    this.#first = { database: identityOf(this.#database), log: identityOf(this.#log) }
  }

  /** `log-gone`: closing the database writes into it what only the log held, so opening again mends it. */
  now(): 'same' | 'gone' | 'log-gone' {
    if (identityOf(this.#database) !== this.#first.database) return 'gone'
    return identityOf(this.#log) === this.#first.log ? 'same' : 'log-gone'
  }
}

function identityOf(path: string): string | null {
  const found = statSync(path, { throwIfNoEntry: false })
  return found === undefined ? null : `${found.dev} ${found.ino}`
}

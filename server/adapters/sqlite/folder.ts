/** The folder that a server keeps everything in, and the lock that keeps a second server out of it. */
import { accessSync, constants, mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { StoreError } from '../../core/ports.ts'
import { isBusy } from './faults.ts'

export const databaseName = 'leerbord.db'
const lockName = 'leerbord.lock'

/** Makes the folder when it isn't there; throws `unavailable` when nothing can be kept in it. */
export function prepareFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    if (!statSync(dataDir).isDirectory()) throw new Error(`${dataDir} is not a folder`)
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (cause) {
    throw new StoreError('unavailable', { cause })
  }
}

/**
 * Takes the folder for this process until the answer is closed. The lock is one of the operating
 * system's, taken by SQLite on an empty file, so it ends with the process however that ends: a file
 * with a process number in it would outlive a kill.
 */
export function lockFolder(dataDir: string): DatabaseSync {
  const lock = new DatabaseSync(join(dataDir, lockName), { timeout: 0 })
  try {
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
    return lock
  } catch (cause) {
    lock.close()
    if (!isBusy(cause)) throw cause
    const why = `another process is using ${dataDir}`
    throw new StoreError('unavailable', { cause: new Error(why, { cause }) })
  }
}

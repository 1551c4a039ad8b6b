/**
 * Opens the one database, or says why not. What is promised of an open one: it is ours to write, it
 * has the newest schema, and a commit is on disk when it returns.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { StoreError } from '../../core/ports.ts'
import { databaseName, lockFolder, prepareFolder } from './folder.ts'
import { migrations, newestVersion } from './migrations.ts'

/** Long enough for a backup tool that reads along, short enough for people who wait. */
export const busyTimeoutMs = 2000
/** The log is cut back to this size after it has been written into the database. */
const keptLogBytes = 64 * 1024 * 1024

export interface OpenDatabase extends Disposable {
  readonly db: DatabaseSync
  /** Versions gone through at this opening. */
  readonly migratedFrom: number
}

export interface DatabaseOptions {
  readonly dataDir: string
  /** The database never grows beyond this many pages of 4 KiB. */
  readonly maxPages: number | null
}

export function openDatabase(options: DatabaseOptions): OpenDatabase {
  prepareFolder(options.dataDir)
  const lock = lockFolder(options.dataDir)
  try {
    const path = join(options.dataDir, databaseName)
    if (existsSync(path)) refuseNewer(path)
    const db = new DatabaseSync(path, { timeout: busyTimeoutMs })
    try {
      settle(db, options.maxPages)
      const migratedFrom = migrate(db)
      return {
        db,
        migratedFrom,
        [Symbol.dispose]() {
          db.close()
          lock.close()
        },
      }
    } catch (cause) {
      db.close()
      throw cause
    }
  } catch (cause) {
    lock.close()
    throw cause
  }
}

/** Looks without the right to write, so that a database of a newer program stays as it is to the byte. */
function refuseNewer(path: string): void {
  const db = new DatabaseSync(path, { readOnly: true, timeout: busyTimeoutMs })
  try {
    const version = numberOf(db, 'user_version')
    if (version <= newestVersion) return
    const why = `the database has version ${version}, this program knows up to ${newestVersion}`
    throw new StoreError('newer-schema', { cause: new Error(why) })
  } finally {
    db.close()
  }
}

/**
 * `synchronous` is no property of the file: a connection that doesn't ask may get NORMAL, under which
 * a commit survives a kill but not a power cut. So it is asked for and looked at, every time.
 */
function settle(db: DatabaseSync, maxPages: number | null): void {
  db.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA secure_delete = ON;
    PRAGMA journal_size_limit = ${keptLogBytes};
  `)
  if (maxPages !== null) db.exec(`PRAGMA max_page_count = ${Math.trunc(maxPages)}`)
  const settings = settingsOf(db)
  for (const [name, wanted] of Object.entries(wantedSettings)) {
    if (settings[name] === wanted) continue
    throw new StoreError('unavailable', {
      cause: new Error(`SQLite keeps ${name} at ${String(settings[name])}`),
    })
  }
}

const wantedSettings: Readonly<Record<string, string | number>> = {
  journal_mode: 'wal',
  synchronous: 2,
  foreign_keys: 1,
  secure_delete: 1,
}

/** What this connection really has, asked of SQLite. */
export function settingsOf(db: DatabaseSync): Record<string, unknown> {
  return Object.fromEntries(Object.keys(wantedSettings).map((name) => [name, pragma(db, name)]))
}

/** Each migration whole or not at all: the version number is part of its transaction. */
function migrate(db: DatabaseSync): number {
  const from = numberOf(db, 'user_version')
  for (const [index, sql] of migrations.entries()) {
    const version = index + 1
    if (version <= from) continue
    db.exec('BEGIN IMMEDIATE')
    try {
      db.exec(`${sql}; PRAGMA user_version = ${version}; COMMIT`)
    } catch (cause) {
      if (db.isTransaction) db.exec('ROLLBACK')
      throw cause
    }
  }
  return from
}

function pragma(db: DatabaseSync, name: string): unknown {
  return Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0]
}

function numberOf(db: DatabaseSync, name: string): number {
  return Number(pragma(db, name))
}

/**
 * The thread that owns the database. It takes everything that was asked while it was busy: the writes
 * first, all in one transaction and each in a savepoint of its own, then the reads. An answer leaves
 * only after the transaction has been committed, so a read never shows what isn't on disk.
 */
import { parentPort, workerData } from 'node:worker_threads'
import * as z from 'zod/mini'
import { must, unreachable } from '../../../shared/assert.ts'
import type { Packed } from '../../core/packed.ts'
import { openDatabase, settingsOf, type OpenDatabase } from './database.ts'
import { ErasedLog } from './erased-log.ts'
import { concernsOneWrite, failureFrom, type Failure } from './faults.ts'
import type { Answer, Ask, Opened, Read, Write } from './messages.ts'
import { Leases } from './leases.ts'
import { newestVersion } from './migrations.ts'
import { documentOf, loadBoard, reads } from './reads.ts'
import { SameFiles } from './same-files.ts'
import { Statements } from './statements.ts'
import { write } from './writes.ts'

const port = must(parentPort, 'a parent thread')
const optionsSchema = z.object({ dataDir: z.string(), maxPages: z.nullable(z.number()) })

type Asked<Kind> = Extract<Ask, Kind>
const isWrite = (ask: Ask): ask is Asked<Write> =>
  ask.type !== 'rows' &&
  ask.type !== 'board' &&
  ask.type !== 'document' &&
  ask.type !== 'stats' &&
  ask.type !== 'close'

type Outcome =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly failure: Failure }

const isDiskFull = (failure: Failure) => failure.kind === 'fault' && failure.code === 'disk-full'

const notThere: Outcome = {
  ok: false,
  failure: { kind: 'fault', code: 'unavailable', why: 'the database no longer lies in its folder' },
}

try {
  const options = optionsSchema.parse(workerData)
  const database = openDatabase(options)
  serve(database, new SameFiles(options.dataDir))
  say({ opened: true, version: newestVersion, migratedFrom: database.migratedFrom })
} catch (cause) {
  say({ opened: false, failure: failureFrom(cause) })
}

function serve(database: OpenDatabase, files: SameFiles): void {
  const { db } = database
  const sql = new Statements(db)
  const leases = new Leases(sql)
  const log = new ErasedLog(db)
  const stats = { writes: 0, transactions: 0 }
  let waiting: Ask[] = []
  let isEnding = false

  port.on('message', (ask: Ask) => {
    // What is asked of a thread that ends is answered by its end.
    if (isEnding) return
    // After this turn's messages, all of them; what comes while they are written is the next turn's.
    if (waiting.length === 0) setImmediate(takeTurn)
    waiting.push(ask)
  })

  function takeTurn(): void {
    const turn = waiting
    waiting = []
    const writes = turn.filter(isWrite)
    const outcomes = writes.length === 0 ? [] : writeWhereItLies(writes)
    if (writes.some(({ type }) => type === 'erase' || type === 'forgetReceipts')) log.hasErased()
    log.tryToEmpty()
    for (const [index, { id }] of writes.entries()) {
      say({ id, ...must(outcomes[index], 'an outcome for a write') })
    }
    for (const ask of turn) {
      if (isWrite(ask)) continue
      if (ask.type === 'close') close(ask.id)
      else answer(ask)
    }
    // Whoever opens the database again finds in it what only the log held.
    if (!isEnding && files.now() === 'log-gone') end()
  }

  /** What was moved away while it was written is not stored, as far as anyone can tell. */
  function writeWhereItLies(writes: readonly Write[]): Outcome[] {
    if (files.now() !== 'same') return writes.map(() => notThere)
    const outcomes = writeAll(writes)
    return files.now() === 'same' ? outcomes : writes.map(() => notThere)
  }

  /** Of each write what it answers, or why it isn't stored. */
  function writeAll(writes: readonly Write[]): Outcome[] {
    stats.writes += writes.length
    const outcomes = writeTogether(writes)
    const isTooMuch = outcomes.some((each) => !each.ok && isDiskFull(each.failure))
    if (!isTooMuch || writes.length === 1) return outcomes
    // A large checkpoint must not take a small note with it: what fits by itself is stored.
    return writes.flatMap((asked) => writeTogether([asked]))
  }

  /** One transaction for all. */
  function writeTogether(writes: readonly Write[]): Outcome[] {
    const outcomes: Outcome[] = []
    try {
      db.exec('BEGIN IMMEDIATE')
      for (const asked of writes) outcomes.push(writeOne(asked))
      db.exec('COMMIT')
      stats.transactions += 1
      return outcomes
    } catch (cause) {
      // A full disk may have ended the transaction already.
      if (db.isTransaction) db.exec('ROLLBACK')
      const failure = failureFrom(cause)
      return writes.map((_, index) => {
        const outcome = outcomes[index]
        return outcome?.ok === false ? outcome : { ok: false, failure }
      })
    }
  }

  function writeOne(asked: Write): Outcome {
    db.exec('SAVEPOINT one')
    try {
      const value = write(sql, leases, asked)
      db.exec('RELEASE one')
      return { ok: true, value }
    } catch (cause) {
      const failure = failureFrom(cause)
      if (!concernsOneWrite(failure) || !db.isTransaction) throw cause
      db.exec('ROLLBACK TO one; RELEASE one')
      return { ok: false, failure }
    }
  }

  function answer(ask: Asked<Read>): void {
    try {
      const { value, packed } = read(ask)
      say({ id: ask.id, ok: true, value }, packed ? [packed.bytes.buffer] : [])
    } catch (cause) {
      say({ id: ask.id, ok: false, failure: failureFrom(cause) })
    }
  }

  function read(asked: Read): { value: unknown; packed?: Packed | undefined } {
    switch (asked.type) {
      case 'rows':
        return { value: sql.all(reads[asked.read], ...asked.keys) }
      case 'board': {
        const board = loadBoard(sql, asked.boardId)
        return { value: board, packed: board?.parts }
      }
      case 'document': {
        const doc = documentOf(sql, asked.snapshotId)
        return { value: doc, packed: doc ?? undefined }
      }
      case 'stats':
        return { value: { ...stats, settings: settingsOf(db) } }
      default:
        return unreachable(asked)
    }
  }

  function close(id: number): void {
    end()
    say({ id, ok: true, value: null })
  }

  function end(): void {
    isEnding = true
    database[Symbol.dispose]()
    setImmediate(() => port.close())
  }
}

function say(word: Answer | Opened, moved: readonly ArrayBuffer[] = []): void {
  port.postMessage(word, moved)
}

/** What the disk can do to the store on SQLite. */
import { createHash } from 'node:crypto'
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { ErasedLog } from '../../server/adapters/sqlite/erased-log.ts'
import { Line } from '../../server/adapters/sqlite/line.ts'
import { openSqliteStore, SqliteStore, type SqliteOptions } from '../../server/adapters/sqlite/store.ts'
import { DefectError } from '../../shared/assert.ts'
import type { SnapshotId } from '../../shared/ids.ts'
import { KeptLog } from '../support/kept-log.ts'
import {
  boardId,
  boardRow,
  noon,
  piet,
  snapshotFact,
  snapshotId,
  trajectoryId,
  trajectoryRow,
  world,
} from '../support/store-rows.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { bytes, updates } from '../support/board-commits.ts'

function open(dataDir: string, more: Partial<SqliteOptions> = {}): Promise<SqliteStore> {
  return openSqliteStore({ dataDir, log: new KeptLog(), ...more })
}

async function openWorld(dataDir: string, more: Partial<SqliteOptions> = {}): Promise<SqliteStore> {
  const store = await open(dataDir, more)
  await store.commit([], world)
  return store
}

/** Changes the database behind the store's back. */
function meddle(dataDir: string, sql: string): void {
  const db = new DatabaseSync(join(dataDir, 'leerbord.db'))
  db.exec(sql)
  db.close()
}

function hashes(dataDir: string, names: readonly string[]): readonly string[] {
  return names.map((name) =>
    createHash('sha256')
      .update(readFileSync(join(dataDir, name)))
      .digest('hex'),
  )
}

test('[ST20] opening again finds everything', async () => {
  using folder = tempFolder()
  const deep = join(folder.path, 'not', 'there', 'yet')
  {
    await using store = await openWorld(deep)
    const commit = updates(boardId, [bytes(1), bytes(2)], [{ clientId: 7, owner: piet }])
    await store.commit([commit], [snapshotFact(bytes(4, 5))])
    await store.checkpoint(boardId, { epoch: 1, fence: 0 }, 1, bytes(1))
  }
  await using store = await open(deep)
  expect(await store.load(boardId)).toEqual({
    epoch: 1,
    checkpoint: bytes(1),
    tail: [bytes(2)],
    seq: 2,
    clients: [{ clientId: 7, owner: piet }],
  })
  expect(await store.board(boardId)).toEqual(boardRow(boardId))
  expect(await store.snapshotDoc(snapshotId)).toEqual(bytes(4, 5))
})

test('[ST22] every opening asks for the safe settings', async () => {
  using folder = tempFolder()
  for (const _ of ['fresh', 'again']) {
    await using store = await open(folder.path)
    expect((await store.stats()).settings).toEqual({
      journal_mode: 'wal',
      synchronous: 2,
      foreign_keys: 1,
      secure_delete: 1,
    })
  }
})

test('[ST23] commits that wait together share a transaction', async () => {
  using folder = tempFolder()
  await using store = await openWorld(folder.path)
  const before = await store.stats()
  await Promise.all(Array.from({ length: 100 }, (_, i) => store.commit([updates(boardId, [bytes(i)])], [])))
  const after = await store.stats()
  expect(after.writes - before.writes).toBe(100)
  expect(after.transactions - before.transactions).toBeLessThan(50)
})

test('[ST24] a newer database is refused and not touched', async () => {
  using folder = tempFolder()
  await (await openWorld(folder.path))[Symbol.asyncDispose]()
  meddle(folder.path, 'PRAGMA user_version = 999')
  const before = hashes(folder.path, ['leerbord.db'])
  await expect(open(folder.path)).rejects.toMatchObject({
    code: 'newer-schema',
    cause: { message: expect.stringContaining('999') },
  })
  expect(hashes(folder.path, ['leerbord.db'])).toEqual(before)
  expect(readdirSync(folder.path)).not.toContain('leerbord.db-journal')
})

test('[ST24] also when the newer program was killed and its version is in the log only', async () => {
  using folder = tempFolder()
  const killed = join(folder.path, 'killed')
  mkdirSync(killed)
  await (await openWorld(folder.path))[Symbol.asyncDispose]()
  const newer = new DatabaseSync(join(folder.path, 'leerbord.db'))
  newer.exec('PRAGMA user_version = 999')
  const files = ['leerbord.db', 'leerbord.db-wal']
  for (const file of files) copyFileSync(join(folder.path, file), join(killed, file))
  newer.close()
  const before = hashes(killed, files)
  await expect(open(killed)).rejects.toMatchObject({ code: 'newer-schema' })
  expect(hashes(killed, files)).toEqual(before)
})

test('[ST25] a data folder that is a file, or lies below one', async () => {
  using folder = tempFolder()
  const file = join(folder.path, 'file')
  writeFileSync(file, '')
  for (const dataDir of [file, join(file, 'below')]) {
    await expect(open(dataDir)).rejects.toMatchObject({ code: 'unavailable', cause: expect.any(Error) })
  }
})

test('[ST25] a folder in which nothing can be opened is not said to be in use', async () => {
  using folder = tempFolder()
  mkdirSync(join(folder.path, 'leerbord.lock'))
  await expect(open(folder.path)).rejects.toMatchObject({
    code: 'unavailable',
    cause: { message: expect.stringContaining('unable to open') },
  })
})

test('[ST25] nor one in which something else has the name of the lock', async () => {
  using folder = tempFolder()
  writeFileSync(join(folder.path, 'leerbord.lock'), 'something else'.repeat(99))
  await expect(open(folder.path)).rejects.toMatchObject({
    cause: { message: expect.not.stringContaining('another process') },
  })
})

test('[ST26] one store on a folder at a time', async () => {
  using folder = tempFolder()
  {
    await using first = await open(folder.path)
    await first.ping()
    await expect(open(folder.path)).rejects.toMatchObject({
      code: 'unavailable',
      cause: { message: expect.stringContaining('another process') },
    })
  }
  await using second = await open(folder.path)
  await second.ping()
})

test('[ST27] a full disk fails what does not fit, and only that', async () => {
  using folder = tempFolder()
  await using store = await openWorld(folder.path, { maxPages: 100 })
  const outcomes = await Promise.allSettled([
    store.commit([updates(boardId, [bytes(1)])], []),
    store.commit([updates(boardId, [new Uint8Array(600_000)])], []),
    store.commit([updates(boardId, [bytes(2)])], []),
  ])
  expect(outcomes).toMatchObject([
    { status: 'fulfilled' },
    { reason: { code: 'disk-full' } },
    { status: 'fulfilled' },
  ])
  await store.commit([updates(boardId, [bytes(3)])], [])
  expect(await store.load(boardId)).toMatchObject({ tail: [bytes(1), bytes(2), bytes(3)], seq: 3 })
})

test('[ST28] a database locked by another program is unavailable until it is let go', async () => {
  using folder = tempFolder()
  await using store = await openWorld(folder.path)
  const other = new DatabaseSync(join(folder.path, 'leerbord.db'))
  other.exec('BEGIN IMMEDIATE')
  await expect(store.ping()).rejects.toMatchObject({ code: 'unavailable' })
  other.exec('ROLLBACK')
  other.close()
  await store.ping()
})

test.for([
  ['a changed update', `UPDATE updates SET bytes = x'09' WHERE seq = 3`],
  ['a missing update', 'DELETE FROM updates WHERE seq = 3'],
  ['a changed checkpoint', `UPDATE checkpoints SET bytes = x'09'`],
  ['a missing checkpoint', 'DELETE FROM checkpoints'],
])('[ST29] %s is corrupt', async ([, sql]) => {
  using folder = tempFolder()
  await using store = await openWorld(folder.path)
  await store.commit([updates(boardId, [bytes(1), bytes(2), bytes(3), bytes(4)])], [])
  await store.checkpoint(boardId, { epoch: 1, fence: 0 }, 2, bytes(1, 2))
  meddle(folder.path, sql ?? '')
  await expect(store.load(boardId)).rejects.toMatchObject({ code: 'corrupt' })
})

test('[ST29] a changed document of a snapshot and a changed row are corrupt', async () => {
  using folder = tempFolder()
  await using store = await openWorld(folder.path)
  const other = 'snapshot-2' as SnapshotId
  await store.commit([], [snapshotFact(bytes(1)), snapshotFact(bytes(2), { id: other })])
  meddle(folder.path, 'UPDATE documents SET bytes = (SELECT max(bytes) FROM documents)')
  const read = await Promise.allSettled([store.snapshotDoc(snapshotId), store.snapshotDoc(other)])
  expect(read.filter(({ status }) => status === 'rejected')).toMatchObject([{ reason: { code: 'corrupt' } }])
  meddle(folder.path, `UPDATE documents SET bytes = x'00'`)
  await expect(store.snapshotDoc(other)).rejects.toMatchObject({ code: 'corrupt' })
  meddle(folder.path, `UPDATE participants SET role = 'king'`)
  await expect(store.participant(piet)).rejects.toMatchObject({ code: 'corrupt' })
})

test('[ST30] when the worker dies, everyone hears it', async () => {
  const log = new KeptLog()
  const worker = new URL('../support/dying-worker.ts', import.meta.url)
  const store = new SqliteStore(await Line.open({ dataDir: '', log }, worker))
  const asked = await Promise.allSettled([store.ping(), store.load(boardId)])
  expect(asked).toMatchObject([{ reason: { code: 'unavailable' } }, { reason: { code: 'unavailable' } }])
  await expect(store.ping()).rejects.toMatchObject({ code: 'unavailable' })
  expect(log.events).toEqual(['store.worker-lost'])
  await store[Symbol.asyncDispose]()
})

test('[ST86] another worker takes the place of one that died, with all that was stored', async () => {
  using folder = tempFolder()
  const log = new KeptLog()
  const worker = new URL('../support/mortal-worker.ts', import.meta.url)
  await using store = new SqliteStore(await Line.open({ dataDir: folder.path, log }, worker))
  await store.commit([], world)
  await store.commit([updates(boardId, [bytes(1)])], [])
  writeFileSync(join(folder.path, 'die'), '')
  await expect(store.commit([updates(boardId, [bytes(2)])], [])).rejects.toMatchObject({
    code: 'unavailable',
  })
  await expect.poll(() => log.events, { timeout: 30_000 }).toEqual(['store.worker-lost', 'store.worker-back'])
  await store.commit([updates(boardId, [bytes(3)])], [])
  expect((await store.load(boardId))?.tail.map(([value]) => value)).toEqual([1, 3])
})

test('[ST87] a database that was moved away stores nothing, until it lies in its folder again', async () => {
  using folder = tempFolder()
  await using store = await openWorld(folder.path)
  const names = ['leerbord.db', 'leerbord.db-wal', 'leerbord.db-shm']
  const move = (from: string, to: string) => {
    for (const name of names) renameSync(join(folder.path, from + name), join(folder.path, to + name))
  }
  await store.commit([updates(boardId, [bytes(1)])], [])
  move('', 'away-')
  await expect(store.commit([updates(boardId, [bytes(2)])], [])).rejects.toMatchObject({
    code: 'unavailable',
  })
  await expect(store.ping()).rejects.toMatchObject({ cause: { message: expect.stringContaining('folder') } })
  move('away-', '')
  await store.commit([updates(boardId, [bytes(3)])], [])
  expect(await store.load(boardId)).toMatchObject({ tail: [bytes(1), bytes(3)] })
})

test('[ST87] another database in its place is not written', async () => {
  using folder = tempFolder()
  await using store = await openWorld(folder.path)
  const path = join(folder.path, 'leerbord.db')
  renameSync(path, `${path}-old`)
  copyFileSync(`${path}-old`, path)
  const before = hashes(folder.path, ['leerbord.db'])
  await expect(store.ping()).rejects.toMatchObject({ code: 'unavailable' })
  expect(hashes(folder.path, ['leerbord.db'])).toEqual(before)
})

test('[ST88] when its log is removed the database is opened anew, with all that was stored', async () => {
  using folder = tempFolder()
  const log = new KeptLog()
  await using store = await openWorld(folder.path, { log })
  await store.commit([updates(boardId, [bytes(1)])], [])
  rmSync(join(folder.path, 'leerbord.db-wal'))
  await expect(store.commit([updates(boardId, [bytes(2)])], [])).rejects.toMatchObject({
    code: 'unavailable',
  })
  await expect.poll(() => log.events, { timeout: 30_000 }).toContain('store.worker-back')
  await store.commit([updates(boardId, [bytes(3)])], [])
  await store[Symbol.asyncDispose]()
  await using again = await open(folder.path)
  expect(await again.load(boardId)).toMatchObject({ tail: [bytes(1), bytes(3)] })
})

test('[ST31] a value that fits no row is a defect of that commit alone', async () => {
  using folder = tempFolder()
  await using store = await openWorld(folder.path)
  const outcomes = await Promise.allSettled([
    store.commit([], [{ put: 'board', row: boardRow(boardId, { epoch: 1.5 }) }]),
    store.commit([], [{ put: 'board', row: boardRow(boardId, { title: undefined as never }) }]),
    store.commit([updates(boardId, [bytes(1)])], []),
  ])
  expect(outcomes).toMatchObject([
    { reason: expect.any(DefectError) },
    { reason: expect.any(DefectError) },
    { status: 'fulfilled' },
  ])
  expect(await store.board(boardId)).toEqual(boardRow(boardId))
})

test('[ST32] a file that is no database is corrupt and stays', async () => {
  using folder = tempFolder()
  writeFileSync(
    join(folder.path, 'leerbord.db'),
    'something else that is long enough to be looked at'.repeat(99),
  )
  const before = hashes(folder.path, ['leerbord.db'])
  await expect(open(folder.path)).rejects.toMatchObject({ code: 'corrupt' })
  expect(hashes(folder.path, ['leerbord.db'])).toEqual(before)
})

test('[ST73] of what was erased no byte is left in the folder', async () => {
  using folder = tempFolder()
  const bytesOf = () =>
    Buffer.concat(readdirSync(folder.path).map((name) => readFileSync(join(folder.path, name))))
  const words = 'De medicijnronde valt midden in het eten'
  await using store = await open(folder.path)
  const expired = world.map((fact) =>
    'put' in fact && fact.put === 'trajectory' ? { ...fact, row: { ...fact.row, expiresAt: noon } } : fact,
  )
  await store.commit([], expired)
  await store.commit([updates(boardId, [new TextEncoder().encode(words)])], [])
  expect(bytesOf().includes(words)).toBe(true)
  await store.eraseExpired(trajectoryId, noon)
  expect(bytesOf().includes(words)).toBe(false)
  expect(bytesOf().includes(boardId)).toBe(false)
})

test('[ST76] a log that another program reads is emptied once it is let go, and nobody waits for that', async () => {
  using folder = tempFolder()
  const words = 'De medicijnronde valt midden in het eten'
  const logHolds = () => readFileSync(join(folder.path, 'leerbord.db-wal')).includes(words)
  await using store = await open(folder.path)
  const expired = world.map((fact) =>
    'put' in fact && fact.put === 'trajectory' ? { ...fact, row: { ...fact.row, expiresAt: noon } } : fact,
  )
  await store.commit([], expired)
  await store.commit([updates(boardId, [new TextEncoder().encode(words)])], [])
  const reader = new DatabaseSync(join(folder.path, 'leerbord.db'))
  reader.exec('BEGIN; SELECT * FROM trajectories')
  await store.eraseExpired(trajectoryId, noon)
  expect(await store.trajectory(trajectoryId)).toBeNull()
  expect(logHolds()).toBe(true)
  reader.exec('COMMIT')
  reader.close()
  expect(await store.stats()).toMatchObject({ settings: { journal_mode: 'wal' } })
  expect(logHolds()).toBe(false)
})

test('[ST76] a disk without room for it fails nothing, and it is tried again', () => {
  let isFull = true
  const asked: string[] = []
  using real = new DatabaseSync(':memory:')
  const log = new ErasedLog({
    exec: (sql) => void asked.push(sql),
    prepare: (sql) => {
      if (isFull) throw Object.assign(new Error('database or disk is full'), { errcode: 13 })
      return real.prepare(sql)
    },
  })
  log.tryToEmpty()
  expect(log.isStale).toBe(true)
  isFull = false
  log.tryToEmpty()
  expect(log.isStale).toBe(false)
  expect(asked).toEqual(
    ['busy_timeout = 0', 'busy_timeout = 2000', 'busy_timeout = 0', 'busy_timeout = 2000'].map(
      (each) => `PRAGMA ${each}`,
    ),
  )
})

test('[ST85] leases of a process that is gone bind nobody, and their fence is past', async () => {
  using folder = tempFolder()
  const take = (store: SqliteStore, owner: string) =>
    store.takeLease(boardId, owner, noon, Number.MAX_SAFE_INTEGER)
  {
    await using store = await openWorld(folder.path)
    expect(await take(store, 'gone')).toEqual({ is: 'taken', fence: 1 })
    expect(await take(store, 'other')).toEqual({ is: 'held' })
  }
  await using store = await open(folder.path)
  expect(await take(store, 'here')).toEqual({ is: 'taken', fence: 2 })
  expect(await take(store, 'other')).toEqual({ is: 'held' })
  const late = { ...updates(boardId, [bytes(1)]), fence: 1 }
  await expect(store.commit([late], [])).rejects.toMatchObject({ code: 'fenced' })
})

test('[ST74] a database of the first version gets an expiry for nobody', async () => {
  using folder = tempFolder()
  const first = await openWorld(folder.path)
  await first[Symbol.asyncDispose]()
  meddle(
    folder.path,
    `DROP TABLE pictures; DROP INDEX expiringTrajectories; DROP INDEX devicesOfTrajectory; DROP INDEX devicesOfParticipant;
     DROP INDEX linksOfParticipant; DROP INDEX snapshotsOfTrajectory;
     DROP TABLE leases; ALTER TABLE trajectories DROP COLUMN expiresAt; PRAGMA user_version = 1`,
  )
  await using store = await open(folder.path)
  expect(await store.trajectory(trajectoryId)).toEqual(trajectoryRow())
  expect(await store.expiredBy(Number.MAX_SAFE_INTEGER)).toEqual([])
})

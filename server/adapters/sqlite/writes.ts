/** Writes into the transaction that is open. Each throws when it can't be, and is then taken back whole. */
import { createHash } from 'node:crypto'
import { crc32, zstdCompressSync } from 'node:zlib'
import type { SQLInputValue } from 'node:sqlite'
import { assert, unreachable } from '../../../shared/assert.ts'
import { unpack, type Packed } from '../../core/packed.ts'
import { StoreError, type BoardRow, type Fact, type SessionEventRow } from '../../core/ports.ts'
import type { BoardWrite, Write } from './messages.ts'
import { eraseExpired } from './erase.ts'
import { refuseOtherHold, type Leases } from './leases.ts'
import type { Statements } from './statements.ts'
import {
  boards,
  devices,
  events,
  links,
  noteKeys,
  participants,
  pictures,
  receipts,
  sessions,
  snapshots,
  trajectories,
  type Table,
} from './tables.ts'

export function write(sql: Statements, leases: Leases, asked: Write): unknown {
  switch (asked.type) {
    case 'commit':
      for (const fact of parentsFirst(asked.facts)) writeFact(sql, fact)
      for (const board of asked.boards) append(sql, board)
      return null
    case 'checkpoint':
      checkpoint(sql, asked)
      return null
    case 'beginEpoch':
      beginEpoch(sql, asked)
      return null
    case 'takeLease':
      return leases.take(asked.boardId, asked.owner, asked.now, asked.until)
    case 'renewLeases':
      return leases.renew(asked.owner, asked.until)
    case 'releaseLease':
      leases.release(asked.boardId, asked.fence)
      return null
    case 'erase':
      eraseExpired(sql, asked.trajectoryId, asked.now)
      return null
    case 'forgetReceipts':
      sql.run('DELETE FROM receipts WHERE at < ?', asked.before)
      return null
    case 'beat':
      sql.run('UPDATE pulse SET beats = beats + 1')
      return null
    default:
      return unreachable(asked)
  }
}

/** Rows point to others; within one commit the caller's order doesn't matter. */
const ranks = {
  trajectory: 0,
  participant: 1,
  device: 2,
  link: 2,
  session: 2,
  board: 3,
  event: 4,
  snapshot: 4,
  receipt: 4,
  noteKey: 4,
  picture: 4,
} as const

function rankOf(fact: Fact): number {
  if ('put' in fact) return ranks[fact.put]
  return 'add' in fact ? ranks[fact.add] : ranks[fact.drop]
}

function parentsFirst(facts: readonly Fact[]): readonly Fact[] {
  return facts.toSorted((a, b) => rankOf(a) - rankOf(b))
}

function writeFact(sql: Statements, fact: Fact): void {
  if ('drop' in fact) {
    if (fact.drop === 'picture') sql.run('DELETE FROM pictures WHERE id = ?', fact.id)
    else sql.run('DELETE FROM noteKeys WHERE boardId = ? AND noteId = ?', fact.boardId, fact.noteId)
    return
  }
  if ('add' in fact) {
    switch (fact.add) {
      case 'event':
        return addEvent(sql, fact.row)
      case 'snapshot':
        keepDocument(sql, fact.row.sha256, fact.doc)
        return add(sql, snapshots, fact.row)
      case 'receipt':
        return add(sql, receipts, fact.row)
      default:
        return unreachable(fact)
    }
  }
  switch (fact.put) {
    case 'trajectory':
      return put(sql, trajectories, fact.row)
    case 'participant':
      return put(sql, participants, fact.row)
    case 'device':
      return put(sql, devices, fact.row)
    case 'link':
      return put(sql, links, fact.row)
    case 'session':
      return put(sql, sessions, fact.row)
    case 'board':
      return putBoard(sql, fact.row)
    case 'noteKey':
      return put(sql, noteKeys, fact.row)
    case 'picture':
      return put(sql, pictures, fact.row)
    default:
      return unreachable(fact)
  }
}

function add<Row extends object>(sql: Statements, table: Table<Row>, row: Row): void {
  sql.run(insertInto(table), ...valuesOf(table, row))
}

function put<Row extends object>(sql: Statements, table: Table<Row>, row: Row): void {
  const rest = table.columns.filter((column) => !table.key.includes(column))
  const changes = rest.map((column) => `${column} = excluded.${column}`).join(', ')
  sql.run(
    `${insertInto(table)} ON CONFLICT (${table.key.join(', ')}) DO UPDATE SET ${changes}`,
    ...valuesOf(table, row),
  )
}

function insertInto({ name, columns }: Table<never> | Table<object>): string {
  return `INSERT INTO ${name} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`
}

function valuesOf<Row extends object>(table: Table<Row>, row: Row): SQLInputValue[] {
  const fields = new Map<string, unknown>(Object.entries(row))
  return table.columns.map((column) => {
    const value = fields.get(column)
    if (typeof value === 'string' || typeof value === 'number' || value === null) return value
    assert(typeof value === 'object', `${table.name}.${column} can't be stored`)
    return JSON.stringify(value)
  })
}

/** A higher epoch begins empty: what the doc was before it is written anew in the same commit. */
function putBoard(sql: Statements, row: BoardRow): void {
  const present = sql.number('SELECT epoch FROM boards WHERE id = ?', row.id)
  if (present !== null && row.epoch < present) throw new StoreError('fenced')
  put(sql, boards, row)
  if (present !== null && row.epoch > present) forgetDoc(sql, row.id)
}

function forgetDoc(sql: Statements, boardId: string): void {
  for (const table of ['updates', 'checkpoints', 'clients']) {
    sql.run(`DELETE FROM ${table} WHERE boardId = ?`, boardId)
  }
}

function addEvent(sql: Statements, row: SessionEventRow): void {
  const last = sql.number('SELECT max(seq) FROM events WHERE sessionId = ?', row.sessionId) ?? 0
  if (row.seq !== last + 1) throw new StoreError('conflict')
  add(sql, events, row)
}

function keepDocument(sql: Statements, sha256: string, doc: Uint8Array): void {
  assert(createHash('sha256').update(doc).digest('hex') === sha256, 'a snapshot with the hash of another')
  const known = sql.number('SELECT 1 FROM documents WHERE sha256 = ?', sha256)
  if (known !== null) return
  sql.run(
    'INSERT INTO documents (sha256, codec, bytes) VALUES (?, ?, ?)',
    sha256,
    'zstd',
    zstdCompressSync(doc),
  )
}

function append(sql: Statements, board: BoardWrite): void {
  const { boardId, updates, clients } = board
  refuseOtherHold(sql, boardId, board)
  if (updates.lengths.length > 0) appendUpdates(sql, boardId, updates)
  bind(sql, boardId, clients)
}

function appendUpdates(sql: Statements, boardId: string, updates: Packed): void {
  let seq = lastSeq(sql, boardId)
  for (const bytes of unpack(updates)) {
    seq += 1
    sql.run(
      'INSERT INTO updates (boardId, seq, crc, bytes) VALUES (?, ?, ?, ?)',
      boardId,
      seq,
      crc32(bytes),
      bytes,
    )
  }
}

function bind(sql: Statements, boardId: string, clients: BoardWrite['clients']): void {
  for (const { clientId, owner } of clients) {
    sql.run(
      'INSERT INTO clients (boardId, clientId, owner) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
      boardId,
      clientId,
      owner,
    )
    const bound = sql.get('SELECT owner FROM clients WHERE boardId = ? AND clientId = ?', boardId, clientId)
    if (bound?.['owner'] !== owner) throw new StoreError('conflict')
  }
}

function checkpoint(sql: Statements, asked: Extract<Write, { type: 'checkpoint' }>): void {
  const { boardId, at, upToSeq, doc } = asked
  refuseOtherHold(sql, boardId, at)
  const present = sql.number('SELECT upToSeq FROM checkpoints WHERE boardId = ?', boardId) ?? 0
  // An older one would leave a hole between itself and the tail; a later one holds what isn't stored.
  if (upToSeq < present || upToSeq > lastSeq(sql, boardId)) throw new StoreError('conflict')
  sql.run(
    `INSERT INTO checkpoints (boardId, upToSeq, crc, bytes) VALUES (?, ?, ?, ?)
      ON CONFLICT (boardId) DO UPDATE
      SET upToSeq = excluded.upToSeq, crc = excluded.crc, bytes = excluded.bytes`,
    boardId,
    upToSeq,
    crc32(doc.bytes),
    doc.bytes,
  )
  sql.run('DELETE FROM updates WHERE boardId = ? AND seq <= ?', boardId, upToSeq)
}

function beginEpoch(sql: Statements, asked: Extract<Write, { type: 'beginEpoch' }>): void {
  const { boardId, at, doc, clients } = asked
  refuseOtherHold(sql, boardId, at)
  forgetDoc(sql, boardId)
  sql.run('UPDATE boards SET epoch = epoch + 1 WHERE id = ?', boardId)
  sql.run(
    'INSERT INTO checkpoints (boardId, upToSeq, crc, bytes) VALUES (?, 0, ?, ?)',
    boardId,
    crc32(doc.bytes),
    doc.bytes,
  )
  bind(sql, boardId, clients)
}

function lastSeq(sql: Statements, boardId: string): number {
  const inTail = sql.number('SELECT max(seq) FROM updates WHERE boardId = ?', boardId)
  return inTail ?? sql.number('SELECT upToSeq FROM checkpoints WHERE boardId = ?', boardId) ?? 0
}

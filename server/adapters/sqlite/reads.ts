/** The questions about facts: one statement each, asked by name with its keys in order. */
import { createHash } from 'node:crypto'
import { crc32, zstdDecompressSync } from 'node:zlib'
import * as z from 'zod/mini'
import { pack, type Packed } from '../../core/packed.ts'
import { StoreError } from '../../core/ports.ts'
import type { Statements } from './statements.ts'

export const reads = {
  trajectory: 'SELECT * FROM trajectories WHERE id = ?',
  trajectoriesOf: `SELECT trajectories.* FROM devices
    JOIN trajectories ON trajectories.id = devices.trajectoryId
    WHERE deviceHash = ? ORDER BY trajectories.createdAt DESC, trajectories.rowid DESC`,
  expiredBy: 'SELECT * FROM trajectories WHERE expiresAt <= ? ORDER BY expiresAt, rowid',
  participant: 'SELECT * FROM participants WHERE id = ?',
  participantsOf: 'SELECT * FROM participants WHERE trajectoryId = ? ORDER BY joinedAt, rowid',
  participantOf: `SELECT participants.* FROM devices
    JOIN participants ON participants.id = devices.participantId
    WHERE deviceHash = ? AND devices.trajectoryId = ?`,
  participantsOfDevice: `SELECT participants.* FROM devices
    JOIN participants ON participants.id = devices.participantId WHERE deviceHash = ?`,
  link: 'SELECT * FROM links WHERE id = ?',
  linksOf: 'SELECT * FROM links WHERE trajectoryId = ? ORDER BY rowid',
  session: 'SELECT * FROM sessions WHERE id = ?',
  sessionsOf: 'SELECT * FROM sessions WHERE trajectoryId = ? ORDER BY date, createdAt, rowid',
  eventsOf: 'SELECT * FROM events WHERE sessionId = ? ORDER BY seq',
  board: 'SELECT * FROM boards WHERE id = ?',
  boardsOfSession: 'SELECT * FROM boards WHERE sessionId = ? ORDER BY createdAt, rowid',
  boardsOfTrajectory: 'SELECT * FROM boards WHERE trajectoryId = ? ORDER BY createdAt, rowid',
  snapshot: 'SELECT * FROM snapshots WHERE id = ?',
  snapshotsOfSession: 'SELECT * FROM snapshots WHERE sessionId = ? ORDER BY takenAt, rowid',
  snapshotsOfBoard: 'SELECT * FROM snapshots WHERE boardId = ? ORDER BY takenAt, rowid',
  receipt: 'SELECT * FROM receipts WHERE scope = ? AND key = ?',
  noteKey: 'SELECT * FROM noteKeys WHERE boardId = ? AND noteId = ?',
  picture: 'SELECT * FROM pictures WHERE id = ?',
  picturesOfBoard: 'SELECT * FROM pictures WHERE boardId = ? ORDER BY rowid',
  picturesOfTrajectory: 'SELECT * FROM pictures WHERE trajectoryId = ? ORDER BY rowid',
  picturesWith: 'SELECT * FROM pictures WHERE sha256 = ? ORDER BY rowid',
  picturedBoards: `SELECT boards.id AS boardId, epoch, coalesce(
      (SELECT max(seq) FROM updates WHERE updates.boardId = boards.id),
      (SELECT upToSeq FROM checkpoints WHERE checkpoints.boardId = boards.id),
      0
    ) AS seq FROM boards WHERE id IN (SELECT DISTINCT boardId FROM pictures) ORDER BY boards.rowid`,
} as const satisfies Record<string, string>

export type ReadName = keyof typeof reads

const blob = z.instanceof(Uint8Array)
const clientRows = z.array(z.object({ clientId: z.int(), owner: z.string() }))
const updateRows = z.array(z.object({ seq: z.int(), crc: z.int(), bytes: blob }))
const checkpointRow = z.object({ upToSeq: z.int(), crc: z.int(), bytes: blob })
const documentRow = z.object({ sha256: z.string(), codec: z.literal('zstd'), bytes: blob })

export interface LoadedBoard {
  readonly epoch: number
  readonly seq: number
  readonly clients: readonly { readonly clientId: number; readonly owner: string }[]
  /** The checkpoint, when there is one, then the tail. */
  readonly parts: Packed
  readonly hasCheckpoint: boolean
}

/** A board as it is stored, every byte string checked; null when there is no such board. */
export function loadBoard(sql: Statements, boardId: string): LoadedBoard | null {
  const epoch = sql.number('SELECT epoch FROM boards WHERE id = ?', boardId)
  if (epoch === null) return null
  const stored = sql.get('SELECT upToSeq, crc, bytes FROM checkpoints WHERE boardId = ?', boardId)
  const checkpoint = stored === undefined ? null : checkpointRow.parse(stored)
  const tail = updateRows.parse(
    sql.all('SELECT seq, crc, bytes FROM updates WHERE boardId = ? ORDER BY seq', boardId),
  )
  let seq = checkpoint?.upToSeq ?? 0
  for (const update of tail) {
    seq += 1
    if (update.seq !== seq) throw corrupt(`update ${seq} of board ${boardId} is missing`)
  }
  const parts = checkpoint === null ? tail : [checkpoint, ...tail]
  for (const part of parts) {
    if (crc32(part.bytes) !== part.crc) throw corrupt(`bytes of board ${boardId} have changed`)
  }
  return {
    epoch,
    seq,
    clients: clientRows.parse(sql.all('SELECT clientId, owner FROM clients WHERE boardId = ?', boardId)),
    parts: pack(parts.map((part) => part.bytes)),
    hasCheckpoint: checkpoint !== null,
  }
}

/** The document of a snapshot as it was before it was compressed, its SHA-256 checked. */
export function documentOf(sql: Statements, snapshotId: string): Packed | null {
  const stored = sql.get(
    `SELECT documents.sha256, codec, bytes FROM snapshots
      JOIN documents ON documents.sha256 = snapshots.sha256 WHERE id = ?`,
    snapshotId,
  )
  if (stored === undefined) return null
  const { sha256, bytes } = documentRow.parse(stored)
  const doc = decompressed(bytes, snapshotId)
  if (createHash('sha256').update(doc).digest('hex') !== sha256) {
    throw corrupt(`the document of snapshot ${snapshotId} has changed`)
  }
  return pack([doc])
}

function decompressed(bytes: Uint8Array, snapshotId: string): Uint8Array {
  try {
    return zstdDecompressSync(bytes)
  } catch (cause) {
    throw corrupt(`the document of snapshot ${snapshotId} can't be unpacked`, cause)
  }
}

function corrupt(why: string, cause?: unknown): StoreError {
  return new StoreError('corrupt', { cause: new Error(why, { cause }) })
}

/**
 * The tables that facts lie in: one schema a table says what a row is, which columns it has and how a
 * stored row becomes a value again. Columns carry the names of the fields, so nothing is translated.
 *
 * An id that was put in is an id when it comes out: it was parsed at the edge it came in by.
 */
import * as z from 'zod/mini'
import type {
  BoardRow,
  DeviceRow,
  LinkRow,
  NoteKeyRow,
  ParticipantRow,
  PicturedBoard,
  PictureRow,
  ReceiptRow,
  SessionEventRow,
  SessionRow,
  SnapshotRow,
  TrajectoryRow,
} from '../../core/ports.ts'
import type {
  AnyId,
  BoardId,
  LinkId,
  NoteId,
  ParticipantId,
  PictureId,
  SessionId,
  SnapshotId,
  TrajectoryId,
} from '../../../shared/ids.ts'
import { imageTypes } from '../../../shared/image/image.ts'
import { languages } from '../../../shared/language.ts'
import { perspectives, roles } from '../../../shared/session/role.ts'
import { sessionBases, sessionKinds, type SessionEvent } from '../../../shared/session/session.ts'

export interface Table<Row> {
  readonly name: string
  readonly key: readonly string[]
  readonly columns: readonly string[]
  readonly row: z.ZodMiniType<Row>
}

function table<Row>(
  name: string,
  key: readonly string[],
  row: z.ZodMiniType<Row> & { readonly shape: Readonly<Record<string, unknown>> },
): Table<Row> {
  return { name, key, columns: Object.keys(row.shape), row }
}

const text = z.string()
const whole = z.int()
const instant = z.int()

function id<T extends AnyId>() {
  return z.custom<T>((value) => typeof value === 'string' && value !== '')
}
const trajectoryId = id<TrajectoryId>()
const participantId = id<ParticipantId>()
const linkId = id<LinkId>()
const sessionId = id<SessionId>()
const boardId = id<BoardId>()
const snapshotId = id<SnapshotId>()
const noteId = id<NoteId>()
const pictureId = id<PictureId>()

/** Events are read as they were written: a database of a newer version is never opened. */
const sessionEvent = z.custom<SessionEvent>((value) => z.looseObject({ type: text }).safeParse(value).success)
const eventJson = z.pipe(z.pipe(text, z.transform(parsedJson)), sessionEvent)

function parsedJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

export const trajectories = table<TrajectoryRow>(
  'trajectories',
  ['id'],
  z.object({
    id: trajectoryId,
    title: text,
    language: z.enum(languages),
    createdAt: instant,
    expiresAt: z.nullable(instant),
  }),
)

export const participants = table<ParticipantRow>(
  'participants',
  ['id'],
  z.object({
    id: participantId,
    trajectoryId,
    name: text,
    perspective: z.nullable(z.enum(perspectives)),
    role: z.enum(roles),
    joinedAt: instant,
    removedAt: z.nullable(instant),
  }),
)

export const devices = table<DeviceRow>(
  'devices',
  ['deviceHash', 'trajectoryId'],
  z.object({ deviceHash: text, trajectoryId, participantId }),
)

export const links = table<LinkRow>(
  'links',
  ['id'],
  z.object({
    id: linkId,
    trajectoryId,
    role: z.enum(roles),
    generation: whole,
    withdrawnAt: z.nullable(instant),
    participantId: z.nullable(participantId),
    expiresAt: z.nullable(instant),
    usedAt: z.nullable(instant),
  }),
)

export const sessions = table<SessionRow>(
  'sessions',
  ['id'],
  z.object({
    id: sessionId,
    trajectoryId,
    title: text,
    date: text,
    kind: z.nullable(z.enum(sessionKinds)),
    basis: z.nullable(z.enum(sessionBases)),
    phase: z.nullable(whole),
    createdAt: instant,
  }),
)

export const boards = table<BoardRow>(
  'boards',
  ['id'],
  z.object({
    id: boardId,
    trajectoryId,
    sessionId,
    title: text,
    epoch: whole,
    createdAt: instant,
    lockedAt: z.nullable(instant),
  }),
)

export const events = table<SessionEventRow>(
  'events',
  ['sessionId', 'seq'],
  z.object({ sessionId, seq: whole, at: instant, event: eventJson }),
)

export const snapshots = table<SnapshotRow>(
  'snapshots',
  ['id'],
  z.object({
    id: snapshotId,
    boardId,
    sessionId,
    trajectoryId,
    kind: z.enum(['hand', 'step', 'end']),
    label: z.nullable(text),
    takenAt: instant,
    sha256: text,
    outline: text,
    redactedAt: z.nullable(instant),
  }),
)

export const receipts = table<ReceiptRow>(
  'receipts',
  ['scope', 'key'],
  z.object({ scope: text, key: text, bodyHash: text, answer: text, at: instant }),
)

export const noteKeys = table<NoteKeyRow>(
  'noteKeys',
  ['boardId', 'noteId'],
  z.object({ boardId, noteId, keyHash: text }),
)

export const pictures = table<PictureRow>(
  'pictures',
  ['id'],
  z.object({
    id: pictureId,
    boardId,
    trajectoryId,
    sha256: text,
    type: z.enum(imageTypes),
    width: whole,
    height: whole,
    size: whole,
    looseSince: z.nullable(instant),
  }),
)

/** What a question answers that no table holds as it is. */
export const picturedBoards: Pick<Table<PicturedBoard>, 'row'> = {
  row: z.object({ boardId, epoch: whole, seq: whole }),
}

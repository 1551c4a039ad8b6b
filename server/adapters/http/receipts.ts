/**
 * What a receipt says was answered, read back from the store: ids, and no more than must be told
 * again. Our own server wrote it, so an id is taken for what it was.
 */
import * as z from 'zod/mini'
import type {
  BoardId,
  NoteId,
  ParticipantId,
  PictureId,
  SessionId,
  SnapshotId,
  TemplateInstanceId,
  TrajectoryId,
} from '../../../shared/ids.ts'
import { imageTypes } from '../../../shared/image/image.ts'
import { roles } from '../../../shared/session/role.ts'

const idOf = <T extends string>() => z.custom<T>((value) => typeof value === 'string')
const boardId = idOf<BoardId>()
const sessionId = idOf<SessionId>()
const instanceId = idOf<TemplateInstanceId>()
const started = z.object({ trajectoryId: idOf<TrajectoryId>(), participantId: idOf<ParticipantId>() })

const opened = z.object({ boardId, instanceId: z.optional(instanceId) })

export const receipts = {
  started,
  joined: z.extend(started, { role: z.enum(roles) }),
  sessionMade: z.object({ sessionId, boardId }),
  demoBegun: z.extend(started, { sessionId, boardId }),
  templateApplied: z.object({ instanceId }),
  noteWritten: z.object({ noteId: idOf<NoteId>(), isNameless: z.boolean() }),
  pictureSent: z.object({
    pictureId: idOf<PictureId>(),
    width: z.number(),
    height: z.number(),
    type: z.enum(imageTypes),
  }),
  snapshotTaken: z.object({ snapshotId: idOf<SnapshotId>(), takenAt: z.number(), sha256: z.string() }),
  boardContinued: z.object({ boardId, sessionId }),
}

export function boardOpenedIn(stored: unknown): { boardId: BoardId; instanceId?: TemplateInstanceId } {
  const { boardId: id, instanceId: instance } = opened.parse(stored)
  return { boardId: id, ...(instance !== undefined && { instanceId: instance }) }
}

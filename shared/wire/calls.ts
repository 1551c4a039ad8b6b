/**
 * Every HTTP call by name: where, what goes in, what comes out, with which status. The server
 * mounts its routes from this table, the client calls by it, `/api/openapi.json` is printed from it.
 * `once` marks calls that accept an `Idempotency-Key`.
 */
import type * as z from 'zod/mini'
import * as a from './api.ts'
import { pictureBytesMax } from './bounds.ts'
import { picturePath } from './picture-path.ts'

export interface Call {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Parts of the path that vary are written `:name`. */
  readonly path: string
  readonly summary: string
  readonly body?: z.ZodMiniType
  /** The body is bytes, at most as many. */
  readonly bytesMax?: number
  /** Absent: no body comes back (204), or bytes of the given `type`. */
  readonly answer?: z.ZodMiniType
  readonly type?: string
  readonly status: 200 | 201 | 204
  readonly once?: true
}

export const calls = {
  settings: {
    method: 'GET',
    path: '/api/settings',
    summary: 'What a page needs to know of this server',
    answer: a.settingsAnswer,
    status: 200,
  },
  start: {
    method: 'POST',
    path: '/api/trajectories',
    summary: 'Start a trajectory and be its facilitator',
    body: a.startBody,
    answer: a.startAnswer,
    status: 201,
    once: true,
  },
  demo: {
    method: 'POST',
    path: '/api/demo',
    summary: 'An example trajectory of one’s own, erased after a day',
    body: a.demoBody,
    answer: a.demoAnswer,
    status: 201,
    once: true,
  },
  invitation: {
    method: 'POST',
    path: '/api/invitation',
    summary: 'What a join key opens, and who this device already is there',
    body: a.invitationBody,
    answer: a.invitationAnswer,
    status: 200,
  },
  join: {
    method: 'POST',
    path: '/api/join',
    summary: 'Join by a key',
    body: a.joinBody,
    answer: a.joinAnswer,
    status: 200,
    once: true,
  },
  me: {
    method: 'GET',
    path: '/api/me',
    summary: 'The trajectories of this device',
    answer: a.meAnswer,
    status: 200,
  },
  trajectory: {
    method: 'GET',
    path: '/api/trajectories/:trajectoryId',
    summary: 'A trajectory with its sessions, boards, records and members',
    answer: a.trajectoryAnswer,
    status: 200,
  },
  changeTrajectory: {
    method: 'PATCH',
    path: '/api/trajectories/:trajectoryId',
    summary: 'Give a trajectory another title, or its boards another language (facilitator)',
    body: a.trajectoryBody,
    status: 204,
  },
  changeMyself: {
    method: 'PATCH',
    path: '/api/trajectories/:trajectoryId/me',
    summary: 'Change my own name or perspective',
    body: a.myselfBody,
    answer: a.myselfAnswer,
    status: 200,
  },
  links: {
    method: 'GET',
    path: '/api/trajectories/:trajectoryId/links',
    summary: 'The links by which people join (those who lead)',
    answer: a.linksAnswer,
    status: 200,
  },
  renewLink: {
    method: 'POST',
    path: '/api/trajectories/:trajectoryId/links/:role',
    summary: 'A new link for a role; the old one stops working (facilitator)',
    answer: a.linkAnswer,
    status: 200,
  },
  withdrawLink: {
    method: 'DELETE',
    path: '/api/trajectories/:trajectoryId/links/:role',
    summary: 'Nobody joins by this link any more (facilitator)',
    status: 204,
  },
  linkDevice: {
    method: 'POST',
    path: '/api/trajectories/:trajectoryId/devices',
    summary: 'A personal link for my second device; works once, for a day',
    answer: a.deviceAnswer,
    status: 201,
  },
  removePerson: {
    method: 'POST',
    path: '/api/trajectories/:trajectoryId/participants/:participantId/remove',
    summary: 'Remove a person; their words stay (facilitator)',
    status: 204,
  },
  newSession: {
    method: 'POST',
    path: '/api/trajectories/:trajectoryId/sessions',
    summary: 'A new session with one blank board (those who lead)',
    body: a.newSessionBody,
    answer: a.newSessionAnswer,
    status: 201,
    once: true,
  },
  session: {
    method: 'GET',
    path: '/api/sessions/:sessionId',
    summary: 'A session with its boards and snapshots',
    answer: a.sessionAnswer,
    status: 200,
  },
  newBoard: {
    method: 'POST',
    path: '/api/sessions/:sessionId/boards',
    summary: 'One more board, blank or with a template (those who lead)',
    body: a.newBoardBody,
    answer: a.newBoardAnswer,
    status: 201,
    once: true,
  },
  command: {
    method: 'POST',
    path: '/api/sessions/:sessionId/commands',
    summary: 'Lead a session: start, show-board, end',
    body: a.commandBody,
    answer: a.commandAnswer,
    status: 200,
  },
  record: {
    method: 'GET',
    path: '/api/sessions/:sessionId/record',
    summary: 'The record of a session that has ended',
    answer: a.recordAnswer,
    status: 200,
  },
  templates: {
    method: 'GET',
    path: '/api/templates',
    summary: 'All templates, with their words in every language',
    answer: a.templatesAnswer,
    status: 200,
  },
  templatePicture: {
    method: 'GET',
    path: '/api/templates/:key/picture.svg',
    summary: 'What a template looks like, in the language asked for (`?language=`)',
    type: 'image/svg+xml',
    status: 200,
  },
  board: {
    method: 'GET',
    path: '/api/boards/:boardId',
    summary: 'A board: where it belongs and what I may do',
    answer: a.boardAnswer,
    status: 200,
  },
  outline: {
    method: 'GET',
    path: '/api/boards/:boardId/outline',
    summary: 'A board as structure: instances, zones, clusters, notes',
    answer: a.outlineAnswer,
    status: 200,
  },
  applyTemplate: {
    method: 'POST',
    path: '/api/boards/:boardId/templates',
    summary: 'Lay a template on a board (those who lead)',
    body: a.applyBody,
    answer: a.applyAnswer,
    status: 201,
    once: true,
  },
  removeTemplate: {
    method: 'DELETE',
    path: '/api/boards/:boardId/templates/:instanceId',
    summary: 'Take a template away; its notes stay (those who lead)',
    status: 204,
  },
  newNote: {
    method: 'POST',
    path: '/api/boards/:boardId/notes',
    summary: 'Write a note, named or nameless',
    body: a.newNoteBody,
    answer: a.newNoteAnswer,
    status: 201,
    once: true,
  },
  changeNote: {
    method: 'PATCH',
    path: '/api/boards/:boardId/notes/:noteId',
    summary: 'Change the words of my note, or lay a note in another zone (`Note-Key` when nameless)',
    body: a.noteBody,
    answer: a.noteAnswer,
    status: 200,
  },
  withdrawNote: {
    method: 'DELETE',
    path: '/api/boards/:boardId/notes/:noteId',
    summary: 'Take my note away (`Note-Key` when nameless)',
    status: 204,
  },
  newPicture: {
    method: 'POST',
    path: '/api/boards/:boardId/pictures',
    summary: 'Send up a picture for a board: PNG, JPEG, WebP or a still GIF, known by its content',
    bytesMax: pictureBytesMax,
    answer: a.newPictureAnswer,
    status: 201,
    once: true,
  },
  picture: {
    method: 'GET',
    path: picturePath,
    summary: 'A picture of a board',
    type: 'image/*',
    status: 200,
  },
  newSnapshot: {
    method: 'POST',
    path: '/api/boards/:boardId/snapshots',
    summary: 'Keep a board as it is now (those who lead)',
    body: a.newSnapshotBody,
    answer: a.newSnapshotAnswer,
    status: 201,
    once: true,
  },
  snapshot: {
    method: 'GET',
    path: '/api/snapshots/:snapshotId',
    summary: 'A kept board: when, why, and its outline',
    answer: a.snapshotAnswer,
    status: 200,
  },
  snapshotDoc: {
    method: 'GET',
    path: '/api/snapshots/:snapshotId/doc',
    summary: 'A kept board as one Yjs update',
    type: 'application/octet-stream',
    status: 200,
  },
  snapshotPicture: {
    method: 'GET',
    path: '/api/snapshots/:snapshotId/picture.svg',
    summary: 'A kept board as a picture',
    type: 'image/svg+xml',
    status: 200,
  },
  continueSnapshot: {
    method: 'POST',
    path: '/api/snapshots/:snapshotId/continue',
    summary: 'Go on with chosen notes on a new board',
    body: a.continueBody,
    answer: a.continueAnswer,
    status: 201,
    once: true,
  },
} as const satisfies Record<string, Call>

export type CallName = keyof typeof calls
export type BodyOf<N extends CallName> = (typeof calls)[N] extends {
  readonly body: infer B extends z.ZodMiniType
}
  ? z.input<B>
  : undefined
export type AnswerOf<N extends CallName> = (typeof calls)[N] extends {
  readonly answer: infer A extends z.ZodMiniType
}
  ? z.output<A>
  : undefined

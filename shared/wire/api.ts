/**
 * The bodies and answers of every HTTP call, one schema each, used by server and client alike and
 * by the description at `/api/openapi.json`. A failing check's message is the problem code of the
 * refusal, so that each wrong field gets a sentence of its own. Instants are milliseconds since 1970.
 */
import * as z from 'zod/mini'
import type { Outline } from '../board/outline.ts'
import { attributions, markForms, noteKinds, zoneForms } from '../board/vocabulary.ts'
import type {
  BoardId,
  NoteId,
  ParticipantId,
  PictureId,
  SessionId,
  SnapshotId,
  TemplateInstanceId,
  TrajectoryId,
} from '../ids.ts'
import { imageTypes } from '../image/image.ts'
import { languages } from '../language.ts'
import type { SessionRecord } from '../record/record.ts'
import { stepModes } from '../session/mode.ts'
import { perspectives, roles } from '../session/role.ts'
import { sessionBases, sessionKinds } from '../session/session.ts'
import type { ProblemCode } from './problem.ts'

export const limits = { name: 60, title: 120, text: 4000, label: 120, key: 300 } as const

/** One visible line: control characters gone, white space single. */
function oneLine(text: string): string {
  return wellFormed(text)
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
}
/** Half a character would be another one on disk than in memory: UTF-8 has no bytes for it. */
function wellFormed(text: string): string {
  return text.toWellFormed().normalize('NFC')
}
function isVisible(text: string): boolean {
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(text)
}
const code = (problem: ProblemCode) => problem

const line = (max: number, empty: ProblemCode, tooLong: ProblemCode) =>
  z
    .string({ error: code(empty) })
    .check(z.overwrite(oneLine), z.refine(isVisible, code(empty)), z.maxLength(max, code(tooLong)))

export const nameSchema = line(limits.name, 'empty-name', 'name-too-long')
export const titleSchema = line(limits.title, 'empty-title', 'title-too-long')
const textSchema = z.string({ error: code('empty-text') }).check(
  z.overwrite((text) => wellFormed(text).replaceAll('\r\n', '\n').trim()),
  z.refine(isVisible, code('empty-text')),
  z.maxLength(limits.text, code('text-too-long')),
)
const dateSchema = z.string().check(
  z.refine((text) => {
    const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
    return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
  }, code('invalid-date')),
)

/** Ids go over the wire as text; the brand is given back to what our own server answered. */
const idOf = <T extends string>() => z.pipe(z.string(), z.custom<T>())
const id = {
  trajectory: idOf<TrajectoryId>(),
  participant: idOf<ParticipantId>(),
  session: idOf<SessionId>(),
  board: idOf<BoardId>(),
  snapshot: idOf<SnapshotId>(),
  instance: idOf<TemplateInstanceId>(),
  note: idOf<NoteId>(),
  picture: idOf<PictureId>(),
}
/** When an example is erased; null for what people began themselves. */
const expiresAt = z.nullable(z.number())
/** An id in a body: text that may name nothing. */
const anyId = z.string().check(z.maxLength(64))
const localised = z.object({ nl: z.string(), en: z.string() })
const perspective = z.nullable(z.enum(perspectives))
const role = z.enum(roles)

// ---- getting in -------------------------------------------------------------------------------

export const startBody = z.object({
  title: titleSchema,
  name: nameSchema,
  perspective: z.optional(perspective),
  language: z.optional(z.enum(languages)),
})
export const startAnswer = z.object({
  trajectoryId: id.trajectory,
  participantId: id.participant,
  role,
  /** Whole URLs, `…/join#KEY`. */
  links: z.object({
    facilitator: z.string(),
    coFacilitator: z.string(),
    participant: z.string(),
    observer: z.string(),
  }),
})

/** An example to look at: its words in this language, the Dutch ones when nothing is asked. */
export const demoBody = z.object({ language: z.optional(z.enum(languages)) })
export const demoAnswer = z.object({
  trajectoryId: id.trajectory,
  sessionId: id.session,
  boardId: id.board,
})

const joinKey = z.string().check(z.maxLength(limits.key, code('unknown-key')))
/** What a key opens, before joining: to greet, and to tell who this device already is there. */
export const invitationBody = z.object({ key: joinKey })
export const invitationAnswer = z.object({
  trajectoryId: id.trajectory,
  title: z.string(),
  language: z.enum(languages),
  role,
  /** A personal link for a second device: the person it is for. */
  personal: z.nullable(z.object({ participantId: id.participant, name: z.string() })),
  /** Who this device already is in this trajectory. */
  me: z.nullable(z.object({ participantId: id.participant, name: z.string(), role })),
})

export const joinBody = z.object({
  key: joinKey,
  /** Needed only from someone new; given by someone known, it is their new name. */
  name: z.optional(nameSchema),
  perspective: z.optional(perspective),
  /** "Iemand anders op dit apparaat": from now on this device is a new person in this trajectory. */
  asSomeoneElse: z.optional(z.boolean()),
})
export const joinAnswer = z.object({ trajectoryId: id.trajectory, participantId: id.participant, role })

export const meAnswer = z.object({
  /** Newest first. */
  trajectories: z.array(
    z.object({
      trajectoryId: id.trajectory,
      title: z.string(),
      language: z.enum(languages),
      participantId: id.participant,
      name: z.string(),
      role,
      expiresAt,
    }),
  ),
})
export const settingsAnswer = z.object({ tldrawLicenseKey: z.nullable(z.string()) })

// ---- a trajectory -----------------------------------------------------------------------------

const boardSummary = z.object({
  boardId: id.board,
  sessionId: id.session,
  title: z.string(),
  createdAt: z.number(),
  /** Read-only for good. */
  locked: z.boolean(),
})
const sessionSummary = z.object({
  sessionId: id.session,
  title: z.string(),
  /** ISO date. */
  date: z.string(),
  kind: z.nullable(z.enum(sessionKinds)),
  basis: z.nullable(z.enum(sessionBases)),
  phase: z.nullable(z.number()),
  status: z.enum(['planned', 'live', 'recorded']),
  currentBoard: id.board,
  boards: z.array(boardSummary),
})
const myself = z.object({ participantId: id.participant, name: z.string(), role, perspective })

export const trajectoryAnswer = z.object({
  trajectoryId: id.trajectory,
  title: z.string(),
  language: z.enum(languages),
  expiresAt,
  me: myself,
  /** By date, then in order of making. */
  sessions: z.array(sessionSummary),
  boards: z.array(boardSummary),
  /** Sessions that ended, the last one first. */
  records: z.array(
    z.object({ sessionId: id.session, title: z.string(), date: z.string(), endedAt: z.number() }),
  ),
  /** In order of joining; without the removed. `perspective` is absent for who doesn't lead. */
  members: z.array(
    z.object({
      participantId: id.participant,
      name: z.string(),
      role,
      perspective: z.optional(perspective),
    }),
  ),
  /** How many people bring a perspective; only those with three or more. */
  perspectives: z.array(z.object({ perspective: z.enum(perspectives), count: z.number() })),
})
/** `language`: that of the boards. What is left out stays as it is. */
export const trajectoryBody = z.object({
  title: z.optional(titleSchema),
  language: z.optional(z.enum(languages)),
})
export const myselfBody = z.object({ name: z.optional(nameSchema), perspective: z.optional(perspective) })
export const myselfAnswer = myself

const link = z.object({
  role,
  /** Null when the link was withdrawn. */
  link: z.nullable(z.string()),
})
/** Highest role first; a co-facilitator doesn't get the facilitator's. */
export const linksAnswer = z.object({ links: z.array(link) })
export const linkAnswer = link
/** A personal link for a second device: works once, until `expiresAt`. */
export const deviceAnswer = z.object({ link: z.string(), expiresAt: z.number() })

// ---- a session --------------------------------------------------------------------------------

export const newSessionBody = z.object({
  title: titleSchema,
  date: z.optional(dateSchema),
  kind: z.optional(z.nullable(z.enum(sessionKinds))),
  basis: z.optional(z.nullable(z.enum(sessionBases))),
  phase: z.optional(z.nullable(z.int().check(z.minimum(0), z.maximum(5)))),
})
export const newSessionAnswer = z.object({ sessionId: id.session, boardId: id.board })

const handSnapshot = z.object({
  snapshotId: id.snapshot,
  boardId: id.board,
  kind: z.enum(['hand', 'step', 'end']),
  label: z.nullable(z.string()),
  takenAt: z.number(),
})
export const sessionAnswer = z.extend(sessionSummary, {
  trajectoryId: id.trajectory,
  trajectoryTitle: z.string(),
  language: z.enum(languages),
  expiresAt,
  me: myself,
  /** Number of the last event; socket events go on from here. */
  seq: z.number(),
  startedAt: z.nullable(z.number()),
  endedAt: z.nullable(z.number()),
  /** Who has been there so far, in order of arrival; without the removed. */
  arrived: z.array(z.object({ participantId: id.participant, name: z.string() })),
  snapshots: z.array(handSnapshot),
})
export const newBoardBody = z.object({ title: titleSchema, template: z.optional(z.string()) })
export const newBoardAnswer = z.object({
  boardId: id.board,
  /** The template laid on it, when one was asked for. */
  instanceId: z.optional(id.instance),
})
export const commandBody = z.discriminatedUnion('type', [
  z.object({ type: z.literal('start') }),
  z.object({ type: z.literal('show-board'), boardId: anyId }),
  z.object({ type: z.literal('end') }),
])
export const commandAnswer = z.object({ seq: z.number() })

// ---- a board ----------------------------------------------------------------------------------

export const boardAnswer = z.extend(boardSummary, {
  trajectoryId: id.trajectory,
  trajectoryTitle: z.string(),
  language: z.enum(languages),
  expiresAt,
  sessionTitle: z.string(),
  sessionKind: z.nullable(z.enum(sessionKinds)),
  sessionStatus: z.enum(['planned', 'live', 'recorded']),
  epoch: z.number(),
  me: myself,
  mayWrite: z.boolean(),
})

const list = <T extends z.ZodMiniType>(schema: T) => z.readonly(z.array(schema))
const box = z.readonly(z.tuple([z.number(), z.number(), z.number(), z.number()]))
export const templatesAnswer = z.object({
  templates: list(
    z.object({
      key: z.string(),
      version: z.number(),
      name: localised,
      purpose: localised,
      phases: list(z.number()),
      steps: list(z.number()),
      minutes: z.object({ full: z.number(), short: z.number() }),
      /** In units; one unit is the side of a note. */
      size: z.readonly(z.tuple([z.number(), z.number()])),
      zones: list(
        z.object({
          key: z.string(),
          title: localised,
          prompt: localised,
          box,
          kind: z.enum(noteKinds),
          form: z.enum(zoneForms),
          attribution: z.enum(attributions),
          cards: z.optional(z.number()),
        }),
      ),
      /** What is drawn inside the zones. */
      marks: list(z.object({ key: z.string(), form: z.enum(markForms), box, label: z.optional(localised) })),
      script: list(
        z.object({
          minutes: z.number(),
          mode: z.enum(stepModes),
          zones: z.optional(list(z.string())),
          onScreen: localised,
          facilitator: localised,
        }),
      ),
    }),
  ),
})
export const applyBody = z.object({
  template: z.string().check(z.maxLength(64)),
  at: z.optional(z.object({ x: pagePart(), y: pagePart() })),
})
export const applyAnswer = z.object({ instanceId: id.instance })

/** A coordinate on the page; beyond this no canvas can be read. */
function pagePart() {
  return z.number().check(z.minimum(-1_000_000), z.maximum(1_000_000))
}

const zone = z.string().check(z.maxLength(120))
export const newNoteBody = z.object({
  /** `<instanceId>/<zoneKey>`; the zone's key alone when only one zone of the board has it. */
  zone: z.optional(zone),
  kind: z.optional(z.enum(noteKinds)),
  text: textSchema,
  /** Absent: as the zone says. */
  attribution: z.optional(z.enum(['named', 'nameless'])),
})
export const newNoteAnswer = z.object({
  noteId: id.note,
  /** Of a nameless note: what changes or withdraws it. Given once, kept by the device alone. */
  noteKey: z.optional(z.string()),
})
export const noteBody = z.object({ text: z.optional(textSchema), zone: z.optional(zone) })
export const noteAnswer = z.object({ noteId: id.note })

/** A picture that lies with the board; who sent it up lays it there, as a shape of its own. */
export const newPictureAnswer = z.object({
  pictureId: id.picture,
  width: z.number(),
  height: z.number(),
  type: z.enum(imageTypes),
})

// ---- snapshots --------------------------------------------------------------------------------

export const newSnapshotBody = z.object({
  label: z.optional(
    z.nullable(z.string().check(z.overwrite(oneLine), z.maxLength(limits.label, code('title-too-long')))),
  ),
})
export const newSnapshotAnswer = z.object({
  snapshotId: id.snapshot,
  takenAt: z.number(),
  /** SHA-256 of the document as one Yjs update, hex. */
  sha256: z.string(),
})
export const continueBody = z.object({
  /** Absent: all notes. */
  noteIds: z.optional(z.array(anyId).check(z.maxLength(5000))),
  sessionId: z.optional(anyId),
  title: z.optional(titleSchema),
})
export const continueAnswer = z.object({ boardId: id.board, sessionId: id.session })

// Outlines and records are made by pure functions of ours and checked by their tests; their types
// are the description here.
export const outlineAnswer = z.custom<Outline>((value) => typeof value === 'object' && value !== null)
export const snapshotAnswer = z.object({
  snapshotId: id.snapshot,
  boardId: id.board,
  sessionId: id.session,
  trajectoryId: id.trajectory,
  boardTitle: z.string(),
  sessionTitle: z.string(),
  language: z.enum(languages),
  kind: z.enum(['hand', 'step', 'end']),
  label: z.nullable(z.string()),
  takenAt: z.number(),
  sha256: z.string(),
  outline: outlineAnswer,
  me: myself,
  redactedAt: z.optional(z.number()),
})
export const recordAnswer = z.object({
  trajectoryId: id.trajectory,
  trajectoryTitle: z.string(),
  language: z.enum(languages),
  me: myself,
  record: z.custom<SessionRecord>((value) => typeof value === 'object' && value !== null),
})

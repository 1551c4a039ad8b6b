/**
 * Frame 16, from server to client only. A conversation goes like this: `welcome` is the first frame
 * of every connection; then, in any order and number, `rights` when what this person may do has
 * changed, `saved` when the n-th sync frame of this connection (and all before it) is on disk,
 * `refused` when an update was refused whole (nothing of it was applied, and no later update of the
 * same doc client id will be: take a fresh doc), `session` for each event of the board's session,
 * `people` when who is here has changed, `trajectory` when its title or language has, and `tick` every 20 s so that a silent line is not taken
 * for a dead one. Clients ignore a type they don't know.
 */
import * as z from 'zod/mini'
import { roles } from '../session/role.ts'

const id = z.string()

export const refusalCodes = [
  'not-allowed',
  'locked',
  'not-yours',
  'wrong-author',
  'template-part',
  'nameless',
  'foreign-client',
  'gap',
  'unknown-root',
  'meta',
  'invalid-record',
  'cycle',
  'too-large',
] as const
export type RefusalCode = (typeof refusalCodes)[number]

export const welcomeSchema = z.object({
  type: z.literal('welcome'),
  participantId: id,
  role: z.enum(roles),
  mayWrite: z.boolean(),
  epoch: z.number(),
  protocol: z.number(),
  /** The board's session: id, its state's last event number, the board on show. */
  session: z.object({ id, seq: z.number(), status: z.string(), currentBoard: id }),
})
export const rightsSchema = z.object({
  type: z.literal('rights'),
  role: z.enum(roles),
  mayWrite: z.boolean(),
})
export const savedSchema = z.object({ type: z.literal('saved'), upTo: z.number() })
export const refusedSchema = z.object({
  type: z.literal('refused'),
  records: z.array(z.string()),
  code: z.enum(refusalCodes),
})
export const sessionEventSchema = z.object({
  type: z.literal('session'),
  seq: z.number(),
  at: z.number(),
  event: z.looseObject({ type: z.string() }),
})
/** Everyone who is connected to this board now, facilitators first, then by arrival. */
export const peopleSchema = z.object({
  type: z.literal('people'),
  people: z.array(z.object({ participantId: id, name: z.string(), role: z.enum(roles) })),
})
/** The trajectory's title or language has changed: what was asked of it is to be asked again. */
export const trajectorySchema = z.object({ type: z.literal('trajectory') })
export const tickSchema = z.object({ type: z.literal('tick') })

export const downSchema = z.discriminatedUnion('type', [
  welcomeSchema,
  rightsSchema,
  savedSchema,
  refusedSchema,
  sessionEventSchema,
  peopleSchema,
  trajectorySchema,
  tickSchema,
])
export type Down = z.infer<typeof downSchema>
export type Welcome = z.infer<typeof welcomeSchema>

/**
 * Every no of the HTTP side, as a stable code. A page puts the code in its own words; `detail` of
 * the problem is one sentence for people who use the API by hand. The status belongs to the code,
 * so that no route can answer the same no in two ways.
 */
import * as z from 'zod/mini'

export const problemStatus = {
  'malformed-json': 400,
  invalid: 400,
  'empty-name': 400,
  'name-too-long': 400,
  'empty-title': 400,
  'title-too-long': 400,
  'empty-text': 400,
  'text-too-long': 400,
  'invalid-date': 400,
  'invalid-idempotency-key': 400,
  'no-identity': 401,
  'not-a-member': 403,
  removed: 403,
  'not-allowed': 403,
  'not-yours': 403,
  'wrong-note-key': 403,
  'foreign-origin': 403,
  'unknown-key': 404,
  'unknown-template': 404,
  'unknown-zone': 404,
  'unknown-note': 404,
  'unknown-instance': 404,
  'unknown-board': 404,
  'not-found': 404,
  'key-reused': 409,
  'other-person': 409,
  'last-facilitator': 409,
  locked: 409,
  'already-started': 409,
  'not-started': 409,
  'session-ended': 409,
  'not-ended': 409,
  'nameless-zone': 409,
  'ambiguous-zone': 409,
  'pictures-full': 409,
  'too-large': 413,
  'picture-unknown': 415,
  'picture-broken': 422,
  'picture-moves': 422,
  'picture-too-large': 422,
  'too-many': 429,
  'too-many-examples': 429,
  internal: 500,
  'store-unavailable': 503,
} as const satisfies Record<string, number>
export type ProblemCode = keyof typeof problemStatus

export const problemCodes = Object.keys(problemStatus) as readonly ProblemCode[]

/** The body of every refusal and error, as `application/problem+json`. */
export const problemSchema = z.object({
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  code: z.string(),
  /** The field of the body that was wrong, when there is one. */
  field: z.optional(z.string()),
})
export type Problem = z.infer<typeof problemSchema>

/** A desk's answer: what was asked for, or an expected no. */
export type Outcome<T> =
  | { readonly ok: true; readonly answer: T }
  | { readonly ok: false; readonly refusal: ProblemCode }

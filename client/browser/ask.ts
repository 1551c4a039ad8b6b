/**
 * One HTTP call by its name in shared/wire/calls.ts: a body out, an answer through its schema, or a
 * problem. A problem is a value, which pages put in words by its code. What never reached the
 * server is `offline`, an answer we can't read is `unreadable`.
 */
import * as z from 'zod/mini'
import { type AnswerOf, type BodyOf, type Call, type CallName, calls } from '../../shared/wire/calls.ts'
import { type ProblemCode, problemCodes, problemSchema } from '../../shared/wire/problem.ts'

export type ClientProblemCode = ProblemCode | 'offline' | 'unreadable'

export interface ClientProblem {
  readonly code: ClientProblemCode
  /** The field of the body that was wrong, when there is one. */
  readonly field?: string
}

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: ClientProblem }

type ParamsIn<P extends string> = P extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamsIn<Rest>
  : P extends `${string}:${infer Name}`
    ? Name
    : never

export interface Asked<N extends CallName> {
  readonly params?: Readonly<Record<ParamsIn<(typeof calls)[N]['path']>, string>>
  readonly body?: BodyOf<N>
  /** The same key sent again never makes a second thing. */
  readonly idempotencyKey?: string
  /** The key of a nameless note, kept by this device alone. */
  readonly noteKey?: string
  readonly signal?: AbortSignal
}

const patienceMs = 20_000

export async function ask<N extends CallName>(name: N, asked: Asked<N> = {}): Promise<Answer<AnswerOf<N>>> {
  const call: Call = calls[name]
  const response = await send(call, pathOf(call.path, asked.params ?? {}), asked)
  if (response === null) return { ok: false, problem: { code: 'offline' } }
  const body = await readJson(response)
  if (!response.ok) return { ok: false, problem: problemOf(response.status, body) }
  if (call.answer === undefined) return { ok: true, value: undefined as AnswerOf<N> }
  const parsed = z.safeParse(call.answer, body)
  if (!parsed.success) return { ok: false, problem: { code: 'unreadable' } }
  // The table pairs a name with its schema; the compiler can't follow that through the lookup.
  return { ok: true, value: parsed.data as AnswerOf<N> }
}

/** A snapshot's document as it lies on the server. */
export async function askSnapshotBytes(snapshotId: string, signal: AbortSignal): Promise<Answer<Uint8Array>> {
  const call: Call = calls.snapshotDoc
  const response = await send(call, pathOf(call.path, { snapshotId }), { signal })
  if (response === null) return { ok: false, problem: { code: 'offline' } }
  if (!response.ok) return { ok: false, problem: problemOf(response.status, await readJson(response)) }
  try {
    return { ok: true, value: new Uint8Array(await response.arrayBuffer()) }
  } catch {
    return { ok: false, problem: { code: 'offline' } }
  }
}

/** `/api/boards/:boardId` with its names filled in. */
export function pathOf(pattern: string, params: Readonly<Record<string, string>>): string {
  return pattern.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
}

async function send(
  call: Call,
  path: string,
  asked: {
    readonly body?: unknown
    readonly idempotencyKey?: string
    readonly noteKey?: string
    readonly signal?: AbortSignal
  },
): Promise<Response | null> {
  const patience = AbortSignal.timeout(patienceMs)
  const headers: Record<string, string> = { accept: call.type ?? 'application/json' }
  if (asked.body !== undefined) headers['content-type'] = 'application/json'
  if (asked.idempotencyKey !== undefined) headers['idempotency-key'] = asked.idempotencyKey
  if (asked.noteKey !== undefined) headers['note-key'] = asked.noteKey
  try {
    return await fetch(path, {
      method: call.method,
      headers,
      body: asked.body === undefined ? null : JSON.stringify(asked.body),
      signal: asked.signal === undefined ? patience : AbortSignal.any([asked.signal, patience]),
      credentials: 'same-origin',
    })
  } catch {
    return null
  }
}

/** The body as JSON; null when there is none, undefined when it is something else. */
async function readJson(response: Response): Promise<unknown> {
  try {
    const text = await response.text()
    return text === '' ? null : JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Exported for its test: a refusal of ours by its code, anything else by its status. */
export function problemOf(status: number, body: unknown): ClientProblem {
  const parsed = z.safeParse(problemSchema, body)
  if (!parsed.success) return { code: codeForStatus(status) }
  const { code, field } = parsed.data
  const known = problemCodes.find((ours) => ours === code) ?? codeForStatus(status)
  return field === undefined ? { code: known } : { code: known, field }
}

/** A proxy in between answers with pages of its own; its status still says something. */
function codeForStatus(status: number): ClientProblemCode {
  if (status === 401) return 'no-identity'
  if (status === 403) return 'not-allowed'
  if (status === 404) return 'not-found'
  if (status === 413) return 'too-large'
  if (status === 429) return 'too-many'
  if (status === 502 || status === 503 || status === 504) return 'store-unavailable'
  return 'internal'
}

/**
 * One request as a route sees it: its parameters, its parsed body, who the device is. Everything
 * outside text is parsed here; past this line nobody checks again.
 */
import { createHash, createHmac } from 'node:crypto'
import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import type * as z from 'zod/mini'
import type { Language } from '../../../shared/language.ts'
import { calls, type AnswerOf, type Call, type CallName } from '../../../shared/wire/calls.ts'
import { problemCodes, type Outcome } from '../../../shared/wire/problem.ts'
import type { Done, Once } from '../../core/once.ts'
import { deviceCookie, deviceIn, mintDevice } from './device.ts'
import { isHttps, ownAddress, type AddressConfig } from './origin.ts'
import { languageOf, Refused } from './problems.ts'

export type Bindings = { Bindings: HttpBindings }
export type HttpContext = Context<Bindings>

type BodyOf<N extends CallName> = (typeof calls)[N] extends { readonly body: infer B extends z.ZodMiniType }
  ? z.output<B>
  : undefined

export interface Ask<N extends CallName> {
  readonly context: HttpContext
  readonly body: BodyOf<N>
  readonly language: Language
  /** A body of bytes, and its idempotency; read only when it is asked for, once. */
  bytes(): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly once: Once | null }>
  /** When it was asked. */
  readonly now: number
  /** A part of the path; there by the route's own pattern. */
  param(name: string): string
  /** The cookie's hash; null for a device we don't know. */
  readonly deviceHash: string | null
  /** The device, minted when it has no cookie yet; the answer brings the cookie. */
  device(): { readonly hash: string }
  /** The request's idempotency, when it has a key and comes from a device we know. */
  readonly once: Once | null
  /** A key for a nameless note: the same again for the same request, known to nobody but this device. */
  noteKey(random: () => string): string
  /** A whole address of ours that joins by `key`. */
  readonly joinLink: (key: string) => string
}

export interface Reply<N extends CallName> {
  readonly answer: AnswerOf<N>
  /** Answered before: 200, whatever the first answer's status was. */
  readonly isReplay?: boolean
}

export async function readAsk<N extends CallName>(
  name: N,
  context: HttpContext,
  config: AddressConfig,
  now: number,
): Promise<Ask<N>> {
  const call: Call = calls[name]
  const { headers } = context.env.incoming
  let device = deviceIn(headers.cookie)
  const hash = (text: string | Uint8Array) => createHash('sha256').update(text).digest('hex')
  const deviceHash = device === null ? null : hash(device)
  const body = await readBody(call, context)
  const key = call.once === true ? idempotencyKey(context) : null
  return {
    context,
    body: body as BodyOf<N>,
    language: languageOf(context.req.header('accept-language')),
    now,
    param: (part) => context.req.param(part) ?? '',
    deviceHash,
    device() {
      device ??= mintDevice()
      context.header('Set-Cookie', deviceCookie(device, isHttps(headers, config)))
      return { hash: hash(device) }
    },
    once: key === null || device === null ? null : onceOf(context, device, key, JSON.stringify(body)),
    async bytes() {
      const bytes = new Uint8Array(await context.req.arrayBuffer())
      const once = key === null || device === null ? null : onceOf(context, device, key, hash(bytes))
      return { bytes, once }
    },
    noteKey: (random) =>
      key === null || device === null ? random() : mac(device, `note ${context.req.path} ${key}`),
    joinLink: (joinKey) => `${ownAddress(headers, config)}/join#${joinKey}`,
  }
}

/**
 * A receipt is found again by the device alone and leads back to nobody: its key is a MAC under the
 * cookie, which is stored nowhere. A receipt by participant would name who wrote a nameless note.
 */
function onceOf(context: HttpContext, device: string, key: string, body: string | undefined): Once {
  const scope = `${context.req.method} ${context.req.path}`
  return {
    scope,
    key: mac(device, `once ${scope} ${key}`),
    bodyHash: mac(device, `body ${key} ${body}`),
  }
}

function mac(key: string, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64url')
}

function idempotencyKey(context: HttpContext): string | null {
  const key = context.req.header('idempotency-key')
  if (key === undefined) return null
  if (!/^[\x21-\x7e]{1,100}$/.test(key)) throw new Refused('invalid-idempotency-key')
  return key
}

async function readBody(call: Call, context: HttpContext): Promise<unknown> {
  if (call.body === undefined) return undefined
  const parsed = call.body.safeParse(parseJson(await context.req.text()))
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const code = problemCodes.find((known) => known === issue?.message) ?? 'invalid'
  throw new Refused(code, issue?.path.join('.') || undefined)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    if (cause instanceof SyntaxError) throw new Refused('malformed-json')
    throw cause
  }
}

/** The answer of a desk, or its refusal thrown to where all refusals become answers. */
export function orRefuse<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Refused(outcome.refusal)
  return outcome.answer
}
export function doneOrRefuse<T>(done: Done<T>): { readonly value: T; readonly isReplay: boolean } {
  return orRefuse(done)
}

/** Someone with a device: keeps its cookie, calls by name, and reads answers by their schema. */
import * as z from 'zod/mini'
import { calls, type AnswerOf, type BodyOf, type Call, type CallName } from '../../shared/wire/calls.ts'
import { problemSchema, type ProblemCode } from '../../shared/wire/problem.ts'

export interface Wish<N extends CallName> {
  readonly params?: Readonly<Record<string, string>>
  readonly body?: BodyOf<N>
  readonly headers?: Readonly<Record<string, string>>
}
export interface Got<N extends CallName> {
  readonly status: number
  readonly answer: AnswerOf<N>
}

export class Person {
  readonly address: string
  cookie: string | null = null
  constructor(address: string) {
    this.address = address
  }

  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers({ Origin: this.address, 'Accept-Language': 'en' })
    if (this.cookie !== null) headers.set('Cookie', this.cookie)
    new Headers(init.headers).forEach((value, name) => headers.set(name, value))
    const response = await fetch(new URL(path, this.address), { ...init, headers })
    const given = response.headers.getSetCookie()[0]?.split(';')[0]
    if (given !== undefined) this.cookie = given
    return response
  }

  /** The raw answer to a call. */
  async send<N extends CallName>(
    name: N,
    { params = {}, body, headers = {} }: Wish<N> = {},
  ): Promise<Response> {
    const call: Call = calls[name]
    const path = call.path.replaceAll(/:(\w+)/g, (_, part: string) => params[part] ?? part)
    return this.fetch(path, {
      method: call.method,
      headers: { ...headers, ...(body !== undefined && { 'Content-Type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  }

  /** The answer, which must be a yes of the described form. */
  async call<N extends CallName>(name: N, wish: Wish<N> = {}): Promise<Got<N>> {
    const response = await this.send(name, wish)
    const call: Call = calls[name]
    if (!response.ok) throw new Error(`${name}: ${response.status} ${await response.text()}`)
    if (call.answer === undefined) return { status: response.status, answer: undefined as AnswerOf<N> }
    return {
      status: response.status,
      answer: call.answer.parse(await response.json()) as AnswerOf<N>,
    }
  }
  async ask<N extends CallName>(name: N, wish: Wish<N> = {}): Promise<AnswerOf<N>> {
    return (await this.call(name, wish)).answer
  }

  /** The code of the refusal; throws when it was allowed. */
  async refusal<N extends CallName>(name: N, wish: Wish<N> = {}): Promise<ProblemCode> {
    return refusalIn(await this.send(name, wish))
  }
}

/** The code of a problem whose form and status are as described. */
export async function refusalIn(response: Response): Promise<ProblemCode> {
  if (response.ok) throw new Error(`not refused: ${response.status} ${response.url}`)
  const problem = z.parse(problemSchema, await response.json())
  if (problem.status !== response.status) throw new Error('status and problem differ')
  if (!response.headers.get('content-type')?.startsWith('application/problem+json'))
    throw new Error('no problem+json')
  return problem.code as ProblemCode
}

/** The key in a link `…/join#KEY`. */
export function keyIn(link: string): string {
  return new URL(link).hash.slice(1)
}

/** Ana with a fresh trajectory and a live session. */
export async function anaStarts(address: string, kind: 'mixed' | null = null) {
  const ana = new Person(address)
  const { trajectoryId, participantId, links } = await ana.ask('start', {
    body: { title: 'Rust aan tafel', name: 'Ana', perspective: 'manager' },
  })
  const session = await ana.ask('newSession', {
    params: { trajectoryId },
    body: { title: 'Eerste sessie', ...(kind !== null && { kind }) },
  })
  return { ana, anaId: participantId, trajectoryId, links, ...session }
}

export async function joins(address: string, link: string, name: string): Promise<Person & { id: string }> {
  const person = new Person(address)
  const { participantId } = await person.ask('join', { body: { key: keyIn(link), name } })
  return Object.assign(person, { id: participantId })
}

/** What a route is: a function per call of `shared/wire/calls.ts`. */
import type { CallName } from '../../../shared/wire/calls.ts'
import type { Ask, Reply } from './ask.ts'

/** A call without an answer body gives `done`; one that answers in bytes gives the whole response. */
export type Route<N extends CallName> = (ask: Ask<N>) => Promise<Reply<N> | Response>
export type Routes = { readonly [N in CallName]: Route<N> }

export const done = { answer: undefined } as const

export interface Settings {
  readonly tldrawLicenseKey: string | null
}

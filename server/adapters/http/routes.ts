/** One function per call of `shared/wire/calls.ts`: finds what is asked about and hands it to a desk. */
import type { CallName } from '../../../shared/wire/calls.ts'
import type { Desks } from '../../core/desks.ts'
import type { Ask, Reply } from './ask.ts'
import { boardRoutes } from './board-routes.ts'
import { peopleRoutes } from './people-routes.ts'
import { sessionRoutes } from './session-routes.ts'
import { snapshotRoutes } from './snapshot-routes.ts'

/** A call without an answer body gives `done`; one that answers in bytes gives the whole response. */
export type Route<N extends CallName> = (ask: Ask<N>) => Promise<Reply<N> | Response>
export type Routes = { readonly [N in CallName]: Route<N> }

export const done = { answer: undefined } as const

export interface Settings {
  readonly tldrawLicenseKey: string | null
}

export function openRoutes(desks: Desks, settings: Settings): Routes {
  return {
    ...peopleRoutes(desks, settings),
    ...sessionRoutes(desks),
    ...boardRoutes(desks),
    ...snapshotRoutes(desks),
  }
}

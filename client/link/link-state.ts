/**
 * What a page may know about its connection, as one value, and how each event changes it. Pure: the
 * seat in `link.ts` feeds it events and tells listeners when the value became another one.
 *
 * `saving` is a promise to the person: false means that every change made on this page lies on the
 * server's disk. The server counts the sync frames of a connection (`saved {upTo}`), so the state
 * remembers the number of the last frame that carried changes of ours.
 */
import { closeCodes, isTerminal, reasonOf, type CloseReason } from '../../shared/wire/close-codes.ts'
import type { Down, Welcome } from '../../shared/wire/control.ts'
import type { Role } from '../../shared/session/role.ts'
import { unreachable } from '../../shared/assert.ts'

export type Person = Extract<Down, { type: 'people' }>['people'][number]

export type Connection =
  | { readonly status: 'connecting' }
  | { readonly status: 'live' }
  /** `isStoreDown`: the server is there and lets nobody in, since it can't store what they write. */
  | { readonly status: 'offline'; readonly sinceAt: number; readonly isStoreDown?: true }
  /** For good: the server said no, and asking again would not change that. */
  | { readonly status: 'refused'; readonly reason: CloseReason | 'unknown' }

export interface LinkState {
  readonly connection: Connection
  readonly saving: boolean
  /** Who the server says we are; null before the first welcome. Kept while offline. */
  readonly me: { readonly participantId: string; readonly role: Role; readonly mayWrite: boolean } | null
  readonly session: Welcome['session'] | null
  readonly epoch: number | null
  readonly people: readonly Person[]
  /** The last sync frame of this connection that carried our changes; null when none was sent yet. */
  readonly carriedBy: number | null
}

export type LinkEvent =
  | { readonly type: 'closed'; readonly code: number | null }
  | { readonly type: 'synced' }
  /** A change was made on this page. Comes before the frame that carries it. */
  | { readonly type: 'changed' }
  /** The n-th sync frame of this connection went out and carried changes (not a mere question). */
  | { readonly type: 'sent'; readonly frame: number }
  | { readonly type: 'down'; readonly down: Down }

export const firstState: LinkState = {
  connection: { status: 'connecting' },
  saving: false,
  me: null,
  session: null,
  epoch: null,
  people: [],
  carriedBy: null,
}

/** The state after an event; the same value when nothing changed. A refused link stays refused. */
export function next(state: LinkState, event: LinkEvent, now: number): LinkState {
  switch (event.type) {
    case 'closed':
      return afterClose(state, event.code, now)
    case 'synced':
      if (state.connection.status === 'refused') return state
      return { ...state, connection: { status: 'live' } }
    case 'changed':
      return state.saving ? state : { ...state, saving: true }
    case 'sent':
      return state.saving ? { ...state, carriedBy: event.frame } : state
    case 'down':
      return afterDown(state, event.down)
    default:
      return unreachable(event)
  }
}

function afterClose(state: LinkState, code: number | null, now: number): LinkState {
  if (state.connection.status === 'refused') return state
  // Frames are counted per connection: a number of the old one says nothing on the next.
  const gone: LinkState = { ...state, carriedBy: null, people: [] }
  if (code !== null && isTerminal(code)) {
    return { ...gone, connection: { status: 'refused', reason: reasonOf(code) ?? 'unknown' } }
  }
  const sinceAt = state.connection.status === 'offline' ? state.connection.sinceAt : now
  const isStoreDown = code === closeCodes.storeUnavailable
  return { ...gone, connection: { status: 'offline', sinceAt, ...(isStoreDown && { isStoreDown }) } }
}

function afterDown(state: LinkState, down: Down): LinkState {
  switch (down.type) {
    case 'welcome': {
      const { participantId, role, mayWrite } = down
      return { ...state, me: { participantId, role, mayWrite }, session: down.session, epoch: down.epoch }
    }
    case 'rights':
      if (state.me === null) return state
      return { ...state, me: { ...state.me, role: down.role, mayWrite: down.mayWrite } }
    case 'saved':
      if (!state.saving || state.carriedBy === null || down.upTo < state.carriedBy) return state
      return { ...state, saving: false, carriedBy: null }
    case 'people':
      return { ...state, people: down.people }
    case 'refused':
      return { ...state, carriedBy: null }
    case 'session':
    case 'trajectory':
    case 'tick':
      return state
    default:
      return unreachable(down)
  }
}

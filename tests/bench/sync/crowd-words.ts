/** What is said between the bench and its processes. */
import type { DialectName, Seat } from './dialect.ts'
import type { Load } from './loads.ts'

export type Order =
  | {
      readonly type: 'come'
      readonly dialect: DialectName
      readonly seats: readonly Seat[]
      readonly probes: boolean
      readonly load: Load
      /** How many each may need to have ready. */
      readonly changes: number
    }
  | { readonly type: 'go' | 'count' | 'stop' }

/** Since the start; times only since they were asked last. */
export interface Counted {
  readonly sentChanges: number
  readonly sentCursors: number
  readonly frames: number
  readonly bytes: number
  readonly changes: number
  readonly cursors: number
  readonly changeMs: readonly number[]
  readonly cursorMs: readonly number[]
}

export type Report =
  | { readonly type: 'ready' }
  | { readonly type: 'counted'; readonly counted: Counted }
  /** The newest change of each writer that was seen by somebody else. */
  | { readonly type: 'stopped'; readonly seen: readonly (readonly [writer: number, seq: number])[] }

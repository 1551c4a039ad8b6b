/** What the two threads say to each other; bytes are moved, not copied. */
import type { Packed } from '../../core/packed.ts'

export interface ReplayAsk {
  readonly id: number
  readonly updates: Packed
  /** The epoch that the records shall begin anew in; null for the same document. */
  readonly rebuildAs: number | null
}

export type ReplayAnswer =
  | { readonly id: number; readonly ok: true; readonly replayed: Packed }
  | { readonly id: number; readonly ok: true; readonly rebuilt: Packed | null; readonly clientId: number }
  | { readonly id: number; readonly ok: false; readonly why: string }

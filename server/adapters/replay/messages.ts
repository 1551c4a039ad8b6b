/** What the two threads say to each other; bytes are moved, not copied. */
import type { Packed } from '../../core/packed.ts'

export interface ReplayAsk {
  readonly id: number
  readonly updates: Packed
}

export type ReplayAnswer =
  | { readonly id: number; readonly ok: true; readonly parts: Packed }
  | { readonly id: number; readonly ok: false; readonly why: string }

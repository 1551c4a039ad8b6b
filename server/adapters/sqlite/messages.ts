/**
 * What the two threads say to each other. Every question has a number and gets one answer.
 *
 * Bytes travel packed in one fresh buffer, which is moved rather than copied: cloning a view would
 * clone the whole buffer behind it, and the buffer behind a frame may be that of a whole socket.
 */
import type { Fact } from '../../core/ports.ts'
import type { ReadName } from './reads.ts'
import type { Failure } from './faults.ts'

/** Several byte strings, one after the other. */
export interface Packed {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly lengths: readonly number[]
}

export interface BoardWrite {
  readonly boardId: string
  readonly epoch: number
  readonly updates: Packed
  readonly clients: readonly { readonly clientId: number; readonly owner: string }[]
}

export type Write =
  | { readonly type: 'commit'; readonly boards: readonly BoardWrite[]; readonly facts: readonly Fact[] }
  | {
      readonly type: 'checkpoint'
      readonly boardId: string
      readonly epoch: number
      readonly upToSeq: number
      readonly doc: Packed
    }
  | { readonly type: 'erase'; readonly trajectoryId: string; readonly now: number }
  | { readonly type: 'forgetReceipts'; readonly before: number }
  | { readonly type: 'beat' }

export type Read =
  | { readonly type: 'rows'; readonly read: ReadName; readonly keys: readonly (string | number)[] }
  | { readonly type: 'board'; readonly boardId: string }
  | { readonly type: 'document'; readonly snapshotId: string }
  | { readonly type: 'stats' }

export type Ask = { readonly id: number } & (Write | Read | { readonly type: 'close' })

export type Answer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly failure: Failure }

/** The first word of the worker, before any answer. */
export type Opened =
  | { readonly opened: true; readonly version: number; readonly migratedFrom: number }
  | { readonly opened: false; readonly failure: Failure }

export function pack(parts: readonly Uint8Array[]): Packed {
  const lengths = parts.map((part) => part.byteLength)
  const bytes = new Uint8Array(lengths.reduce((sum, length) => sum + length, 0))
  let offset = 0
  for (const part of parts) {
    bytes.set(part, offset)
    offset += part.byteLength
  }
  return { bytes, lengths }
}

export function unpack(packed: Packed): Uint8Array[] {
  let offset = 0
  return packed.lengths.map((length) => packed.bytes.subarray(offset, (offset += length)))
}

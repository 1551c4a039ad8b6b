/** What the two threads say to each other. Every question has a number and gets one answer. */
import type { Packed } from '../../core/packed.ts'
import type { BoardHold, Fact } from '../../core/ports.ts'
import type { ReadName } from './reads.ts'
import type { Failure } from './faults.ts'

export interface BoardWrite {
  readonly boardId: string
  readonly epoch: number
  readonly fence: number
  readonly updates: Packed
  readonly clients: readonly ClientRow[]
}

interface ClientRow {
  readonly clientId: number
  readonly owner: string
}

export type Write =
  | { readonly type: 'commit'; readonly boards: readonly BoardWrite[]; readonly facts: readonly Fact[] }
  | {
      readonly type: 'checkpoint'
      readonly boardId: string
      readonly at: BoardHold
      readonly upToSeq: number
      readonly doc: Packed
    }
  | {
      readonly type: 'beginEpoch'
      readonly boardId: string
      readonly at: BoardHold
      readonly doc: Packed
      readonly clients: readonly ClientRow[]
    }
  | {
      readonly type: 'takeLease'
      readonly boardId: string
      readonly owner: string
      readonly now: number
      readonly until: number
    }
  | { readonly type: 'renewLeases'; readonly owner: string; readonly until: number }
  | { readonly type: 'releaseLease'; readonly boardId: string; readonly fence: number }
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

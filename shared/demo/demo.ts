/**
 * An example session as data: who was there, and what each wrote where. Nothing in here draws or
 * decides; `lay.ts` turns it into the records of boards, by the same functions that people's own
 * boards come from. Order of notes is order of writing.
 */
import type { Point } from '../board/geometry.ts'
import type { Localised } from '../language.ts'
import type { Perspective } from '../session/role.ts'
import type { SessionBasis, SessionKind } from '../session/session.ts'

export interface DemoPerson {
  readonly key: string
  readonly name: string
  readonly perspective: Perspective | null
}

export interface DemoNote {
  readonly zone: string
  /** Key of who wrote it; null: nameless. */
  readonly by: string | null
  readonly text: Localised
  /** Where in its zone; absent: the next free cell. */
  readonly at?: DemoSpot
  /** What others in this demo point to it by. */
  readonly key?: string
  /** Key of a note that was laid before: an arrow runs from this one to it. */
  readonly leadsTo?: string
}

/** A pair of numbers where the zone has axes, or one of its boxes; the first is 1. */
export type DemoSpot = { readonly plot: Point } | { readonly slot: number }

export interface DemoInstance {
  readonly template: string
  readonly notes: readonly DemoNote[]
  /** What is written on the shared card of an output zone, by the zone's key. */
  readonly cards: Readonly<Record<string, Localised>>
}

export interface DemoBoard {
  readonly title: Localised
  /** From left to right. */
  readonly instances: readonly DemoInstance[]
}

export interface Demo {
  readonly title: Localised
  /** It is dated on the day it is looked at: a live session of weeks ago is none. */
  readonly session: {
    readonly title: Localised
    readonly kind: SessionKind
    readonly basis: SessionBasis
    readonly phase: number
  }
  /** Who the visitor looks along as: the facilitator. */
  readonly facilitator: DemoPerson
  readonly others: readonly DemoPerson[]
  /** The first one is on show. */
  readonly boards: readonly [DemoBoard, ...DemoBoard[]]
}

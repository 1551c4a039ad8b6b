/**
 * What travels of a person's being here, and what may: where they point, what they look at, whom they
 * follow. Pure.
 */
import * as z from 'zod/mini'
import { roles } from '../../../shared/session/role.ts'

const point = z.object({ x: z.number(), y: z.number() })
const box = z.object({
  x: z.number(),
  y: z.number(),
  w: z.number().check(z.positive()),
  h: z.number().check(z.positive()),
})

/** Of someone else, with the server's `user`. Other Yjs clients may say less. */
export const presenceSchema = z.object({
  cursor: z.optional(z.nullable(point)),
  /** The part of the page on their screen. */
  view: z.optional(z.nullable(box)),
  /** The participant whose view they go along with. */
  follows: z.optional(z.nullable(z.string())),
  user: z.object({ participantId: z.string(), name: z.string(), role: z.enum(roles) }),
})
export type Presence = z.infer<typeof presenceSchema>
export type Point = z.infer<typeof point>
export type View = z.infer<typeof box>

/** What we say of ourselves. */
export interface OwnState {
  readonly cursor: Point | null
  readonly view: View | null
  readonly follows: string | null
}

export const nothingSaid: OwnState = { cursor: null, view: null, follows: null }

export interface Situation {
  /** Null while nothing was pointed at yet. */
  readonly pointer: Point | null
  readonly view: View
  readonly follows: string | null
  /** True where it would tell who writes without a name: over such a zone, or with its card open. */
  readonly isHidden: boolean
  /** True where looking there would tell it too. */
  readonly isViewHidden: boolean
  /** False for a page in the background. */
  readonly isSeen: boolean
}

/** What to say now. Out of sight the last view stays: a view that went blank would tell as much. */
export function ownState(before: OwnState, now: Situation): OwnState {
  if (now.isHidden || !now.isSeen) return { cursor: null, view: before.view, follows: now.follows }
  const { x, y, w, h } = now.view
  const view = now.isViewHidden
    ? before.view
    : { x: Math.round(x), y: Math.round(y), w: atLeastOne(w), h: atLeastOne(h) }
  const cursor = now.pointer === null ? null : { x: Math.round(now.pointer.x), y: Math.round(now.pointer.y) }
  return { cursor, view, follows: now.follows }
}

export function isSame(a: OwnState, b: OwnState): boolean {
  return (
    a.follows === b.follows &&
    a.cursor?.x === b.cursor?.x &&
    a.cursor?.y === b.cursor?.y &&
    a.view?.x === b.view?.x &&
    a.view?.y === b.view?.y &&
    a.view?.w === b.view?.w &&
    a.view?.h === b.view?.h
  )
}

function atLeastOne(length: number): number {
  return Math.max(1, Math.round(length))
}

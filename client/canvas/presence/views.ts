/** Which view someone who follows goes along with, and the camera that shows it. Pure. */
import type { View } from './presence-state.ts'

/** One page of a person, as it was last heard of. */
export interface SeenView {
  readonly participantId: string
  readonly view: View | null
  readonly follows: string | null
  /** Rises with every change: of two devices the one last used counts. */
  readonly changed: number
}

/**
 * The view of a person, or of whom they follow in turn. Null when nothing is known, or when people
 * follow each other in a circle: then everyone stays where they are.
 */
export function viewOf(seen: Iterable<SeenView>, participantId: string, meId: string): View | null {
  const latest = new Map<string, SeenView>()
  for (const one of seen) {
    const known = latest.get(one.participantId)
    if (known === undefined || known.changed < one.changed) latest.set(one.participantId, one)
  }
  const passed = new Set([meId])
  let at = latest.get(participantId)
  while (at !== undefined) {
    if (passed.has(at.participantId)) return null
    passed.add(at.participantId)
    const { follows } = at
    if (follows === meId) return null
    const next = follows === null ? undefined : latest.get(follows)
    // Whom they follow may have gone: then what they saw last counts.
    if (next === undefined) return at.view
    at = next
  }
  return null
}

export interface Screen {
  readonly w: number
  readonly h: number
}

const zoomMin = 0.05
const zoomMax = 8

/** The part of the page that a screen shows when all of `view` fits in it, in its middle. */
export function fitting(view: View, screen: Screen): View {
  const zoom = Math.min(zoomMax, Math.max(zoomMin, Math.min(screen.w / view.w, screen.h / view.h)))
  const [w, h] = [screen.w / zoom, screen.h / zoom]
  return { x: view.x + (view.w - w) / 2, y: view.y + (view.h - h) / 2, w, h }
}

/** A step from one view towards another: all of it, or most of what is left in a tenth of a second. */
export function towards(from: View, to: View, elapsedMs: number, isStill: boolean): View {
  const pixel = to.w / 1000
  const distance = Math.max(Math.abs(from.x - to.x), Math.abs(from.y - to.y), Math.abs(from.w - to.w))
  if (isStill || distance < pixel) return to
  const part = 1 - Math.exp(-elapsedMs / 90)
  const between = (a: number, b: number) => a + (b - a) * part
  return {
    x: between(from.x, to.x),
    y: between(from.y, to.y),
    w: between(from.w, to.w),
    h: between(from.h, to.h),
  }
}

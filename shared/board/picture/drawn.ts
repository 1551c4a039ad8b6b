/** What drawing one shape gives, in the shape's own coordinates. */
import type { Point } from '../geometry.ts'

export interface Drawn {
  readonly markup: string
  /** Points on its outer edge: what the picture's bounds go around, and where arrows end. */
  readonly edge: readonly Point[]
}

export function boxEdge(w: number, h: number): Point[] {
  return [
    { x: 0, y: 0 },
    { x: w, y: 0 },
    { x: w, y: h },
    { x: 0, y: h },
  ]
}

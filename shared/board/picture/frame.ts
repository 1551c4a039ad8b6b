/** Where a shape's own coordinates lie on the page: moved, then turned. Parents are frames too. */
import type { Point, Stance } from '../geometry.ts'

/** Turned by radians, clockwise on the screen. */
export type Frame = Stance

export const pageFrame: Frame = { x: 0, y: 0, rotation: 0 }

/** From coordinates in the frame to those around it. */
export function outOf(frame: Frame, { x, y }: Point): Point {
  const [cos, sin] = [Math.cos(frame.rotation), Math.sin(frame.rotation)]
  return { x: frame.x + x * cos - y * sin, y: frame.y + x * sin + y * cos }
}

/** From coordinates around the frame to those in it. */
export function into(frame: Frame, { x, y }: Point): Point {
  const [cos, sin] = [Math.cos(frame.rotation), Math.sin(frame.rotation)]
  const [dx, dy] = [x - frame.x, y - frame.y]
  return { x: dx * cos + dy * sin, y: dy * cos - dx * sin }
}

/** A frame within a frame, as seen from outside both. */
export function within(outer: Frame, inner: Frame): Frame {
  return { ...outOf(outer, inner), rotation: outer.rotation + inner.rotation }
}

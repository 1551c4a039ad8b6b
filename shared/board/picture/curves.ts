/** Points → smooth paths: the pen, and lines with soft corners. */
import type { Point } from '../geometry.ts'
import { short } from './xml.ts'

/** Through the middles between points, with the points as handles: calm, and never beyond the points. */
export function penPath(points: readonly Point[], isClosed: boolean): string {
  const [first, ...rest] = points
  if (first === undefined) return ''
  if (rest.length === 0) return `M${at(first)}l.01 0`
  const handles = rest.slice(0, -1).map((point, index) => {
    const next = rest[index + 1] ?? point
    return `Q${at(point)} ${at({ x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 })}`
  })
  const last = rest.at(-1) ?? first
  return `M${at(first)}${handles.join('')}L${at(last)}${isClosed ? 'Z' : ''}`
}

export function straightPath(points: readonly Point[], isClosed = false): string {
  return points.length === 0 ? '' : `M${points.map(at).join('L')}${isClosed ? 'Z' : ''}`
}

/** A curve through all points (Catmull-Rom as Béziers). */
export function softPath(points: readonly Point[]): string {
  const [first] = points
  if (first === undefined) return ''
  const parts = points.slice(1).map((end, index) => {
    const start = points[index] ?? end
    const before = points[index - 1] ?? start
    const after = points[index + 2] ?? end
    const one = { x: start.x + (end.x - before.x) / 6, y: start.y + (end.y - before.y) / 6 }
    const two = { x: end.x - (after.x - start.x) / 6, y: end.y - (after.y - start.y) / 6 }
    return `C${at(one)} ${at(two)} ${at(end)}`
  })
  return `M${at(first)}${parts.join('')}`
}

export function at({ x, y }: Point): string {
  return `${short(x)} ${short(y)}`
}

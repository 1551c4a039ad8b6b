/** A line of points, cut off where it enters or leaves a closed outline. */
import type { Point } from '../geometry.ts'

/** What is left of `points` after their last way out of the outline. */
export function leaving(points: readonly Point[], outline: readonly Point[]): Point[] {
  for (let index = points.length - 1; index > 0; index -= 1) {
    const cut = lastCrossing(points[index - 1], points[index], outline)
    if (cut !== null) return [cut, ...points.slice(index)]
  }
  return [...points]
}

/** What comes before the first way into the outline. */
export function entering(points: readonly Point[], outline: readonly Point[]): Point[] {
  return leaving(points.toReversed(), outline).toReversed()
}

/** The crossing nearest to the end of the piece from `a` to `b`. */
function lastCrossing(a: Point | undefined, b: Point | undefined, outline: readonly Point[]): Point | null {
  if (a === undefined || b === undefined) return null
  let best = -1
  outline.forEach((corner, at) => {
    const share = crossing(a, b, corner, outline[(at + 1) % outline.length] ?? corner)
    if (share !== null && share > best) best = share
  })
  return best < 0 ? null : { x: a.x + (b.x - a.x) * best, y: a.y + (b.y - a.y) * best }
}

/** How far along a → b it meets c → d; null when it doesn't. */
function crossing(a: Point, b: Point, c: Point, d: Point): number | null {
  const [rx, ry, sx, sy] = [b.x - a.x, b.y - a.y, d.x - c.x, d.y - c.y]
  const cross = rx * sy - ry * sx
  if (cross === 0) return null
  const along = ((c.x - a.x) * sy - (c.y - a.y) * sx) / cross
  const across = ((c.x - a.x) * ry - (c.y - a.y) * rx) / cross
  return along >= 0 && along <= 1 && across >= 0 && across <= 1 ? along : null
}

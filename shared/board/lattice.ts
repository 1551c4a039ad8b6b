/**
 * Where in a full zone a note hides the least: points a quarter of a cell apart, each with how much a
 * note there would hide. What lies there is laid on the points once, so asking costs the points of the
 * room and not the notes on it; sixty notes dropped at once among hundreds take one lattice.
 */
import type { Box, Point } from './geometry.ts'
import { cellPx, intoBox, notePx, type Grid } from './zone-grid.ts'

/** Midway between four notes is one of the points. */
const stepPx = cellPx / 4
/** Nearer than this, a note would hide the one below it. */
const nearPx = 10
/** What differs by less hides as much: then nearness counts. */
const alike = 0.05
/** Around a point that is taken, a few places by its side; as many on all sides. */
const asides = [0, 1, -1, 2, -2].map((step) => (step * stepPx) / 5)

interface Place extends Point {
  /** How much of what lies there a note here would hide. */
  readonly hidden: number
  readonly at: number
}

/** The points for notes of one height. */
export class Lattice {
  readonly #least: Point
  readonly #most: Point
  readonly #xs: readonly number[]
  readonly #ys: readonly number[]
  readonly #height: number
  readonly #hidden: Float64Array
  /** Points just on another note, and those that have no place by their side left either. */
  readonly #isOn: Uint8Array
  readonly #isSpent: Uint8Array
  readonly #corners = new Corners()

  constructor({ room, cells }: Pick<Grid, 'room' | 'cells'>, height: number, taken: readonly Box[]) {
    this.#height = height
    this.#least = intoBox(room, room, height)
    this.#most = intoBox(room, { x: room.x + room.w, y: room.y + room.h }, height)
    const [cell = this.#least] = cells
    this.#xs = pointsThrough(cell.x, this.#least.x, this.#most.x)
    this.#ys = pointsThrough(cell.y, this.#least.y, this.#most.y)
    const count = this.#xs.length * this.#ys.length
    this.#hidden = new Float64Array(count)
    this.#isOn = new Uint8Array(count)
    this.#isSpent = new Uint8Array(count)
    for (const box of taken) this.lay(box)
  }

  /** Something lies here from now on. */
  lay(box: Box): void {
    this.#corners.add(box)
    const [left, right] = between(this.#xs, box.x - notePx, box.x + box.w)
    const [top, bottom] = between(this.#ys, box.y - this.#height, box.y + box.h)
    const area = box.w * box.h
    for (let row = top; row < bottom; row += 1) {
      const y = this.#ys[row] ?? 0
      const tall = Math.min(y + this.#height, box.y + box.h) - Math.max(y, box.y)
      for (let column = left; column < right; column += 1) {
        const x = this.#xs[column] ?? 0
        const wide = Math.min(x + notePx, box.x + box.w) - Math.max(x, box.x)
        const at = row * this.#xs.length + column
        // Squared: half of one note is worse than a corner of each of four, of which every word can be read.
        this.#hidden[at] = (this.#hidden[at] ?? 0) + ((wide * tall) / area) ** 2
        if (Math.hypot(x - box.x, y - box.y) < nearPx) this.#isOn[at] = 1
      }
    }
  }

  /**
   * The point that hides the least, the nearest of those to a middle; where every point is just on a
   * note, a place by the side of one; in a heap of hundreds, the one farthest from its nearest.
   */
  best(to: Point | null): Point {
    const places = this.#places()
    const apart = places.filter(({ at }) => this.#isOn[at] === 0)
    if (apart.length > 0) return best(apart, to)
    for (const place of inOrder(places, to)) {
      if (this.#isSpent[place.at] === 1) continue
      const aside = this.#around(place).find((point) => this.#corners.nearest(point) >= nearPx)
      if (aside !== undefined) return aside
      this.#isSpent[place.at] = 1
    }
    const around = this.#around(best(places, to))
    return around.reduce((farthest, point) =>
      this.#corners.nearest(point) > this.#corners.nearest(farthest) ? point : farthest,
    )
  }

  #places(): Place[] {
    return this.#ys.flatMap((y, row) =>
      this.#xs.map((x, column) => {
        const at = row * this.#xs.length + column
        return { x, y, at, hidden: Math.round((this.#hidden[at] ?? 0) / alike) }
      }),
    )
  }

  /** The point itself first; all whole in the room. */
  #around({ x, y }: Point): Point[] {
    const [least, most] = [this.#least, this.#most]
    const inside = asides.flatMap((down) =>
      asides.map((right) => ({ x: x + right, y: y + down })).filter((point) => isWithin(point, least, most)),
    )
    return inside.length > 0 ? inside : [{ x, y }]
  }
}

/** Where notes begin, by buckets of the distance that counts. */
class Corners {
  readonly #buckets = new Map<number, Point[]>()

  add({ x, y }: Point): void {
    const key = bucketOf(Math.floor(x / nearPx), Math.floor(y / nearPx))
    const bucket = this.#buckets.get(key)
    if (bucket === undefined) this.#buckets.set(key, [{ x, y }])
    else bucket.push({ x, y })
  }

  /** How far from the nearest; at most the distance that counts. */
  nearest({ x, y }: Point): number {
    let least = nearPx
    for (let column = -1; column <= 1; column += 1) {
      for (let row = -1; row <= 1; row += 1) {
        const key = bucketOf(Math.floor(x / nearPx) + column, Math.floor(y / nearPx) + row)
        for (const corner of this.#buckets.get(key) ?? []) {
          least = Math.min(least, Math.hypot(x - corner.x, y - corner.y))
        }
      }
    }
    return least
  }
}

/** A page is at most a million pixels to each side. */
function bucketOf(column: number, row: number): number {
  return column * 1_000_000 + row
}

function best(places: readonly Place[], to: Point | null): Place {
  const far = (place: Place): number => (to === null ? 0 : farFrom(place, to))
  return places.reduce((least, place) =>
    place.hidden < least.hidden || (place.hidden === least.hidden && far(place) < far(least)) ? place : least,
  )
}

function inOrder(places: readonly Place[], to: Point | null): Place[] {
  const far = (place: Place): number => (to === null ? 0 : farFrom(place, to))
  return places.toSorted((a, b) => a.hidden - b.hidden || far(a) - far(b) || a.at - b.at)
}

function farFrom({ x, y }: Point, to: Point): number {
  return Math.hypot(x + notePx / 2 - to.x, y + notePx / 2 - to.y)
}

/** Through the first cell, a step apart, from the least to the most; at least one. */
function pointsThrough(cell: number, least: number, most: number): number[] {
  const from = cell - Math.floor(Math.max(0, cell - least) / stepPx) * stepPx
  const count = Math.floor((most - from) / stepPx) + 1
  return count < 1 ? [least] : Array.from({ length: count }, (_, at) => from + at * stepPx)
}

/** Which of these, a step apart each, lie between: the first, and the first that doesn't any more. */
function between(points: readonly number[], from: number, to: number): [number, number] {
  const [first = 0] = points
  const begin = Math.max(0, Math.floor((from - first) / stepPx) + 1)
  return [begin, Math.min(points.length, Math.ceil((to - first) / stepPx))]
}

/** How much of the page two boxes share. */
export function overlapOf(a: Box, b: Box): number {
  const w = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x)
  const h = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y)
  return w > 0 && h > 0 ? w * h : 0
}

function isWithin({ x, y }: Point, least: Point, most: Point): boolean {
  return x >= least.x && y >= least.y && x <= most.x && y <= most.y
}

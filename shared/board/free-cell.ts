/**
 * Where a note comes to lie in a zone: on a free cell of the zone's grid, and in a full zone where it
 * hides the least of what others wrote. The server places nameless notes row by row, which is why a
 * place tells nothing of who wrote. What lies there already stays where it is.
 */
import { clusterBox, clustersOn } from './cluster.ts'
import { boxAround, centreOf, pageBounds, type Box, type Point } from './geometry.ts'
import { isShape, type BoardRecord } from './schema.ts'
import { cellPx, cellsOf, intoRoom, liesFree, notePx, roomOf, type PlacedZone } from './zone-grid.ts'

/** Which of the free cells: the first, the nearest to a middle, or the next one after a middle. */
export type Wish =
  | { readonly by: 'row' }
  | { readonly by: 'nearness'; readonly to: Point }
  | { readonly by: 'succession'; readonly after: Point }

/** The top left of a note on the page. */
export interface Spot extends Point {
  /** False in a full zone: it lies on others. */
  readonly isFree: boolean
}

/** From one place to the next where notes lie on others: midway between four notes is one of them. */
const stepPx = cellPx / 4
/** Nearer than this, a note would hide the one below it. */
const nearPx = 10
/** What differs by less hides as much: then nearness counts. */
const alike = 0.05

/** The top left of the next note in this zone, on the page. */
export function freeCell(
  records: ReadonlyMap<string, BoardRecord>,
  zone: PlacedZone,
  except: ReadonlySet<string> = new Set(),
): Point {
  const { x, y } = spotIn(zone, takenNear(records, zone, except), { by: 'row' })
  return { x, y }
}

/** A place for one note of this height between what lies there. */
export function spotIn(zone: PlacedZone, taken: readonly Box[], wish: Wish, height: number = notePx): Spot {
  const room = roomOf(zone)
  const cells = inOrder(cellsOf(zone), wish)
  const fits = (cell: Point): boolean => height <= notePx || cell.y + height <= room.y + room.h
  const free = cells.find((cell) => fits(cell) && isFreeOf(taken, noteBox(cell, height)))
  const spot = free ?? leastHiding(zone, taken, wish, height)
  return { x: Math.round(spot.x), y: Math.round(spot.y), isFree: free !== undefined }
}

/**
 * Where notes dropped here come to lie, each in its turn: the nearest free cell. Where places say
 * something they stay where they were dropped, whole in the room. The boxes are the notes as dropped.
 */
export function landingsIn(zone: PlacedZone, taken: readonly Box[], dropped: readonly Box[]): Point[] {
  const landings = new Map<Box, Point>()
  const present = [...taken]
  for (const note of dropped.toSorted((a, b) => a.y - b.y || a.x - b.x)) {
    const to = { x: note.x + notePx / 2, y: note.y + notePx / 2 }
    const spot = liesFree(zone)
      ? rounded(intoRoom(zone, note, note.h))
      : spotIn(zone, present, { by: 'nearness', to }, note.h)
    landings.set(note, { x: spot.x, y: spot.y })
    present.push(noteBox(spot, note.h))
  }
  return dropped.map((note) => landings.get(note) ?? note)
}

/** What notes can't lie on in this zone: other notes, clusters, chips, shared cards. */
export function takenNear(
  records: ReadonlyMap<string, BoardRecord>,
  zone: Box,
  except: ReadonlySet<string> = new Set(),
): Box[] {
  const boxes: Box[] = []
  for (const shape of records.values()) {
    if (!isShape(shape) || except.has(shape.id)) continue
    if (shape.type === 'note') {
      const { scale, growY } = shape.props
      const { x, y } = centreOf(records, shape)
      const side = notePx * scale
      boxes.push({ x: x - side / 2, y: y - side / 2, w: side, h: side + growY * scale })
    } else if (shape.type === 'card' || shape.type === 'chip') {
      boxes.push(pageBounds(records, shape))
    }
  }
  for (const { notes } of clustersOn(records).values()) {
    const bounds = notes.filter(({ id }) => !except.has(id)).map((note) => pageBounds(records, note))
    if (bounds.length > 0) boxes.push(clusterBox(around(bounds)))
  }
  return boxes.filter((box) => overlapOf(box, zone) > 0)
}

/** True where a note with its top left here would hide nothing. */
export function isFreeOf(taken: readonly Box[], box: Box): boolean {
  return taken.every((other) => overlapOf(box, other) === 0)
}

function inOrder(cells: readonly Point[], wish: Wish): Point[] {
  if (wish.by === 'row') return [...cells]
  const point = wish.by === 'nearness' ? wish.to : wish.after
  const byNearness = cells.toSorted((a, b) => distance(middleOf(a), point) - distance(middleOf(b), point))
  const [nearest] = byNearness
  if (wish.by === 'nearness' || nearest === undefined) return byNearness
  const next = cells.indexOf(nearest) + 1
  return [...cells.slice(next), ...cells.slice(0, next)]
}

/**
 * Of a lattice over the room, the point that hides the least, of those not just on another; where
 * even that can't be had (hundreds of notes), the one farthest from the nearest.
 */
function leastHiding(zone: PlacedZone, taken: readonly Box[], wish: Wish, height: number): Point {
  const isApart = (point: Point): boolean => apartness(taken, point) >= nearPx
  const coarse = latticeOf(zone, height, stepPx).filter(isApart)
  const points = coarse.length > 0 ? coarse : latticeOf(zone, height, stepPx / 5)
  const apart = points.filter(isApart)
  if (apart.length === 0) {
    return points.reduce((best, point) => (apartness(taken, point) > apartness(taken, best) ? point : best))
  }
  const to = wish.by === 'nearness' ? wish.to : null
  const ranked = apart.map((point) => ({
    point,
    hidden: Math.round(hiddenBy(taken, noteBox(point, height)) / alike),
    far: to === null ? 0 : distance(middleOf(point), to),
  }))
  return ranked.reduce((best, one) =>
    one.hidden < best.hidden || (one.hidden === best.hidden && one.far < best.far) ? one : best,
  ).point
}

/** At least one point; all of them whole in the room where it is large enough. */
function latticeOf(zone: PlacedZone, height: number, step: number): Point[] {
  const room = roomOf(zone)
  const least = intoRoom(zone, room, height)
  const most = intoRoom(zone, { x: room.x + room.w, y: room.y + room.h }, height)
  const [cell = least] = cellsOf(zone)
  const from = { x: firstStep(cell.x, least.x, step), y: firstStep(cell.y, least.y, step) }
  const points: Point[] = [least]
  for (let { y } = from; y <= most.y; y += step) {
    for (let { x } = from; x <= most.x; x += step) points.push({ x, y })
  }
  return points
}

/** The lattice goes through the cells. */
function firstStep(cell: number, least: number, step: number): number {
  return cell - Math.floor(Math.max(0, cell - least) / step) * step
}

/** How far a note with its top left here would lie from the nearest other. */
function apartness(taken: readonly Box[], point: Point): number {
  return taken.reduce((least, other) => Math.min(least, distance(point, other)), Infinity)
}

/** Squared: half of one note is worse than a corner of each of four, of which every word can be read. */
function hiddenBy(taken: readonly Box[], box: Box): number {
  return taken.reduce((sum, other) => sum + (overlapOf(box, other) / (other.w * other.h)) ** 2, 0)
}

function overlapOf(a: Box, b: Box): number {
  const w = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x)
  const h = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y)
  return w > 0 && h > 0 ? w * h : 0
}

function noteBox({ x, y }: Point, height: number): Box {
  return { x, y, w: notePx, h: height }
}

function middleOf({ x, y }: Point): Point {
  return { x: x + notePx / 2, y: y + notePx / 2 }
}

function rounded({ x, y }: Point): Point {
  return { x: Math.round(x), y: Math.round(y) }
}

function around(boxes: readonly Box[]): Box {
  return boxAround(
    boxes.flatMap(({ x, y, w, h }) => [
      { x, y },
      { x: x + w, y: y + h },
    ]),
  )
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

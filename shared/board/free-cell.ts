/**
 * Where a note comes to lie in a zone: on a free cell of the zone's grid, or of one of its slots, and
 * where that is full where it hides the least of what others wrote. The server places nameless notes row by row, which is why a
 * place tells nothing of who wrote. What lies there already stays where it is.
 */
import { clusterBox, clustersOn } from './cluster.ts'
import { boxAround, centreOf, pageBounds, type Box, type Point } from './geometry.ts'
import { Lattice, overlapOf } from './lattice.ts'
import { heightOf } from './picture/note-height.ts'
import { isShape, type BoardRecord } from './schema.ts'
import { gridsOf, intoRoom, liesFree, notePx, type Grid, type PlacedZone } from './zone-grid.ts'

/**
 * Which of the free cells: the first (in a zone with slots: of the slot at `from`), the nearest to a
 * middle, or the next one after a middle.
 */
export type Wish =
  | { readonly by: 'row'; readonly from?: Point }
  | { readonly by: 'nearness'; readonly to: Point }
  | { readonly by: 'succession'; readonly after: Point }

/** The top left of a note on the page. */
export interface Spot extends Point {
  /** False in a full zone: it lies on others. */
  readonly isFree: boolean
}

/** The top left of the next note in this zone, on the page; of this height, where it has many words. */
export function freeCell(
  records: ReadonlyMap<string, BoardRecord>,
  zone: PlacedZone,
  except: ReadonlySet<string> = new Set(),
  height: number = notePx,
): Point {
  const { x, y } = spotIn(zone, takenNear(records, zone, except), { by: 'row' }, height)
  return { x, y }
}

/** A place for one note of this height between what lies there. */
export function spotIn(zone: PlacedZone, taken: readonly Box[], wish: Wish, height: number = notePx): Spot {
  return new ZoneGround(zone, taken).lay(wish, height)
}

/** What lies in a zone, while notes are laid in it one after the other. */
export class ZoneGround {
  readonly #patches: readonly Patch[]

  constructor(zone: PlacedZone, taken: readonly Box[]) {
    this.#patches = gridsOf(zone).map((grid) => new Patch(grid, taken))
  }

  /** Where the next note of this height comes to lie; from then on it is taken. */
  lay(wish: Wish, height: number): Spot {
    const spot = this.#spotFor(wish, height)
    this.take(noteBox(spot, height))
    return spot
  }

  take(box: Box): void {
    for (const patch of this.#patches) patch.take(box)
  }

  #spotFor(wish: Wish, height: number): Spot {
    const meant = meantBy(this.#patches, wish)
    for (const patch of meant) {
      const free = patch.free(wish, height)
      if (free !== null) return { ...rounded(free), isFree: true }
    }
    // In the one that is meant, or that holds the least.
    const [first, ...others] = meant
    const full = others.reduce((least, one) => (one.load < (least?.load ?? 0) ? one : least), first)
    const spot = full?.leastHidden(wish, height) ?? { x: 0, y: 0 }
    return { ...rounded(spot), isFree: false }
  }
}

/** A grid, and what lies on it. */
class Patch {
  readonly grid: Grid
  readonly #taken: Box[]
  /** Those that may still be free: what is taken stays so. */
  #open: ReadonlySet<Point>
  readonly #lattices = new Map<number, Lattice>()
  #load: number

  constructor(grid: Grid, taken: readonly Box[]) {
    this.grid = grid
    this.#taken = [...taken]
    this.#open = new Set(grid.cells.filter((cell) => isFreeOf(taken, noteBox(cell, notePx))))
    this.#load = taken.filter((box) => overlapOf(grid.room, box) > 0).length
  }

  /** How much lies here. */
  get load(): number {
    return this.#load
  }

  take(box: Box): void {
    this.#taken.push(box)
    this.#open = new Set([...this.#open].filter((cell) => overlapOf(noteBox(cell, notePx), box) === 0))
    if (overlapOf(this.grid.room, box) > 0) this.#load += 1
    for (const lattice of this.#lattices.values()) lattice.lay(box)
  }

  free(wish: Wish, height: number): Point | null {
    if (this.#open.size === 0) return null
    const { room, cells } = this.grid
    const [first] = cells
    // What is longer than the room begins in its first row.
    const fits = ({ y }: Point): boolean =>
      height <= notePx || y + height <= room.y + room.h || (height > room.h && y === first?.y)
    const isFree = (cell: Point): boolean =>
      this.#open.has(cell) && fits(cell) && isFreeOf(this.#taken, noteBox(cell, height))
    return inOrder(cells, this.#wishHere(wish)).find(isFree) ?? null
  }

  leastHidden(wish: Wish, height: number): Point {
    const known = this.#lattices.get(height)
    const lattice = known ?? new Lattice(this.grid, height, this.#taken)
    this.#lattices.set(height, lattice)
    return lattice.best(wish.by === 'nearness' ? wish.to : null)
  }

  /** What comes after a place elsewhere begins at the first cell here. */
  #wishHere(wish: Wish): Wish {
    const isHere = wish.by !== 'succession' || farFrom(this.grid.box, wish.after) === 0
    return isHere ? wish : { by: 'row' }
  }
}

/**
 * In which of the slots first. Who points means the one under the point and no other. Steps get a note
 * each before one gets a second; of columns one is filled before the next.
 */
function meantBy(patches: readonly Patch[], wish: Wish): readonly Patch[] {
  if (patches.length < 2) return patches
  const point = pointOf(wish)
  const nearest = point === null ? 0 : nearestTo(patches, point)
  if (wish.by === 'nearness') return patches.slice(nearest, nearest + 1)
  const isStep = patches[0]?.grid.isStep === true
  const from = isStep && wish.by === 'succession' ? nearest + 1 : nearest
  const turned = [...patches.slice(from), ...patches.slice(0, from)]
  return isStep ? turned.toSorted((a, b) => a.load - b.load) : turned
}

function pointOf(wish: Wish): Point | null {
  if (wish.by === 'nearness') return wish.to
  return wish.by === 'succession' ? wish.after : (wish.from ?? null)
}

function nearestTo(patches: readonly Patch[], point: Point): number {
  const far = patches.map(({ grid }) => farFrom(grid.box, point))
  return far.indexOf(Math.min(...far))
}

/** 0 inside. */
function farFrom({ x, y, w, h }: Box, point: Point): number {
  const aside = Math.max(x - point.x, 0, point.x - x - w)
  const above = Math.max(y - point.y, 0, point.y - y - h)
  return Math.hypot(aside, above)
}

/**
 * Where notes dropped here come to lie, each in its turn: the nearest free cell. Where places say
 * something they stay where they were dropped, whole in the room. The boxes are the notes as dropped.
 */
export function landingsIn(zone: PlacedZone, taken: readonly Box[], dropped: readonly Box[]): Point[] {
  if (liesFree(zone)) return dropped.map((note) => rounded(intoRoom(zone, note, note.h)))
  const landings = new Map<Box, Point>()
  const ground = new ZoneGround(zone, taken)
  for (const note of dropped.toSorted((a, b) => a.y - b.y || a.x - b.x)) {
    const to = { x: note.x + notePx / 2, y: note.y + notePx / 2 }
    const { x, y } = ground.lay({ by: 'nearness', to }, note.h)
    landings.set(note, { x, y })
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
      const { scale } = shape.props
      const { x, y } = centreOf(records, shape)
      const side = notePx * scale
      const box = { x: x - side / 2, y: y - side / 2, w: side, h: 2 * side }
      // How tall it is by its words is asked only where that may count.
      if (overlapOf(box, zone) > 0) boxes.push({ ...box, h: heightOf(shape) * scale })
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

/**
 * Where shapes are on the page. A shape's own x and y count from its parent, a group may be turned,
 * so a note's place on the page goes through all its parents. A missing parent counts as the page:
 * that is where `repairForView` puts such a shape.
 */
import { unreachable } from '../assert.ts'
import { unitPx } from '../template/template.ts'
import { chipSize } from './vocabulary.ts'
import { isShape, type BoardRecord, type BoardShape } from './schema.ts'

export interface Point {
  readonly x: number
  readonly y: number
}
export interface Box extends Point {
  readonly w: number
  readonly h: number
}
/** A place and a turn on the page (radians). */
export interface Stance extends Point {
  readonly rotation: number
}

type Lookup = ReadonlyMap<string, BoardRecord>

/** The shape's top left on the page, before its own turn around it. */
export function pagePoint(records: Lookup, shape: BoardShape): Point {
  const { x, y } = pageStance(records, shape)
  return { x, y }
}

/** Place and turn on the page. A cycle of parents ends where it closes; nothing hangs. */
export function pageStance(records: Lookup, shape: BoardShape): Stance {
  let stance: Stance = { x: shape.x, y: shape.y, rotation: shape.rotation }
  const seen = new Set<string>([shape.id])
  let parent = records.get(shape.parentId)
  while (parent !== undefined && isShape(parent) && !seen.has(parent.id)) {
    seen.add(parent.id)
    const turned = rotate(stance, parent.rotation)
    stance = { x: parent.x + turned.x, y: parent.y + turned.y, rotation: parent.rotation + stance.rotation }
    parent = records.get(parent.parentId)
  }
  return stance
}

/** The middle of a shape on the page, its measured growth left out: every browser measures that for itself. */
export function centreOf(records: Lookup, shape: BoardShape): Point {
  return pointAtShares(records, shape, { x: 0.5, y: 0.5 })
}

/** The smallest upright box on the page around the shape; of a group or cluster only where it hangs, its members have boxes. */
export function pageBounds(records: Lookup, shape: BoardShape): Box {
  return boxAround(pageOutline(records, shape))
}

/** The outer edge of a shape on the page; a point of it where it has no more. */
export function pageOutline(records: Lookup, shape: BoardShape): readonly Point[] {
  const stance = pageStance(records, shape)
  return outlinePoints(shape).map((point) => plus(stance, rotate(point, stance.rotation)))
}

/** A point of the page in the coordinates of a shape. */
export function pointIn(stance: Stance, point: Point): Point {
  return rotate({ x: point.x - stance.x, y: point.y - stance.y }, -stance.rotation)
}

/** A point within the upright box of a shape, by shares from 0 to 1, on the page. */
export function pointAtShares(records: Lookup, shape: BoardShape, shares: Point): Point {
  const { x, y, w, h } = boxAround(outlinePoints(shape))
  const stance = pageStance(records, shape)
  return plus(stance, rotate({ x: x + w * shares.x, y: y + h * shares.y }, stance.rotation))
}

/** Points on the outer edge of a shape, in its own coordinates; at least one. */
function outlinePoints(shape: BoardShape): readonly Point[] {
  const origin = { x: 0, y: 0 }
  switch (shape.type) {
    case 'note':
      return corners(unitPx * shape.props.scale, unitPx * shape.props.scale)
    case 'zone':
    case 'header':
    case 'mark':
    case 'card':
    case 'geo':
    case 'image':
      return corners(shape.props.w, shape.props.h)
    case 'text':
      // Its height follows from the letters, which only a browser can measure: one line.
      return corners(shape.props.w * shape.props.scale, textLinePx * shape.props.scale)
    case 'arrow':
      return [shape.props.start, shape.props.end]
    case 'line':
      return [origin, ...Object.values(shape.props.points)]
    case 'draw':
    case 'highlight':
      return [origin, ...shape.props.segments.flatMap((segment) => segment.points)]
    case 'chip':
      return corners(chipSize.w, chipSize.h)
    case 'group':
    case 'cluster':
      return [origin]
    default:
      return unreachable(shape)
  }
}
const textLinePx = 32

function corners(w: number, h: number): readonly Point[] {
  return [
    { x: 0, y: 0 },
    { x: w, y: 0 },
    { x: w, y: h },
    { x: 0, y: h },
  ]
}

/** The smallest upright box around the points; around none an empty one at the origin. */
export function boxAround(points: readonly Point[]): Box {
  if (points.length === 0) return { x: 0, y: 0, w: 0, h: 0 }
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { x, y } of points) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x)
    bottom = Math.max(bottom, y)
  }
  return { x: left, y: top, w: right - left, h: bottom - top }
}

/** Left and top edge belong to the box, right and bottom to the next one. */
export function isInside(box: Box, point: Point): boolean {
  return point.x >= box.x && point.x < box.x + box.w && point.y >= box.y && point.y < box.y + box.h
}

function rotate({ x, y }: Point, radians: number): Point {
  if (radians === 0) return { x, y }
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)]
  return { x: x * cos - y * sin, y: x * sin + y * cos }
}

function plus(a: Point, b: Point): Point {
  return { x: a.x + b.x, y: a.y + b.y }
}

/**
 * Arrows: from point to point or from shape to shape, straight, bent or in elbows. An end that is
 * bound to a shape is where the binding says, cut off at that shape's edge; the arrow's own `start`
 * and `end` are only what they were before it was bound.
 */
import { unreachable } from '../../assert.ts'
import type { BoardBinding, BoardShape } from '../schema.ts'
import { boxAround, type Point } from '../geometry.ts'
import { entering, leaving } from './clip.ts'
import { at, straightPath } from './curves.ts'
import type { Drawn } from './drawn.ts'
import { into, outOf, type Frame } from './frame.ts'
import { inkOf } from './freehand.ts'
import { setPlain, widthOf } from './lines.ts'
import type { Setting } from './setting.ts'
import { labelSizes, lineColour, strokeOf, strokeWidth } from './strokes.ts'
import { words } from './words.ts'
import { element, short } from './xml.ts'

type Arrow = Extract<BoardShape, { type: 'arrow' }>
type Head = Arrow['props']['arrowheadEnd']
/** The edge of any other shape, in its own coordinates. */
export type EdgeOf = (id: string) => readonly Point[] | null

interface Terminal {
  readonly point: Point
  /** In the arrow's coordinates; null when this end is free or goes right to its point. */
  readonly edge: readonly Point[] | null
}

export function drawArrow(arrow: Arrow, frame: Frame, setting: Setting, edgeOf: EdgeOf): Drawn {
  const { props } = arrow
  const bindings = setting.bindingsOf.get(arrow.id) ?? []
  const start = terminal('start', props.start, bindings, frame, setting, edgeOf)
  const end = terminal('end', props.end, bindings, frame, setting, edgeOf)
  let points = routeOf(arrow, start.point, end.point)
  if (start.edge !== null) points = leaving(points, start.edge)
  if (end.edge !== null) points = entering(points, end.edge)

  const width = strokeWidth(props.size, props.scale)
  const stroke = strokeOf(props.color, width, props.dash)
  const heads = [
    headMarkup(props.arrowheadEnd, points, width, lineColour(props.color)),
    headMarkup(props.arrowheadStart, points.toReversed(), width, lineColour(props.color)),
  ]
  const body = element('path', { d: straightPath(points), fill: 'none', ...stroke })
  return { markup: [body, ...heads, labelMarkup(props, points)].join(''), edge: points }
}

function terminal(
  side: 'start' | 'end',
  own: Point,
  bindings: readonly BoardBinding[],
  frame: Frame,
  setting: Setting,
  edgeOf: EdgeOf,
): Terminal {
  const binding = bindings.find((one) => one.props.terminal === side)
  const target = binding === undefined ? undefined : setting.placed.get(binding.toId)
  const edge = binding === undefined ? null : edgeOf(binding.toId)
  if (binding === undefined || target === undefined || edge === null || edge.length === 0)
    return { point: own, edge: null }
  const box = boxAround(edge)
  const { x, y } = binding.props.isPrecise ? binding.props.normalizedAnchor : { x: 0.5, y: 0.5 }
  const toArrow = (point: Point) => into(frame, outOf(target.frame, point))
  return {
    point: toArrow({ x: box.x + box.w * x, y: box.y + box.h * y }),
    edge: binding.props.isExact ? null : edge.map(toArrow),
  }
}

function routeOf({ props }: Arrow, from: Point, to: Point): Point[] {
  if (props.kind === 'elbow') return elbow(from, to, props.elbowMidPoint)
  return Math.abs(props.bend) < 1 ? [from, to] : arc(from, to, props.bend)
}

/** Along the longer side first; the corner lies at the share `middle` of it. */
function elbow(from: Point, to: Point, middle: number): Point[] {
  if (Math.abs(to.x - from.x) >= Math.abs(to.y - from.y)) {
    const x = from.x + (to.x - from.x) * middle
    return [from, { x, y: from.y }, { x, y: to.y }, to]
  }
  const y = from.y + (to.y - from.y) * middle
  return [from, { x: from.x, y }, { x: to.x, y }, to]
}

const arcSteps = 48

/** Part of a circle whose middle lies `bend` beside the middle of the straight line. */
function arc(from: Point, to: Point, bend: number): Point[] {
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  if (length === 0) return [from, to]
  const across = { x: (to.y - from.y) / length, y: -(to.x - from.x) / length }
  // Sagitta and chord give the radius; negative bends lie on the other side.
  const radius = (length * length) / (8 * Math.abs(bend)) + Math.abs(bend) / 2
  const toCentre = (radius - Math.abs(bend)) * Math.sign(bend)
  const centre = {
    x: (from.x + to.x) / 2 + across.x * toCentre,
    y: (from.y + to.y) / 2 + across.y * toCentre,
  }
  const startAngle = Math.atan2(from.y - centre.y, from.x - centre.x)
  const half = Math.acos(Math.max(-1, Math.min(1, (radius - Math.abs(bend)) / radius)))
  const sweep = -2 * half * Math.sign(bend)
  return Array.from({ length: arcSteps + 1 }, (_, step) => {
    const angle = startAngle + (sweep * step) / arcSteps
    return { x: centre.x + radius * Math.cos(angle), y: centre.y + radius * Math.sin(angle) }
  })
}

function headMarkup(head: Head, points: readonly Point[], width: number, colour: string): string {
  const tip = points.at(-1)
  const before = points.findLast((point) => tip !== undefined && distance(point, tip) > width)
  if (head === 'none' || tip === undefined || before === undefined) return ''
  const size = Math.min(distance(points[0] ?? tip, tip) / 2.5, width * 3 + 6)
  const turn = (Math.atan2(tip.y - before.y, tip.x - before.x) * 180) / Math.PI
  return element('path', {
    d: headPath(head, size),
    transform: `translate(${at(tip)}) rotate(${short(turn)})`,
    fill: head === 'arrow' || head === 'bar' || head === 'pipe' ? 'none' : colour,
    stroke: colour,
    'stroke-width': width,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
  })
}

/** Pointing right, the tip at the origin. */
function headPath(head: Exclude<Head, 'none'>, size: number): string {
  const s = short(size)
  const half = short(size * 0.55)
  switch (head) {
    case 'arrow':
      return `M-${s} -${half}L0 0L-${s} ${half}`
    case 'triangle':
      return `M-${s} -${half}L0 0L-${s} ${half}Z`
    case 'inverted':
      return `M0 -${half}L-${s} 0L0 ${half}Z`
    case 'diamond':
      return `M0 0L-${half} -${half}L-${s} 0L-${half} ${half}Z`
    case 'square':
      return `M0 -${half}L0 ${half}L-${s} ${half}L-${s} -${half}Z`
    case 'dot':
      return `M0 0a${half} ${half} 0 1 1 -${short(size * 1.1)} 0a${half} ${half} 0 1 1 ${short(size * 1.1)} 0Z`
    case 'bar':
    case 'pipe':
      return `M0 -${half}L0 ${half}`
    default:
      return unreachable(head)
  }
}

/** The words of an arrow lie on it, with the page's colour behind them. */
function labelMarkup(props: Arrow['props'], points: readonly Point[]): string {
  if (props.text.trim() === '') return ''
  const size = labelSizes[props.size] * props.scale
  const sets = props.text.split(/\r\n|\r|\n/).map((line) => setPlain(line, size, 300 * props.scale))
  const set = {
    size,
    lines: sets.flatMap((one) => one.lines),
    height: sets.reduce((sum, one) => sum + one.height, 0),
  }
  const middle = alongPath(points, props.labelPosition)
  const [w, h] = [widthOf(set) + size * 0.7, set.height + size * 0.2]
  const [x, y] = [middle.x - w / 2, middle.y - h / 2]
  return (
    element('rect', { x, y, width: w, height: h, rx: size * 0.3, fill: pageColour, 'fill-opacity': 0.92 }) +
    words(set, { x, y: y + size * 0.1 }, w, 'middle', inkOf(lineColour(props.labelColor), props.font))
  )
}

export const pageColour = '#f7f6f0'

function alongPath(points: readonly Point[], share: number): Point {
  const lengths = points.slice(1).map((point, index) => distance(points[index] ?? point, point))
  let left = lengths.reduce((sum, length) => sum + length, 0) * share
  for (const [index, length] of lengths.entries()) {
    const [from, to] = [points[index], points[index + 1]]
    if (from !== undefined && to !== undefined && left <= length && length > 0) {
      return { x: from.x + ((to.x - from.x) * left) / length, y: from.y + ((to.y - from.y) * left) / length }
    }
    left -= length
  }
  return points.at(-1) ?? { x: 0, y: 0 }
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

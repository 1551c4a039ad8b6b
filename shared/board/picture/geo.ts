/** The outlines of tldraw's geometric shapes in a box of w × h: a path to draw, a polygon to clip arrows at. */
import { unreachable } from '../../assert.ts'
import type { Point } from '../geometry.ts'
import type { BoardShape } from '../schema.ts'
import { short } from './xml.ts'

export type Geo = Extract<BoardShape, { type: 'geo' }>['props']['geo']

export interface Outlined {
  readonly d: string
  readonly polygon: readonly Point[]
  /** Lines inside: the cross of an x-box. */
  readonly inner?: string
}

export function geoOutline(geo: Geo, w: number, h: number): Outlined {
  const lean = Math.min(w, h) * 0.38
  switch (geo) {
    case 'rectangle':
      return corners([0, 0], [w, 0], [w, h], [0, h])
    case 'x-box':
      return {
        ...corners([0, 0], [w, 0], [w, h], [0, h]),
        inner: `M0 0L${short(w)} ${short(h)}M${short(w)} 0L0 ${short(h)}`,
      }
    case 'check-box':
      return { ...corners([0, 0], [w, 0], [w, h], [0, h]), inner: tick(w, h) }
    case 'triangle':
      return corners([w / 2, 0], [w, h], [0, h])
    case 'diamond':
      return corners([w / 2, 0], [w, h / 2], [w / 2, h], [0, h / 2])
    case 'pentagon':
      return fitted(regular(5), w, h)
    case 'hexagon':
      return fitted(regular(6), w, h)
    case 'octagon':
      return fitted(regular(8, Math.PI / 8), w, h)
    case 'star':
      return fitted(
        regular(10).map(({ x, y }, at) => (at % 2 === 0 ? { x, y } : { x: x * 0.5, y: y * 0.5 })),
        w,
        h,
      )
    case 'rhombus':
      return corners([lean, 0], [w, 0], [w - lean, h], [0, h])
    case 'rhombus-2':
      return corners([0, 0], [w - lean, 0], [w, h], [lean, h])
    case 'trapezoid':
      return corners([lean, 0], [w - lean, 0], [w, h], [0, h])
    case 'arrow-right':
      return polygon(arrowRight(w, h))
    case 'arrow-left':
      return polygon(arrowRight(w, h).map(({ x, y }) => ({ x: w - x, y })))
    case 'arrow-down':
      return polygon(arrowRight(h, w).map(({ x, y }) => ({ x: y, y: x })))
    case 'arrow-up':
      return polygon(arrowRight(h, w).map(({ x, y }) => ({ x: y, y: h - x })))
    case 'ellipse':
      return smooth(
        ring(40, (angle) => ({ x: w / 2 + (w / 2) * Math.cos(angle), y: h / 2 + (h / 2) * Math.sin(angle) })),
      )
    case 'oval':
      return smooth(ring(80, (angle) => onStadium(angle, w, h)))
    case 'heart':
      return fitted(ring(60, heart), w, h)
    case 'cloud':
      return smooth(ring(120, (angle) => onCloud(angle, w, h)))
    default:
      return unreachable(geo)
  }
}

function arrowRight(w: number, h: number): Point[] {
  const head = Math.min(w, h) * 0.38
  const edge = h * 0.16
  return toPoints(
    [0, edge],
    [w - head, edge],
    [w - head, 0],
    [w, h / 2],
    [w - head, h],
    [w - head, h - edge],
    [0, h - edge],
  )
}

function regular(count: number, turn = 0): Point[] {
  return ring(count, (angle) => ({ x: Math.sin(angle + turn), y: -Math.cos(angle + turn) }))
}

function heart(angle: number): Point {
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)]
  return {
    x: 16 * sin ** 3,
    y: -(13 * cos - 5 * Math.cos(2 * angle) - 2 * Math.cos(3 * angle) - Math.cos(4 * angle)),
  }
}

/** A box whose shorter sides are half circles. */
function onStadium(angle: number, w: number, h: number): Point {
  const r = Math.min(w, h) / 2
  const [dx, dy] = [w / 2 - r, h / 2 - r]
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  return {
    x: w / 2 + Math.sign(Math.round(cos * 1e9)) * dx + r * cos,
    y: h / 2 + Math.sign(Math.round(sin * 1e9)) * dy + r * sin,
  }
}

/** An ellipse with ten bumps. */
function onCloud(angle: number, w: number, h: number): Point {
  const bump = 0.86 + 0.14 * Math.abs(Math.sin(angle * 5))
  return { x: w / 2 + (w / 2) * bump * Math.cos(angle), y: h / 2 + (h / 2) * bump * Math.sin(angle) }
}

function tick(w: number, h: number): string {
  const side = Math.min(w, h) * 0.6
  const at = (x: number, y: number) => `${short(w / 2 + (x - 0.5) * side)} ${short(h / 2 + (y - 0.5) * side)}`
  return `M${at(0.1, 0.55)}L${at(0.4, 0.85)}L${at(0.9, 0.2)}`
}

function ring(count: number, at: (angle: number) => Point): Point[] {
  return Array.from({ length: count }, (_, step) => at((step / count) * 2 * Math.PI))
}

/** Stretched so that the points touch all four sides of the box. */
function fitted(points: readonly Point[], w: number, h: number): Outlined {
  const xs = points.map((point) => point.x)
  const ys = points.map((point) => point.y)
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  return polygon(
    points.map(({ x, y }) => ({ x: ((x - left) / (right - left)) * w, y: ((y - top) / (bottom - top)) * h })),
  )
}

function corners(...pairs: readonly (readonly [number, number])[]): Outlined {
  return polygon(toPoints(...pairs))
}

/** Points that lie close enough together to be seen as a curve. */
function smooth(points: readonly Point[]): Outlined {
  return polygon(points)
}

function polygon(points: readonly Point[]): Outlined {
  return { d: `M${points.map(({ x, y }) => `${short(x)} ${short(y)}`).join('L')}Z`, polygon: points }
}

function toPoints(...pairs: readonly (readonly [number, number])[]): Point[] {
  return pairs.map(([x, y]) => ({ x, y }))
}

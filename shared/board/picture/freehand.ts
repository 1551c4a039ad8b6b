/** Free text, geometric shapes, lines, the pen and the marker. */
import type { BoardShape } from '../schema.ts'
import type { Point } from '../geometry.ts'
import { at, penPath, softPath, straightPath } from './curves.ts'
import { boxEdge, type Drawn } from './drawn.ts'
import { geoOutline } from './geo.ts'
import { fitText, setText, widthOf } from './lines.ts'
import { alignOf } from './note.ts'
import { fillOf, labelSizes, lineColour, strokeOf, strokeWidth, textSizes } from './strokes.ts'
import { families, words } from './words.ts'
import { element, short } from './xml.ts'

type Shape<Type extends BoardShape['type']> = Extract<BoardShape, { type: Type }>
type Font = Shape<'text'>['props']['font']

export function familyOf(font: Font): string | undefined {
  if (font === 'serif') return families.serif
  return font === 'mono' ? families.mono : undefined
}

export function drawText({ props }: Shape<'text'>): Drawn {
  const set = setText(props.richText, textSizes[props.size], props.autoSize ? null : props.w)
  const width = props.autoSize ? Math.max(props.w, widthOf(set)) : props.w
  const ink = inkOf(lineColour(props.color), props.font)
  const markup = words(set, { x: 0, y: 0 }, width, props.textAlign, ink)
  return {
    markup:
      props.scale === 1 ? markup : element('g', { transform: `scale(${short(props.scale)})` }, [markup]),
    edge: boxEdge(width * props.scale, set.height * props.scale),
  }
}

export function drawGeo({ props }: Shape<'geo'>): Drawn {
  const { w, scale } = props
  const pad = 14 * scale
  const room = { width: Math.max(20, w - 2 * pad), height: Math.max(20, props.h - 2 * pad) }
  const label = fitText(props.richText, room, labelSizes[props.size] * scale, 12 * scale)
  const hasWords = label.lines.some((line) => line.runs.length > 0)
  const h = hasWords ? Math.max(props.h, label.height + 2 * pad) : props.h
  const outline = geoOutline(props.geo, w, h)
  const stroke = strokeOf(props.color, strokeWidth(props.size, scale), props.dash)
  const align = alignOf(props.align)
  const share = props.verticalAlign === 'start' ? 0 : props.verticalAlign === 'middle' ? 0.5 : 1
  const y = pad + (h - 2 * pad - label.height) * share
  const markup = [
    element('path', { d: outline.d, fill: fillOf(props.fill, props.color), ...stroke }),
    outline.inner === undefined ? '' : element('path', { d: outline.inner, fill: 'none', ...stroke }),
    words(label, { x: pad, y }, w - 2 * pad, align, inkOf(lineColour(props.labelColor), props.font)),
  ].join('')
  return { markup, edge: outline.polygon }
}

export function drawLine({ props }: Shape<'line'>): Drawn {
  const points = Object.values(props.points).toSorted((a, b) => (a.index < b.index ? -1 : 1))
  const stroke = strokeOf(props.color, strokeWidth(props.size, props.scale), props.dash)
  const d = props.spline === 'cubic' ? softPath(points) : straightPath(points)
  return { markup: element('path', { d, fill: 'none', ...stroke }), edge: points }
}

export function drawPen({ props }: Shape<'draw'>): Drawn {
  const stroke = strokeOf(props.color, strokeWidth(props.size, props.scale), props.dash)
  const d = strokePath(props.segments, props.isClosed)
  const fill = props.isClosed ? fillOf(props.fill, props.color) : 'none'
  return { markup: element('path', { d, fill, ...stroke }), edge: pointsOf(props.segments) }
}

/** The marker lets what it marks shine through. */
export function drawMarker({ props }: Shape<'highlight'>): Drawn {
  const width = textSizes[props.size] * 1.1 * props.scale
  const stroke = strokeOf(props.color, width, 'solid')
  const d = strokePath(props.segments, false)
  return {
    markup: element('path', { d, fill: 'none', ...stroke, 'stroke-opacity': 0.35 }),
    edge: pointsOf(props.segments),
  }
}

type Segments = Shape<'draw'>['props']['segments']

function strokePath(segments: Segments, isClosed: boolean): string {
  const [only, ...others] = segments
  if (only !== undefined && others.length === 0 && only.type === 'free') return penPath(only.points, isClosed)
  // Each part begins where the one before ended.
  const parts = segments.map(({ type, points }, order) => {
    const path = type === 'free' ? penPath(points, false) : straightPath(points)
    const [first] = points
    return order === 0 || first === undefined ? path : path.replace(/^M[^A-Z]*/, `L${at(first)}`)
  })
  return parts.join('') + (isClosed ? 'Z' : '')
}

function pointsOf(segments: Segments): Point[] {
  return segments.flatMap((segment) => segment.points).map(({ x, y }) => ({ x, y }))
}

export function inkOf(fill: string, font: Font) {
  const family = familyOf(font)
  return family === undefined ? { fill } : { fill, family }
}

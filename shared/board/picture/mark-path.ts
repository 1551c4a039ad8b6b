/** What a template draws, as paths in the shape's own box. Picture and canvas both draw them. */
import { levelSlope, unitPx } from '../../template/template.ts'
import type { Point } from '../geometry.ts'
import type { MarkForm } from '../vocabulary.ts'
import { short } from './xml.ts'

/** The lines of a mark, to be stroked. Its box is upright or flat; an arrow points down or to the right, an axis up or to the right. */
export function markPath(form: Extract<MarkForm, 'arrow' | 'axis' | 'line'>, w: number, h: number): string {
  const isUpright = h >= w
  const [long, middle] = isUpright ? [h, w / 2] : [w, h / 2]
  const at = (along: number, aside: number): string =>
    isUpright ? `${short(middle + aside)} ${short(along)}` : `${short(along)} ${short(middle + aside)}`
  if (form === 'line') return `M${at(0, 0)}L${at(long, 0)}`
  const inset = form === 'arrow' ? Math.min(4, long / 8) : 0
  // An upright axis points up, everything else away from the start of its box.
  const isBack = form === 'axis' && isUpright
  const [tail, tip] = isBack ? [long - inset, inset] : [inset, long - inset]
  const wing = Math.min(middle, long / 2, 14)
  const back = isBack ? tip + wing : tip - wing
  return `M${at(tail, 0)}L${at(tip, 0)}M${at(back, -wing)}L${at(tip, 0)}L${at(back, wing)}`
}

/** A level of the pyramid: as wide as its zone at the head, wider at the foot, so that levels join. */
export function levelPath(w: number, h: number): string {
  const corners = levelEdge(w, h).map(({ x, y }) => `${short(x)} ${short(y)}`)
  return `M${corners.join('L')}Z`
}

/** The strip at its head, as high as the words there. */
export function levelHeadPath(w: number, h: number, band: number): string {
  const wider = (levelSlope * unitPx * band) / h
  return `M0 0L${short(w)} 0L${short(w + wider)} ${short(band)}L${short(-wider)} ${short(band)}Z`
}

/** Its corners, from the top left on with the clock. */
export function levelEdge(w: number, h: number): Point[] {
  const slope = levelSlope * unitPx
  return [
    { x: 0, y: 0 },
    { x: w, y: 0 },
    { x: w + slope, y: h },
    { x: -slope, y: h },
  ]
}

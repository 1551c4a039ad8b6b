/** The drawing of a zone in which places say something: two axes with arrow heads, and words at their ends. */
import { plotAreaOf } from '../board/plot.ts'
import type { Localised } from '../language.ts'
import { unitPx, type Box, type TemplateMark, type TemplateZone } from './template.ts'

/** What an axis says at its two ends. */
export interface AxisWords {
  readonly start: Localised
  readonly end: Localised
}

/** What the corners of the area say. */
export interface CornerWords {
  readonly topLeft: Localised
  readonly topRight: Localised
  readonly bottomLeft: Localised
  readonly bottomRight: Localised
}

/** The line of an axis runs in the middle of its box. */
const axisWidth = 0.2
/** How far words stay from an axis. */
const gap = 0.12
const endWords = { long: 1.8, high: 0.3 } as const
const cornerWords = { long: 2.2, high: 0.42 } as const

/** The area of a zone that its axes span, in units. */
export function plotBoxOf({ box, form }: Pick<TemplateZone, 'box' | 'form'>): Box {
  const [x, y, w, h] = box
  const area = plotAreaOf({ x: x * unitPx, y: y * unitPx, w: w * unitPx, h: h * unitPx, form })
  return [area.x / unitPx, area.y / unitPx, area.w / unitPx, area.h / unitPx]
}

/** The axes lie along the left and the lower edge of the area; their words lie outside it, at the ends. */
export function axisMarks(
  zone: Pick<TemplateZone, 'key' | 'box' | 'form'>,
  { across, up }: { readonly across: AxisWords; readonly up: AxisWords },
): TemplateMark[] {
  const [x, y, w, h] = plotBoxOf(zone)
  const { long, high } = endWords
  const beside = x - gap - high
  const below = y + h + gap
  return [
    { key: `${zone.key}-up`, form: 'axis', box: [x - axisWidth / 2, y, axisWidth, h] },
    { key: `${zone.key}-across`, form: 'axis', box: [x, y + h - axisWidth / 2, w, axisWidth] },
    { key: `${zone.key}-up-end`, form: 'label', box: [beside, y, high, long], label: up.end },
    { key: `${zone.key}-up-start`, form: 'label', box: [beside, y + h - long, high, long], label: up.start },
    { key: `${zone.key}-across-start`, form: 'label', box: [x, below, long, high], label: across.start },
    {
      key: `${zone.key}-across-end`,
      form: 'label',
      box: [x + w - long, below, long, high],
      label: across.end,
    },
  ]
}

/** Words in the four corners, close to them: notes hide the middle first. */
export function cornerMarks(
  zone: Pick<TemplateZone, 'key' | 'box' | 'form'>,
  words: CornerWords,
): TemplateMark[] {
  const [x, y, w, h] = plotBoxOf(zone)
  const { long, high } = cornerWords
  const [left, right] = [x + gap, x + w - gap - long]
  const [top, bottom] = [y + gap, y + h - gap - high]
  return [
    { key: `${zone.key}-top-left`, form: 'label', box: [left, top, long, high], label: words.topLeft },
    { key: `${zone.key}-top-right`, form: 'label', box: [right, top, long, high], label: words.topRight },
    {
      key: `${zone.key}-bottom-left`,
      form: 'label',
      box: [left, bottom, long, high],
      label: words.bottomLeft,
    },
    {
      key: `${zone.key}-bottom-right`,
      form: 'label',
      box: [right, bottom, long, high],
      label: words.bottomRight,
    },
  ]
}

/** The ground of the upper left quarter of the area, between the axes and the middle. */
export function topLeftTint(zone: Pick<TemplateZone, 'key' | 'box' | 'form'>): TemplateMark {
  const [x, y, w, h] = plotBoxOf(zone)
  return { key: `${zone.key}-first`, form: 'tint', box: [x, y, w / 2, h / 2] }
}

/** The middle lines that make four fields of the area. */
export function middleLines(zone: Pick<TemplateZone, 'key' | 'box' | 'form'>): TemplateMark[] {
  const [x, y, w, h] = plotBoxOf(zone)
  return [
    { key: `${zone.key}-middle-up`, form: 'line', box: [x + w / 2 - 0.01, y, 0.02, h] },
    { key: `${zone.key}-middle-across`, form: 'line', box: [x, y + h / 2 - 0.01, w, 0.02] },
  ]
}

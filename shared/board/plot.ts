/**
 * Places that say something: in a zone with two axes the middle of a note (or chip) is a pair of
 * numbers from 0 to 1, to the right and upwards. Derived from where it lies, never stored.
 */
import { bandOf, unitPx } from '../template/template.ts'
import type { Box, Point } from './geometry.ts'
import type { ZoneForm } from './vocabulary.ts'

type Zone = Box & { readonly form: ZoneForm }

/**
 * Room for the words along the axes, in units: beside the upright axis, below the flat one, and a
 * margin on the other sides. Templates draw their axes around the same area.
 */
export const plotRoom = { left: 0.5, bottom: 0.5, right: 0.2, top: 0.1 } as const

/** True for a zone in which places have a meaning. */
export function hasPlot({ form }: { readonly form: ZoneForm }): boolean {
  return form === 'plot' || form === 'matrix'
}

/** The part of the zone that the axes span, on the page. */
export function plotAreaOf(zone: Zone): Box {
  const { left, bottom, right, top } = plotRoom
  const band = bandOf(zone.form)
  return {
    x: zone.x + left * unitPx,
    y: zone.y + (band + top) * unitPx,
    w: zone.w - (left + right) * unitPx,
    h: zone.h - (band + top + bottom) * unitPx,
  }
}

/** What a place in the zone says; beyond an axis it says what its end says. */
export function plotAt(zone: Zone, point: Point): Point {
  const area = plotAreaOf(zone)
  return { x: part((point.x - area.x) / area.w), y: part(1 - (point.y - area.y) / area.h) }
}

/** The place on the page that says this: the way back of `plotAt`. */
export function pointAt(zone: Zone, { x, y }: Point): Point {
  const area = plotAreaOf(zone)
  return { x: area.x + x * area.w, y: area.y + (1 - y) * area.h }
}

/** Rounded to a thousandth: a pixel or two, and the same on every machine. */
function part(value: number): number {
  return Math.round(Math.min(1, Math.max(0, value)) * 1000) / 1000
}

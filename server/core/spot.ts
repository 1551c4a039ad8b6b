/** Where a note without a zone comes to lie: in rows under the templates, first free cell first. */
import { centreOf, isInside, pageBounds, type Point } from '../../shared/board/geometry.ts'
import { isShape, type BoardRecord } from '../../shared/board/schema.ts'
import { unitPx } from '../../shared/template/template.ts'

const cellPx = 1.1 * unitPx
const columns = 10

export function unplacedSpot(records: ReadonlyMap<string, BoardRecord>): Point {
  const shapes = [...records.values()].filter(isShape)
  // Only templates push the rows down: they lie still, so the rows do too.
  const laid = shapes
    .filter(({ type }) => type === 'zone' || type === 'header')
    .map((shape) => pageBounds(records, shape))
  const left = laid.length === 0 ? 0 : Math.min(...laid.map(({ x }) => x))
  const top = laid.length === 0 ? 0 : Math.max(...laid.map(({ y, h }) => y + h)) + unitPx
  const centres = shapes.filter(({ type }) => type === 'note').map((note) => centreOf(records, note))
  // One cell more than there are notes: one of them is free.
  for (let cell = 0; ; cell += 1) {
    const x = left + (cell % columns) * cellPx
    const y = top + Math.floor(cell / columns) * cellPx
    if (!centres.some((centre) => isInside({ x, y, w: cellPx, h: cellPx }, centre))) return { x, y }
  }
}

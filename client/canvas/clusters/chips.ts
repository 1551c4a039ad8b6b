/** Chips: a cluster in small, laid in the matrix that belongs to its template. */
import { createShapeId, type Editor, type TLShapeId } from 'tldraw'
import type { Point } from '../../../shared/board/geometry.ts'
import type { ZoneArea } from '../../../shared/board/outline.ts'
import { chipSpot } from '../../../shared/board/placement.ts'
import { plotAreaOf } from '../../../shared/board/plot.ts'
import type { ChipShape } from '../../../shared/board/schema.ts'
import { chipSize } from '../../../shared/board/vocabulary.ts'
import { zonesOn, zoneUnder } from '../editor/board-on.ts'
import { boxOf, groundOf, isChip } from './clusters-on.ts'

/** The matrix for a cluster: that of the template it lies in, or the only one there is. */
export function matrixFor(editor: Editor, cluster: TLShapeId): ZoneArea | null {
  const matrices = zonesOn(editor).filter(({ form }) => form === 'matrix')
  const ground = groundOf(editor, cluster)
  const instance = ground === null ? null : zoneUnder(editor, ground.center)?.instance
  const own = matrices.find((matrix) => matrix.instance === instance)
  return own ?? (matrices.length === 1 ? (matrices[0] ?? null) : null)
}

/** Selects the cluster's chip, made where there is none yet. */
export function showChip(editor: Editor, cluster: TLShapeId): void {
  const present = chipOf(editor, cluster)
  if (present !== null) {
    editor.select(present.id)
    return
  }
  const matrix = matrixFor(editor, cluster)
  if (matrix === null) return
  const taken = editor
    .getCurrentPageShapes()
    .filter(isChip)
    .flatMap((chip) => boxOf(editor, chip) ?? [])
  const id = createShapeId()
  editor.createShape<ChipShape>({
    id,
    type: 'chip',
    parentId: editor.getCurrentPageId(),
    ...chipSpot(matrix, taken),
    props: { cluster },
  })
  editor.select(id)
}

/** Lays the cluster's chip with its middle here, or as near as the matrix goes. */
export function layChip(editor: Editor, cluster: TLShapeId, matrix: ZoneArea, middle: Point): void {
  const area = plotAreaOf(matrix)
  const place = {
    x: Math.round(within(middle.x - chipSize.w / 2, area.x, area.x + area.w - chipSize.w)),
    y: Math.round(within(middle.y - chipSize.h / 2, area.y, area.y + area.h - chipSize.h)),
  }
  const present = chipOf(editor, cluster)
  const id = present?.id ?? createShapeId()
  if (present !== null) editor.updateShapes([{ id, type: 'chip', ...place }])
  else {
    const parentId = editor.getCurrentPageId()
    editor.createShape<ChipShape>({ id, type: 'chip', parentId, ...place, props: { cluster } })
  }
  editor.select(id)
}

function within(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value))
}

/** Of two the one that counts. */
function chipOf(editor: Editor, cluster: TLShapeId): ChipShape | null {
  const chips = editor.getCurrentPageShapes().filter(isChip)
  const own = chips.filter((chip) => chip.props.cluster === cluster)
  return own.toSorted((a, b) => (a.id < b.id ? -1 : 1))[0] ?? null
}

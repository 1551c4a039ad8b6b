/** Chips: a cluster in small, laid in the matrix that belongs to its template. */
import { createShapeId, type Editor, type TLShapeId } from 'tldraw'
import type { ZoneArea } from '../../../shared/board/outline.ts'
import { chipSpot } from '../../../shared/board/placement.ts'
import type { ChipShape } from '../../../shared/board/schema.ts'
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

/** Of two the one that counts. */
function chipOf(editor: Editor, cluster: TLShapeId): ChipShape | null {
  const chips = editor.getCurrentPageShapes().filter(isChip)
  const own = chips.filter((chip) => chip.props.cluster === cluster)
  return own.toSorted((a, b) => (a.id < b.id ? -1 : 1))[0] ?? null
}

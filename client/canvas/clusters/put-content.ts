/** Pasting what was copied on a board: clusters come as clusters of the copies, and nothing hides under a copy. */
import {
  createBindingId,
  createShapeId,
  type Editor,
  type TLContent,
  type TLShape,
  type TLShapeId,
  type VecLike,
} from 'tldraw'
import type { Point } from '../../../shared/board/geometry.ts'
import { isNote } from '../editor/board-on.ts'
import { layInZones } from '../notes/drop.ts'
import { keepOffCards } from '../notes/off-cards.ts'
import { settleAll } from '../notes/settle.ts'
import { boxOf, isCluster, nameOf } from './clusters-on.ts'
import { settleInClusters } from './drop-in-clusters.ts'
import { makeCluster, tidy } from './make-clusters.ts'

/** One change of the board, which whoever calls marks for undo. What was put is selected afterwards. */
export function putContent(editor: Editor, content: TLContent, point: VecLike): void {
  const { loose, clusters } = withoutClusters(anew(content))
  editor.run(() => {
    // What is pasted belongs to what it comes to lie on, not to what happens to be selected.
    editor.selectNone()
    editor.putContentOntoCurrentPage(loose, { point, select: true, preserveIds: true })
    moveClear(editor, editor.getSelectedShapes())
    const members = new Set<string>(clusters.flatMap(({ parts }) => parts))
    const single = editor.getSelectedShapes().filter(({ id }) => !members.has(id))
    const made = clusters.map(({ name, parts }) =>
      makeCluster(
        editor,
        parts.flatMap((id) => editor.getShape(id) ?? []),
        name,
      ),
    )
    settleInClusters(editor, single.filter(isNote), 'clusters alone')
    keepOffCards(editor, present(editor, single).filter(isNote))
    layInZones(editor, present(editor, single))
    settleAll(editor, present(editor, single), new Date())
    tidy(editor)
    editor.select(
      ...[...made, ...single.map(({ id }) => id)].filter((id) => editor.getShape(id) !== undefined),
    )
  })
}

/** The same under ids of its own, so that what was put can be told apart afterwards. */
function anew(content: TLContent): TLContent {
  const ids = new Map<string, TLShapeId>(content.shapes.map(({ id }) => [id, createShapeId()]))
  const idFor = <T extends string>(id: T): T | TLShapeId => ids.get(id) ?? id
  return {
    ...content,
    rootShapeIds: content.rootShapeIds.map(idFor),
    shapes: content.shapes.map((shape) => ({
      ...shape,
      id: idFor(shape.id),
      parentId: idFor(shape.parentId),
    })),
    bindings: (content.bindings ?? []).map((binding) => ({
      ...binding,
      id: createBindingId(),
      fromId: idFor(binding.fromId),
      toId: idFor(binding.toId),
    })),
  }
}

interface Unclustered {
  /** Without the clusters; what was in them lies on the page, where a cluster's own place is the origin. */
  readonly loose: TLContent
  readonly clusters: readonly { readonly name: string; readonly parts: readonly TLShapeId[] }[]
}

function withoutClusters(content: TLContent): Unclustered {
  const clusters = content.shapes.filter(isCluster)
  const ids = new Set<string>(clusters.map(({ id }) => id))
  const members = content.shapes.filter(({ parentId }) => ids.has(parentId))
  return {
    loose: {
      ...content,
      shapes: content.shapes.filter(({ id }) => !ids.has(id)),
      rootShapeIds: [...content.rootShapeIds.filter((id) => !ids.has(id)), ...members.map(({ id }) => id)],
    },
    clusters: clusters.map((cluster) => ({
      name: nameOf(cluster),
      parts: members.filter(({ parentId }) => parentId === cluster.id).map(({ id }) => id),
    })),
  }
}

/** Nearer than this, nobody would see that there are two. */
const hiddenPx = 20
const stepPx = 40

/** Moves these aside together, until none lies just on a note that was there. */
function moveClear(editor: Editor, put: readonly TLShape[]): void {
  const ids = new Set<string>(put.map(({ id }) => id))
  const cornersOf = (shapes: readonly TLShape[]): Point[] =>
    shapes.filter(isNote).flatMap((note) => boxOf(editor, note) ?? [])
  const others = cornersOf(editor.getCurrentPageShapes().filter(({ id }) => !ids.has(id)))
  const mine = cornersOf(put)
  const isHidden = (by: number): boolean =>
    mine.some((at) => others.some((other) => Math.hypot(at.x + by - other.x, at.y + by - other.y) < hiddenPx))
  let by = 0
  while (isHidden(by)) by += stepPx
  if (by > 0) editor.updateShapes(put.map(({ id, type, x, y }) => ({ id, type, x: x + by, y: y + by })))
}

function present(editor: Editor, shapes: readonly TLShape[]): TLShape[] {
  return shapes.flatMap(({ id }) => editor.getShape(id) ?? [])
}

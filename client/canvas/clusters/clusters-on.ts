/** The clusters on the board as the editor's store has them. */
import { Box, type Editor, type TLShape, type TLShapeId } from 'tldraw'
import { clusterBox, isTogether } from '../../../shared/board/cluster.ts'
import { isMeant } from '../../../shared/board/cluster-drop.ts'
import { plainText } from '../../../shared/board/rich-text.ts'
import type { ChipShape, ClusterShape, NoteShape } from '../../../shared/board/schema.ts'
import { isNote } from '../editor/board-on.ts'

export function isCluster(shape: TLShape | undefined): shape is TLShape & ClusterShape {
  return shape?.type === 'cluster'
}

export function isChip(shape: TLShape | undefined): shape is TLShape & ChipShape {
  return shape?.type === 'chip'
}

export function nameOf(cluster: ClusterShape): string {
  return plainText(cluster.props.richText).trim()
}

export function clustersOn(editor: Editor): ClusterShape[] {
  return editor.getCurrentPageShapesSorted().filter(isCluster)
}

/** All that lies in a cluster: its notes, and what is drawn between them. */
export function partsOf(editor: Editor, cluster: TLShapeId): TLShape[] {
  return editor.getSortedChildIdsForParent(cluster).flatMap((id) => editor.getShape(id) ?? [])
}

export function notesOf(editor: Editor, cluster: TLShapeId): NoteShape[] {
  return partsOf(editor, cluster).filter(isNote)
}

/** The cluster that a note lies in, also one that is nowhere for want of notes. */
export function clusterAround(editor: Editor, note: TLShape): ClusterShape | null {
  const parent = editor.getShapeParent(note)
  return isCluster(parent) ? parent : null
}

/** True for one that people see: two notes, or one and a name. */
export function isThere(editor: Editor, cluster: ClusterShape): boolean {
  return isTogether(nameOf(cluster), countNotes(editor, cluster.id))
}

function countNotes(editor: Editor, parent: TLShapeId): number {
  return partsOf(editor, parent).reduce(
    (sum, part) => sum + (isNote(part) ? 1 : part.type === 'group' ? countNotes(editor, part.id) : 0),
    0,
  )
}

/** On the page, with the room for the name and the margin; null without parts. */
export function groundOf(
  editor: Editor,
  cluster: TLShapeId,
  except: ReadonlySet<TLShapeId> = new Set(),
): Box | null {
  const boxes = partsOf(editor, cluster).flatMap((part) =>
    except.has(part.id) ? [] : (boxOf(editor, part) ?? []),
  )
  if (boxes.length === 0) return null
  const { x, y, w, h } = clusterBox(Box.Common(boxes))
  return new Box(x, y, w, h)
}

/**
 * The ground as it is drawn: a note under this hand that would leave when let go is no longer in it,
 * so one sees beforehand what letting go would mean.
 */
export function groundInSight(editor: Editor, cluster: TLShapeId): Box | null {
  const held = new Set(editor.isIn('select.translating') ? editor.getSelectedShapeIds() : [])
  if (held.size === 0 || held.has(cluster)) return groundOf(editor, cluster)
  const rest = groundOf(editor, cluster, held)
  if (rest === null) return groundOf(editor, cluster)
  const leaving = partsOf(editor, cluster).filter((part) => {
    const box = held.has(part.id) ? boxOf(editor, part) : null
    return box !== null && !isMeant(rest, box)
  })
  return groundOf(editor, cluster, new Set(leaving.map(({ id }) => id)))
}

export function boxOf(editor: Editor, shape: TLShape): Box | null {
  return editor.getShapePageBounds(shape.id) ?? null
}

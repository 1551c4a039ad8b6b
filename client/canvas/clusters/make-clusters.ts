/** Making clusters and taking them apart. Each is one change of the board; whoever calls marks it for undo. */
import { createShapeId, Vec, type Editor, type TLShape, type TLShapeId } from 'tldraw'
import { getIndexAbove, getIndexBetween, type IndexKey } from 'tldraw'
import { nestIn, shiftInto } from '../../../shared/board/cluster-drop.ts'
import type { Box } from '../../../shared/board/geometry.ts'
import { richTextFrom } from '../../../shared/board/rich-text.ts'
import type { ClusterShape, NoteShape } from '../../../shared/board/schema.ts'
import { roomOf } from '../../../shared/board/zone-grid.ts'
import { isNote, zoneUnder } from '../editor/board-on.ts'
import { isTemplatePart } from '../editor/rights.ts'
import { settleAll } from '../notes/settle.ts'
import { boxOf, clusterAround, clustersOn, groundOf, isChip, isThere, partsOf } from './clusters-on.ts'

/** A cluster of these, wherever they were. Their places stay. */
export function makeCluster(editor: Editor, notes: readonly TLShape[], name = ''): TLShapeId {
  const id = createShapeId()
  editor.run(() => {
    editor.createShape<ClusterShape>({
      id,
      type: 'cluster',
      parentId: editor.getCurrentPageId(),
      x: 0,
      y: 0,
      index: indexUnderPeople(editor),
      props: { richText: richTextFrom(name) },
    })
    join(editor, id, notes)
    keepInRoom(editor, id)
  })
  return id
}

/** These lie in that cluster from now on, at the same place of the page. */
export function join(editor: Editor, cluster: TLShapeId, notes: readonly TLShape[]): void {
  editor.run(() => {
    editor.reparentShapes(
      notes.map(({ id }) => id),
      cluster,
    )
    tidy(editor)
    settleAll(editor, partsOf(editor, cluster), new Date())
  })
}

/** Moves a cluster so that its ground covers no heading of its zone, and no neighbour of that. */
export function keepInRoom(editor: Editor, cluster: TLShapeId): void {
  const ground = groundOf(editor, cluster)
  const room = ground === null ? null : roomUnder(editor, ground)
  if (ground === null || room === null) return
  const by = shiftInto(room, ground)
  if (by.x === 0 && by.y === 0) return
  editor.updateShapes(
    partsOf(editor, cluster).map(({ id, type, x, y }) => ({ id, type, x: x + by.x, y: y + by.y })),
  )
}

/** These lie loose from now on, at the same place of the page. */
export function leave(editor: Editor, notes: readonly TLShape[]): void {
  editor.run(() => {
    editor.reparentShapes(
      notes.map(({ id }) => id),
      editor.getCurrentPageId(),
    )
    tidy(editor)
    settleAll(
      editor,
      notes.flatMap(({ id }) => editor.getShape(id) ?? []),
      new Date(),
    )
  })
}

/** Every note lies loose where it lay; the cluster and its chips are gone. */
export function takeApart(editor: Editor, cluster: TLShapeId): void {
  editor.run(() => {
    const parts = partsOf(editor, cluster)
    const chips = editor
      .getCurrentPageShapes()
      .filter((shape) => isChip(shape) && shape.props.cluster === cluster)
    // First the parts: what the editor deletes it deletes with all that is in it.
    editor.reparentShapes(
      parts.map(({ id }) => id),
      editor.getCurrentPageId(),
    )
    editor.store.remove([cluster, ...chips.map(({ id }) => id)])
    settleAll(
      editor,
      parts.flatMap(({ id }) => editor.getShape(id) ?? []),
      new Date(),
    )
  })
}

/** What is no cluster any more goes: one without notes, one of a single note without a name. */
export function tidy(editor: Editor): void {
  for (const cluster of clustersOn(editor)) if (!isThere(editor, cluster)) takeApart(editor, cluster.id)
}

/** Puts notes just below their cluster: the way out without dragging. */
export function takeOut(editor: Editor, notes: readonly NoteShape[]): void {
  for (const note of notes) {
    const cluster = clusterAround(editor, note)
    const [ground, box] = [cluster && groundOf(editor, cluster.id, new Set([note.id])), boxOf(editor, note)]
    if (box === null) continue
    if (ground !== null) {
      const below = { x: box.x, y: ground.maxY + outsidePx, w: box.w, h: box.h }
      moveTo(editor, note, nestIn(noteBoxes(editor, new Set([note.id])), below, roomUnder(editor, box)))
    }
    leave(editor, [note])
  }
}
/** Clear of the cluster, also for the next hand that lets a note go. */
const outsidePx = 40

/** Moves a note so that its box on the page begins here. */
export function moveTo(editor: Editor, note: TLShape, corner: { x: number; y: number }): void {
  const box = boxOf(editor, note)
  if (box === null || (box.x === corner.x && box.y === corner.y)) return
  const by = editor.getPointInParentSpace(note.id, Vec.Add(pagePointOf(editor, note), Vec.Sub(corner, box)))
  editor.updateShapes([{ id: note.id, type: note.type, x: Math.round(by.x), y: Math.round(by.y) }])
}

function pagePointOf(editor: Editor, note: TLShape): Vec {
  return editor.getShapePageTransform(note.id).point()
}

/** The room for notes in the zone under the middle of a box. */
export function roomUnder(editor: Editor, { x, y, w, h }: Box): Box | null {
  const zone = zoneUnder(editor, { x: x + w / 2, y: y + h / 2 })
  return zone === null ? null : roomOf(zone)
}

export function noteBoxes(editor: Editor, except: ReadonlySet<TLShapeId>): Box[] {
  return editor
    .getCurrentPageShapes()
    .filter((shape) => isNote(shape) && !except.has(shape.id))
    .flatMap((shape) => boxOf(editor, shape) ?? [])
}

/** Above what the templates laid and below all that people made: a ground hides nobody's words. */
function indexUnderPeople(editor: Editor): IndexKey {
  const roots = editor
    .getSortedChildIdsForParent(editor.getCurrentPageId())
    .flatMap((id) => editor.getShape(id) ?? [])
  const first = roots.findIndex((shape) => !isTemplatePart(shape))
  const [below, above] = [roots[first - 1], roots[first]]
  if (above === undefined) return getIndexAbove(roots.at(-1)?.index)
  return getIndexBetween(below?.index, above.index)
}

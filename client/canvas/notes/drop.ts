/**
 * What becomes of notes where a hand lets go of them: each goes to the nearest free cell of its zone's
 * grid; where places say something it stays, whole between the axes; on a shared card none stays. All of it
 * before the drag is written for the last time: others see one place, undo takes back one action.
 */
import type { Editor, TLShape, TLShapeId } from 'tldraw'
import type { Box, Point } from '../../../shared/board/geometry.ts'
import type { ZoneArea } from '../../../shared/board/outline.ts'
import { landingsIn, takenNear } from '../../../shared/board/free-cell.ts'
import type { NoteShape } from '../../../shared/board/schema.ts'
import { settleInClusters } from '../clusters/drop-in-clusters.ts'
import { isNote, recordsOn, zoneOfNote } from '../editor/board-on.ts'
import { glideFrom } from './glide.ts'
import { placesOffCards } from './off-cards.ts'

/** Hears where the editor's own dragging ends. */
export function landDroppedNotes(editor: Editor): void {
  const dragging = editor.getStateDescendant('select.translating')
  if (dragging === undefined) return
  const pointerUp = dragging.onPointerUp?.bind(dragging)
  const complete = dragging.onComplete?.bind(dragging)
  dragging.onPointerUp = (told) => landing(editor, () => pointerUp?.(told))
  dragging.onComplete = (told) => landing(editor, () => complete?.(told))
}

function landing(editor: Editor, letGo: () => void): void {
  const dropped = editor.getSelectedShapeIds()
  letGo()
  land(editor, dropped)
}

function land(editor: Editor, ids: readonly TLShapeId[]): void {
  const shapes = ids.flatMap((id) => editor.getShape(id) ?? [])
  const dropped = notesAmong(editor, shapes)
  if (dropped.length === 0) return
  const settled = new Set<string>(settleInClusters(editor, dropped))
  const moves = layInZones(
    editor,
    dropped.filter(({ id }) => !settled.has(id)),
  )
  for (const { id, from, to } of moves) glideFrom(editor, id, { x: from.x - to.x, y: from.y - to.y })
}

interface Move {
  readonly id: TLShapeId
  readonly from: Point
  readonly to: Point
}

/** Those of these that lie loose in a zone lie where a drop would have laid them, copies as well. */
export function layInZones(editor: Editor, shapes: readonly TLShape[]): readonly Move[] {
  const loose = notesAmong(
    editor,
    shapes.flatMap(({ id }) => editor.getShape(id) ?? []),
  ).filter((note) => isUpright(editor, note) && !isInCluster(editor, note))
  const places = landings(editor, loose)
  const moves = loose.flatMap((note) => {
    const [from, to] = [cornerOf(editor, note), places.get(note.id)]
    return from === null || to === undefined || (from.x === to.x && from.y === to.y)
      ? []
      : [{ id: note.id, from, to }]
  })
  editor.updateShapes(
    moves.map(({ id, to }) => {
      const { x, y } = editor.getPointInParentSpace(id, to)
      return { id, type: 'note', x, y }
    }),
  )
  return moves
}

/** The notes that were dropped, and those in groups of nothing else: what is drawn around notes keeps them. */
function notesAmong(editor: Editor, shapes: readonly TLShape[]): NoteShape[] {
  return shapes.flatMap((shape) => {
    if (isNote(shape)) return [shape]
    if (shape.type !== 'group') return []
    const members = editor.getSortedChildIdsForParent(shape.id).flatMap((id) => editor.getShape(id) ?? [])
    const notes = members.filter(isNote)
    return notes.length === members.length ? notes : []
  })
}

/** Where each of these comes to lie, by the zone it was dropped in; none outside the zones. */
function landings(editor: Editor, notes: readonly NoteShape[]): Map<string, Point> {
  const byZone = new Map<string, { readonly zone: ZoneArea; readonly notes: NoteShape[] }>()
  for (const note of notes) {
    const zone = zoneOfNote(editor, note)
    if (zone === null) continue
    const known = byZone.get(zone.zone)
    if (known === undefined) byZone.set(zone.zone, { zone, notes: [note] })
    else known.notes.push(note)
  }
  const records = recordsOn(editor)
  const except = new Set<string>(notes.map(({ id }) => id))
  const places = new Map<string, Point>()
  for (const { zone, notes: here } of byZone.values()) {
    if (zone.form === 'output') {
      for (const [id, place] of placesOffCards(editor, here)) places.set(id, place)
      continue
    }
    const boxes = here.flatMap((note) => boxOf(editor, note) ?? [])
    const spots = landingsIn(zone, takenNear(records, zone, except), boxes)
    for (const [at, note] of here.entries()) {
      const spot = spots[at]
      if (spot !== undefined) places.set(note.id, spot)
    }
  }
  return places
}

function boxOf(editor: Editor, note: NoteShape): Box | null {
  const bounds = editor.getShapePageBounds(note.id)
  return bounds === undefined ? null : { x: bounds.x, y: bounds.y, w: bounds.w, h: bounds.h }
}

function cornerOf(editor: Editor, note: NoteShape): Point | null {
  const bounds = editor.getShapePageBounds(note.id)
  return bounds === undefined ? null : { x: bounds.x, y: bounds.y }
}

/** Where it lies in there is a matter of the cluster. */
function isInCluster(editor: Editor, note: NoteShape): boolean {
  return editor.getShapeParent(note.id)?.type === 'cluster'
}

/** The grid is for notes as they are made: neither turned nor of another size. */
function isUpright(editor: Editor, note: NoteShape): boolean {
  return note.props.scale === 1 && editor.getShapePageTransform(note.id).rotation() === 0
}

/** What becomes of clusters where a hand lets go of notes: made, joined, left. */
import type { Editor, TLShapeId } from 'tldraw'
import { meaningOf, nestIn, type ClusterDrop, type Surroundings } from '../../../shared/board/cluster-drop.ts'
import { unreachable } from '../../../shared/assert.ts'
import type { Box } from '../../../shared/board/geometry.ts'
import type { NoteShape } from '../../../shared/board/schema.ts'
import { isNote, zoneUnder } from '../editor/board-on.ts'
import { boxOf, clusterAround, clustersOn, groundOf, isThere, notesOf } from './clusters-on.ts'
import { join, keepInRoom, leave, makeCluster, moveTo, roomUnder, tidy } from './make-clusters.ts'

type Meant = 'notes too' | 'clusters alone'

/**
 * Notes that were just dropped: those that mean a cluster are in it afterwards, beside its other notes.
 * Returns the ids of these, whose place is settled; the others lie loose. `meant`: loose notes that they
 * lie on too, or only clusters that are there.
 */
export function settleInClusters(
  editor: Editor,
  notes: readonly NoteShape[],
  meant: Meant = 'notes too',
): readonly NoteShape['id'][] {
  const waiting = new Set<TLShapeId>(notes.map(({ id }) => id))
  const settled: NoteShape['id'][] = []
  editor.run(() => {
    for (const { id } of notes) {
      const note = editor.getShape(id)
      waiting.delete(id)
      if (isNote(note) && settle(editor, note, new Set([...waiting, id]), meant)) settled.push(id)
    }
    tidy(editor)
  })
  return settled
}

/** One after the other: the second may join what the first has made. `dropped` are this one and those to come. */
function settle(editor: Editor, note: NoteShape, dropped: ReadonlySet<TLShapeId>, meant: Meant): boolean {
  const box = boxOf(editor, note)
  if (box === null) return false
  const around = surroundings(editor, dropped)
  const { loose } = around
  const meaning = meaningAmong(editor, note, meant === 'notes too' ? around : { ...around, loose: [] })
  switch (meaning.type) {
    case 'nothing':
      return false
    case 'leave':
      leave(editor, [note])
      return false
    case 'stay':
      nest(editor, note, meaning.cluster, dropped, loose)
      keepInRoom(editor, meaning.cluster)
      return true
    case 'join':
      nest(editor, note, meaning.cluster, dropped, loose)
      join(editor, meaning.cluster, [note])
      keepInRoom(editor, meaning.cluster)
      return true
    case 'pair': {
      const other = editor.getShape(meaning.other)
      if (other === undefined) return false
      const taken = boxOf(editor, other)
      const others = boxesOf(loose.filter((one) => one.note !== meaning.other))
      moveTo(editor, note, nestIn(taken === null ? [] : [taken], box, roomUnder(editor, box), others))
      makeCluster(editor, [other, note])
      return true
    }
    default:
      return unreachable(meaning)
  }
}

/** What it would mean to let go of a note that is being dragged together with these. */
export function meaningNow(editor: Editor, note: NoteShape, dragged: ReadonlySet<TLShapeId>): ClusterDrop {
  return meaningAmong(editor, note, surroundings(editor, dragged))
}

function meaningAmong(editor: Editor, note: NoteShape, around: Surroundings): ClusterDrop {
  const box = boxOf(editor, note)
  // What lies in a group is moved with its group.
  if (box === null || isGrouped(editor, note)) return { type: 'nothing' }
  const own = clusterAround(editor, note)
  const cluster = own !== null && isThere(editor, own) ? own.id : null
  const isInField = zoneUnder(editor, box.center)?.form === 'field'
  return meaningOf({ box, cluster, isInField }, around)
}

/** Beside the cluster's notes, on none of them and on no loose one. */
function nest(
  editor: Editor,
  note: NoteShape,
  cluster: TLShapeId,
  dropped: ReadonlySet<TLShapeId>,
  loose: Surroundings['loose'],
): void {
  const box = boxOf(editor, note)
  if (box === null) return
  const members = notesOf(editor, cluster).filter(({ id }) => !dropped.has(id))
  const taken = members.flatMap((member) => boxOf(editor, member) ?? [])
  moveTo(editor, note, nestIn(taken, box, roomUnder(editor, box), boxesOf(loose)))
}

function boxesOf(loose: Surroundings['loose']): readonly Box[] {
  return loose.map(({ box }) => box)
}

function surroundings(editor: Editor, dropped: ReadonlySet<TLShapeId>): Surroundings {
  const clusters = clustersOn(editor).filter((cluster) => isThere(editor, cluster))
  const grounds = clusters.flatMap(({ id }) => {
    const box = groundOf(editor, id, dropped)
    return box === null ? [] : [{ cluster: id, box }]
  })
  const loose = editor.getCurrentPageShapes().flatMap((shape) => {
    if (!isNote(shape) || dropped.has(shape.id) || isGrouped(editor, shape)) return []
    const around = clusterAround(editor, shape)
    const box = boxOf(editor, shape)
    if (box === null || (around !== null && isThere(editor, around))) return []
    return zoneUnder(editor, box.center)?.form === 'field' ? [{ note: shape.id, box }] : []
  })
  return { grounds, loose }
}

function isGrouped(editor: Editor, note: NoteShape): boolean {
  return editor.getShapeParent(note.id)?.type === 'group'
}

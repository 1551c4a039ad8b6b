/** What one can do with what is selected, where clusters are concerned: the same on the bar, in the menu and by keys. */
import type { Editor, TLShape } from 'tldraw'
import type { NoteShape } from '../../../shared/board/schema.ts'
import { isNote, zoneUnder } from '../editor/board-on.ts'
import { isTemplatePart, rightsOf } from '../editor/rights.ts'
import { startWriting } from '../notes/write-note.ts'
import type { CanvasWord } from '../words/canvas-words.ts'
import { matrixFor, showChip } from './chips.ts'
import { boxOf, clusterAround, isCluster, isThere } from './clusters-on.ts'
import { join, makeCluster, takeApart, takeOut } from './make-clusters.ts'

export interface ClusterAction {
  readonly word: CanvasWord
  readonly run: () => void
}

/** In the order in which they are offered; none where there is nothing to do. */
export function clusterActions(editor: Editor): readonly ClusterAction[] {
  if (rightsOf(editor)?.mayWrite() !== true) return []
  // The shared cards come along when all is selected; nothing here is about them.
  const selected = editor.getSelectedShapes().filter((shape) => !isTemplatePart(shape))
  const clusters = selected.filter(isCluster)
  const notes = selected.filter(isNote)
  const [cluster, ...more] = clusters
  if (cluster === undefined) return notes.length === selected.length ? notesActions(editor, notes) : []
  if (more.length > 0 || notes.length + 1 < selected.length) return []
  if (notes.length > 0) {
    return [action(editor, 'clusterJoin', () => (join(editor, cluster.id, notes), editor.select(cluster.id)))]
  }
  return [
    { word: 'clusterName', run: () => startWriting(editor, cluster.id) },
    ...(matrixFor(editor, cluster.id) === null
      ? []
      : [action(editor, 'clusterToMatrix', () => showChip(editor, cluster.id))]),
    action(editor, 'clusterApart', () => takeApart(editor, cluster.id)),
  ]
}

function notesActions(editor: Editor, notes: readonly NoteShape[]): ClusterAction[] {
  const members = notes.filter((note) => isMember(editor, note))
  const clusters = new Set(notes.map((note) => (isMember(editor, note) ? note.parentId : null)))
  const isOne = clusters.size === 1 && members.length === notes.length
  return [
    ...(mayMake(editor, notes) && !isOne
      ? [action(editor, 'clusterMake', () => void editor.select(makeCluster(editor, notes)))]
      : []),
    ...(members.length > 0 ? [action(editor, 'clusterOut', () => takeOut(editor, members))] : []),
  ]
}

/** Notes that lie in a zone for clusters, at least two. */
export function mayMake(editor: Editor, shapes: readonly TLShape[]): boolean {
  return (
    shapes.length > 1 &&
    shapes.every((shape) => {
      const box = isNote(shape) ? boxOf(editor, shape) : null
      return box !== null && zoneUnder(editor, box.center)?.form === 'field'
    })
  )
}

function isMember(editor: Editor, note: NoteShape): boolean {
  const cluster = clusterAround(editor, note)
  return cluster !== null && isThere(editor, cluster)
}

function action(editor: Editor, word: CanvasWord, change: () => void): ClusterAction {
  return {
    word,
    run: () => {
      editor.markHistoryStoppingPoint(word)
      editor.run(change)
    },
  }
}

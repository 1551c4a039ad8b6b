/**
 * What would become of a note that is being dragged, seen before a hand lets go: the group or the note
 * that it would join has an edge around it. Nothing moves; what it says is what the drop then does.
 */
import { useEditor, useValue, type Editor, type TLShapeId } from 'tldraw'
import { unreachable } from '../../../shared/assert.ts'
import { clusterBox } from '../../../shared/board/cluster.ts'
import type { ClusterDrop } from '../../../shared/board/cluster-drop.ts'
import type { Box } from '../../../shared/board/geometry.ts'
import { kindLooks } from '../../../shared/board/kinds.ts'
import { useCanvasWords } from '../board-context.tsx'
import { isNote } from '../editor/board-on.ts'
import type { CanvasWord } from '../words/canvas-words.ts'
import { boxOf, groundOf, isCluster, nameOf } from './clusters-on.ts'
import { meaningNow } from './drop-in-clusters.ts'

interface Seen {
  readonly word: CanvasWord | null
  readonly name: string
  /** Around what. */
  readonly edge: Box | null
}

/** Null while nothing is dragged that means something. Of several notes the one that was taken up first counts. */
export function useDropMeaning(): Seen | null {
  const editor = useEditor()
  return useValue('what a drop would mean', () => seenNow(editor), [editor])
}

function seenNow(editor: Editor): Seen | null {
  if (!editor.isIn('select.translating')) return null
  const dragged = new Set(editor.getSelectedShapeIds())
  const note = editor.getSelectedShapes().find(isNote)
  return note === undefined ? null : seen(editor, meaningNow(editor, note, dragged), dragged)
}

function seen(editor: Editor, meaning: ClusterDrop, dragged: ReadonlySet<TLShapeId>): Seen | null {
  switch (meaning.type) {
    case 'nothing':
      return null
    case 'leave':
      return { word: 'dropLeaves', name: '', edge: null }
    case 'pair': {
      const other = editor.getShape(meaning.other)
      const box = other === undefined ? null : boxOf(editor, other)
      return { word: 'dropPairs', name: '', edge: box === null ? null : clusterBox(box) }
    }
    case 'stay':
    case 'join': {
      const cluster = editor.getShape(meaning.cluster)
      const name = isCluster(cluster) ? nameOf(cluster).trim() : ''
      const word = name === '' ? 'dropJoins' : 'dropJoinsNamed'
      const edge = groundOf(editor, meaning.cluster, dragged)
      return { word: meaning.type === 'stay' ? null : word, name, edge }
    }
    default:
      return unreachable(meaning)
  }
}

/** As wide at every distance. */
export function DropEdge({ box }: { readonly box: Box }) {
  const editor = useEditor()
  const { left, top, scale } = useValue(
    'edge of what is meant',
    () => {
      const { x, y } = editor.pageToViewport(box)
      return { left: x, top: y, scale: editor.getZoomLevel() }
    },
    [editor, box],
  )
  const { stroke } = kindLooks.cluster
  return (
    <svg
      className="zone-edge drop-edge"
      aria-hidden="true"
      viewBox={`0 0 ${box.w} ${box.h}`}
      style={{ left, top, width: box.w * scale, height: box.h * scale, color: stroke }}
    >
      <rect width={box.w} height={box.h} rx={28} vectorEffect="non-scaling-stroke" />
    </svg>
  )
}

export function DropWords({ word, name }: { readonly word: CanvasWord; readonly name: string }) {
  const say = useCanvasWords()
  return <span className="zone-hint-drop">{say(word).replace('{name}', name)}</span>
}

/** Notes that are moved by the arrow keys leave and join clusters as dragged ones do, once the key is let go. */
import type { Editor, TLShape, TLShapeId } from 'tldraw'
import { isNote } from '../editor/board-on.ts'
import { settleInClusters } from './drop-in-clusters.ts'

/** For as long as the editor lives. */
export function settleNudgedNotes(editor: Editor): void {
  const nudged = new Set<TLShapeId>()
  const nudge = editor.nudgeShapes.bind(editor)
  editor.nudgeShapes = (shapes: TLShapeId[] | TLShape[], offset) => {
    for (const shape of shapes) nudged.add(typeof shape === 'string' ? shape : shape.id)
    return nudge(shapes, offset)
  }
  const settle = (): void => {
    const notes = [...nudged].flatMap((id) => editor.getShape(id) ?? []).filter(isNote)
    nudged.clear()
    // A note on its way past another does not mean that one; there is a key for making a cluster.
    if (notes.length > 0) settleInClusters(editor, notes, 'clusters alone')
  }
  const idle = editor.getStateDescendant('select.idle')
  if (idle === undefined) return
  const keyUp = idle.onKeyUp?.bind(idle)
  idle.onKeyUp = (told) => {
    keyUp?.(told)
    if (told.code.startsWith('Arrow')) settle()
  }
}

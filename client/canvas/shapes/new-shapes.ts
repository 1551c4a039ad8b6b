/** Which shapes have only just come, so that they can appear softly. Never those that were there already. */
import type { Editor, TLShapeId } from 'tldraw'

const newMs = 400
const newByEditor = new WeakMap<Editor, Set<TLShapeId>>()

/** Watches for shapes from now on; returns the disposer. */
export function watchNewShapes(editor: Editor): () => void {
  const fresh = new Set<TLShapeId>()
  newByEditor.set(editor, fresh)
  const stop = editor.sideEffects.registerAfterCreateHandler('shape', ({ id }) => {
    fresh.add(id)
    editor.timers.setTimeout(() => fresh.delete(id), newMs)
  })
  return () => {
    stop()
    newByEditor.delete(editor)
  }
}

export function isNewShape(editor: Editor, id: TLShapeId): boolean {
  return newByEditor.get(editor)?.has(id) === true
}

/** A note that stays where someone asked for it to go says why: silence looks like a fault of ours. */
import type { Editor, TLShapeId } from 'tldraw'
import type { CanvasWord } from '../words/canvas-words.ts'
import { isNameless } from './people-content.ts'

/** The keys, the bin and the menu all ask by `deleteShapes`; what rights keep is there after it. */
export function sayWhatStays(editor: Editor, tell: (word: CanvasWord) => void): void {
  const take = editor.deleteShapes.bind(editor)
  editor.deleteShapes = (shapes) => {
    const ids: TLShapeId[] = shapes.map((shape) => (typeof shape === 'string' ? shape : shape.id))
    take(ids)
    const stays = ids.flatMap((id) => editor.getShape(id) ?? []).filter(({ type }) => type === 'note')
    const [first] = stays
    if (first === undefined || editor.getInstanceState().isReadonly) return editor
    editor.setSelectedShapes(stays)
    tell(isNameless(first) ? 'namelessStays' : 'foreignStays')
    return editor
  }
}

/**
 * Others' letters stand in an open text in the very turn in which they come to the store. tldraw brings
 * them there when React draws next: a letter typed before that is typed on a text without them, and
 * writing it would take theirs away.
 */
import type { Editor, TLShape } from 'tldraw'

/** Returns the way back. */
export function keepOpenTextLive(editor: Editor): () => void {
  return editor.sideEffects.registerAfterChangeHandler('shape', (before, after, source) => {
    if (source !== 'remote' || after.id !== editor.getEditingShapeId()) return
    const text = textOf(after)
    if (text === null || text === textOf(before)) return
    // Put in by `MergedText`: only what differs, and not told to the store again.
    editor.getRichTextEditor()?.commands.setContent(text)
  })
}

function textOf(shape: TLShape): object | null {
  const text: unknown = 'richText' in shape.props ? shape.props.richText : null
  return typeof text === 'object' ? text : null
}

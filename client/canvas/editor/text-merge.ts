/**
 * Others' letters in a text that is being written in. tldraw puts a whole new text into the text
 * area, which throws the caret to the end; this puts in only what differs, so that the caret stays
 * with the letter it stood behind.
 */
import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { TextSelection, type Transaction } from '@tiptap/pm/state'

export const MergedText = Extension.create({
  name: 'mergedText',
  // After the editor's own commands, to take the place of one of them.
  priority: 1,
  addCommands() {
    return {
      setContent:
        (content) =>
        ({ editor, tr, dispatch }) => {
          if (dispatch === undefined) return true
          mergeInto(tr, editor.schema.nodeFromJSON(content))
          // Not ours: neither news for the store nor something that our own undo may take back.
          tr.setMeta('preventUpdate', true).setMeta('addToHistory', false)
          return true
        },
    }
  },
})

/** Makes the document the wanted one by replacing only the stretch in which the two differ. */
export function mergeInto(tr: Transaction, wanted: Node): Transaction {
  const start = tr.doc.content.findDiffStart(wanted.content)
  const end = tr.doc.content.findDiffEnd(wanted.content)
  if (start === null || end === null) return tr
  // Where letters repeat, the two searches overlap: an "a" put into "aa" has no one place.
  const overlap = Math.max(0, start - Math.min(end.a, end.b))
  const { anchor, head, empty } = tr.selection
  tr.replace(start, end.a + overlap, wanted.slice(start, end.b + overlap))
  // A caret stays behind the letter it stood behind, also where others write at that very place. Were
  // it pushed along, two people typing there at once would put each letter behind the other's last.
  if (empty && anchor === start) tr.setSelection(TextSelection.create(tr.doc, tr.mapping.map(head, -1)))
  return tr
}

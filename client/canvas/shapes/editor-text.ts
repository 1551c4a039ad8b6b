import type { TLRichText } from 'tldraw'

/** Our text and the editor's are the same JSON; only its type says that lists may be changed in place. */
export function isEditorText(text: object): text is TLRichText {
  return 'content' in text && Array.isArray(text.content)
}

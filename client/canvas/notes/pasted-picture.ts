/** Where words are written, the browser passes over pictures that are pasted, without a word. */
import type { Editor } from 'tldraw'
import type { CanvasWord } from '../words/canvas-words.ts'

export function isOnlyPicture({ files, types }: Pick<DataTransfer, 'files' | 'types'>): boolean {
  return files.length > 0 && !types.includes('text/plain') && !types.includes('text/html')
}

/** In an open note or card; beside them the editor hears of it itself. Returns the way back. */
export function tellOfPastedPictures(editor: Editor, tell: (word: CanvasWord) => void): () => void {
  const heard = ({ clipboardData }: ClipboardEvent): void => {
    if (editor.getEditingShapeId() === null || clipboardData === null) return
    if (isOnlyPicture(clipboardData)) tell('noPictures')
  }
  const container = editor.getContainer()
  container.addEventListener('paste', heard, { capture: true })
  return () => container.removeEventListener('paste', heard, { capture: true })
}

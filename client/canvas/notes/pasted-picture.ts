/** Where words are written, the browser passes over pictures that are pasted, without a word: they come beside. */
import type { Editor } from 'tldraw'
import { takePictures } from '../pictures/take-pictures.ts'

export function isOnlyPicture({ files, types }: Pick<DataTransfer, 'files' | 'types'>): boolean {
  return files.length > 0 && !types.includes('text/plain') && !types.includes('text/html')
}

/** In an open note or card; beside them the editor hears of it itself. Returns the way back. */
export function takePastedPictures(editor: Editor): () => void {
  const heard = ({ clipboardData }: ClipboardEvent): void => {
    const editing = editor.getEditingShapeId()
    if (editing === null || clipboardData === null || !isOnlyPicture(clipboardData)) return
    const { center } = editor.getShapePageBounds(editing) ?? editor.getViewportPageBounds()
    void takePictures(editor, [...clipboardData.files], center)
  }
  const container = editor.getContainer()
  container.addEventListener('paste', heard, { capture: true })
  return () => container.removeEventListener('paste', heard, { capture: true })
}

import type { Editor } from 'tldraw'

/**
 * Closes the text that someone is writing in, for who may write no more. The text area stays on screen
 * a moment longer: letters typed there would be on no board and in no tray, so the caret leaves at once.
 */
export function closeOpenText(editor: Editor): void {
  if (editor.getEditingShapeId() === null) return
  editor.setEditingShape(null)
  const { activeElement } = document
  if (activeElement instanceof HTMLElement && editor.getContainer().contains(activeElement))
    activeElement.blur()
}

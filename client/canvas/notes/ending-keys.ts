/**
 * The way out of a text that is no note, by key: Tab ends the writing on a shared card and on a cluster's
 * name, Enter that on a name, which is one line. The text editor doesn't hear of these keys.
 */
import type { Editor } from 'tldraw'

/** For as long as the editor lives. */
export function endWritingByKeys(editor: Editor): void {
  const container = editor.getContainer()
  let isEnterDown = false
  let isTabDown = false
  const end = (event: KeyboardEvent): void => {
    event.preventDefault()
    event.stopPropagation()
    editor.complete()
    container.focus()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    isEnterDown = false
    isTabDown = false
    const type = openType(editor)
    if (event.isComposing || type === null) return
    if (event.key === 'Tab') {
      isTabDown = true
      return end(event)
    }
    if (event.key !== 'Enter' || (type === 'card' && !event.ctrlKey && !event.metaKey)) return
    event.preventDefault()
    event.stopPropagation()
    isEnterDown = true
  }
  // When the key comes up: the editor opens what is selected as soon as it hears of that.
  const onKeyUp = (event: KeyboardEvent): void => {
    // Heard by the editor, it would go to the next shape and take the view along.
    if (event.key === 'Tab' && isTabDown) event.stopPropagation()
    if (event.key !== 'Enter' || !isEnterDown) return
    isEnterDown = false
    if (openType(editor) !== null) end(event)
  }
  container.addEventListener('keydown', onKeyDown, { capture: true })
  container.addEventListener('keyup', onKeyUp, { capture: true })
  editor.disposables.add(() => {
    container.removeEventListener('keydown', onKeyDown, { capture: true })
    container.removeEventListener('keyup', onKeyUp, { capture: true })
  })
}

function openType(editor: Editor): 'card' | 'cluster' | null {
  const type = editor.getEditingShape()?.type
  return type === 'card' || type === 'cluster' ? type : null
}

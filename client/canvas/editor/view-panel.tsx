import { useEditor, useValue } from 'tldraw'
import { useCanvasWords } from '../board-context.tsx'
import { showBoard } from './camera.ts'

/** Nearer, farther, and the way back to the whole board: nobody gets lost, and nobody has to pinch. */
export function ViewPanel() {
  const editor = useEditor()
  const say = useCanvasWords()
  const percent = useValue('zoom', () => Math.round(editor.getZoomLevel() * 100), [editor])
  const lookAtAll = (): void => {
    showBoard(editor)
    // A button keeps the focus, and with it the keys that move what is selected.
    if (editor.getSelectedShapeIds().length > 0) editor.getContainer().focus({ preventScroll: true })
  }
  return (
    <div className="view-panel">
      <button type="button" className="view-button view-zoom" onClick={() => editor.zoomOut()}>
        <span aria-hidden="true">−</span>
        <span className="hidden-text">{say('zoomOut')}</span>
      </button>
      <span className="view-percent view-zoom" aria-hidden="true">
        {percent}%
      </span>
      <button type="button" className="view-button view-zoom" onClick={() => editor.zoomIn()}>
        <span aria-hidden="true">+</span>
        <span className="hidden-text">{say('zoomIn')}</span>
      </button>
      <button type="button" className="view-button" onClick={lookAtAll}>
        {say('wholeBoard')}
      </button>
    </div>
  )
}

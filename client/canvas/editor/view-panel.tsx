import { useState } from 'react'
import { flushSync } from 'react-dom'
import { useA11y, useEditor, useValue } from 'tldraw'
import { useText } from '../../text/text.ts'
import { useBoardContext, useCanvasWords } from '../board-context.tsx'
import { SightsDialog } from '../overview/sights-dialog.tsx'
import { isTooWideFor, sightsOn, type Sight } from '../overview/sights.ts'
import { showBoard, showInstance, zoomOfBoard } from './camera.ts'

/** Nearer, farther, and the way back to the whole board: nobody gets lost, and nobody has to pinch. */
export function ViewPanel() {
  const editor = useEditor()
  const say = useCanvasWords()
  const percent = useValue('zoom', () => Math.round(editor.getZoomLevel() * 100), [editor])
  const { say: sayOfPages } = useText()
  const { boardLanguage } = useBoardContext()
  const screenReader = useA11y()
  const [sights, setSights] = useState<readonly Sight[] | null>(null)
  const lookAtAll = (): void => {
    showBoard(editor)
    // A button keeps the focus, and with it the keys that move what is selected.
    if (editor.getSelectedShapeIds().length > 0) editor.getContainer().focus({ preventScroll: true })
  }
  const lookAround = (): void => {
    const there = sightsOn(editor)
    const seen = { zoom: zoomOfBoard(editor), templates: there.length }
    if (isTooWideFor(editor.getViewportScreenBounds(), seen)) setSights(there)
    else lookAtAll()
  }
  const goTo = ({ instance, title }: Sight): void => {
    // Nothing beside an open dialog takes the focus.
    flushSync(() => setSights(null))
    showInstance(editor, instance)
    editor.getContainer().focus({ preventScroll: true })
    screenReader.announce({
      msg: sayOfPages('sights.arrived', { name: title[boardLanguage] }),
      priority: 'polite',
    })
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
      <button type="button" className="view-button" onClick={lookAround}>
        {say('wholeBoard')}
      </button>
      {sights !== null && (
        <SightsDialog
          sights={sights}
          onGo={goTo}
          onWhole={() => {
            setSights(null)
            lookAtAll()
          }}
          onClose={() => setSights(null)}
        />
      )}
    </div>
  )
}

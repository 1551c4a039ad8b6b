import type { Editor, TLShapeId, VecLike } from 'tldraw'
import { movesLittle } from '../editor/camera.ts'

const glideMs = 160

/**
 * Shows a shape on its way to the place that it has already. The board knows nothing of it: what is
 * written, and what others see, is the place alone.
 */
export function glideFrom(editor: Editor, id: TLShapeId, offset: VecLike): void {
  if (movesLittle(editor)) return
  const shown = editor.getContainer().querySelector(`#${CSS.escape(id)}`)
  shown?.animate([{ transform: `translate(${offset.x}px, ${offset.y}px)` }, { transform: 'none' }], {
    duration: glideMs,
    easing: 'ease-out',
    composite: 'add',
  })
}

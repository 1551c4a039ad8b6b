/** Above what is selected: what one can do with it, where clusters are concerned. */
import {
  Box,
  TldrawUiContextualToolbar,
  TldrawUiMenuGroup,
  TldrawUiMenuItem,
  useEditor,
  useValue,
  type Editor,
} from 'tldraw'
import { useCanvasWords } from '../board-context.tsx'
import { clusterActions } from './cluster-actions.ts'
import { clusterAround, groundOf, isCluster } from './clusters-on.ts'

export function ClusterBar() {
  const editor = useEditor()
  const say = useCanvasWords()
  const actions = useActions(() => editor.isIn('select.idle') || editor.isIn('select.pointing_shape'))
  if (actions.length === 0) return null
  return (
    <TldrawUiContextualToolbar
      className="cluster-bar"
      label={say('clusterBar')}
      getSelectionBounds={() => besideWhat(editor)}
    >
      {actions.map(({ word, run }) => (
        <button key={word} type="button" className="cluster-action" onClick={run}>
          {say(word)}
        </button>
      ))}
    </TldrawUiContextualToolbar>
  )
}

/** Beside this, on the screen, the editor lays the bar: above it, or just off its lower edge. */
function besideWhat(editor: Editor): Box | undefined {
  const page = editor.getSelectionPageBounds()
  if (page === null || (page.w === 0 && page.h === 0)) return undefined
  // Not on the other notes of a cluster: the hand that has just let one go would press what it never saw.
  const grounds = editor.getSelectedShapes().flatMap((shape) => {
    const cluster = isCluster(shape) ? shape : clusterAround(editor, shape)
    return cluster === null ? [] : (groundOf(editor, cluster.id) ?? [])
  })
  const { x, y, w, h } = Box.Common([page, ...grounds])
  const zoom = editor.getZoomLevel()
  const corner = editor.pageToScreen({ x, y })
  const box = new Box(corner.x, corner.y, w * zoom, h * zoom)
  const view = editor.getViewportScreenBounds()
  const bar = editor.getContainer().querySelector('.cluster-bar')?.clientHeight ?? 0
  const isRoomAbove = box.y - view.y >= bar + 2 * gapPx
  const isRoomBelow = view.maxY - box.maxY >= bar + 2 * gapPx
  if (isRoomAbove || !isRoomBelow) return box
  return new Box(box.x, box.maxY + bar + 2 * gapPx, box.w, 0)
}
/** The editor keeps less between the bar and this, and to the edges of the screen just this. */
const gapPx = 16

/** The same in the menu of the right mouse button, and of a long press. */
export function ClusterMenuGroup() {
  const say = useCanvasWords()
  const actions = useActions(() => true)
  if (actions.length === 0) return null
  return (
    <TldrawUiMenuGroup id="cluster">
      {actions.map(({ word, run }) => (
        <TldrawUiMenuItem key={word} id={word} label={say(word)} onSelect={run} />
      ))}
    </TldrawUiMenuGroup>
  )
}

function useActions(isOffered: () => boolean) {
  const editor = useEditor()
  return useValue('cluster actions', () => (isOffered() ? clusterActions(editor) : []), [editor])
}

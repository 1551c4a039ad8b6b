/** Above what is selected: what one can do with it, where clusters are concerned. */
import {
  Box,
  TldrawUiContextualToolbar,
  TldrawUiMenuGroup,
  TldrawUiMenuItem,
  useEditor,
  useValue,
} from 'tldraw'
import { useCanvasWords } from '../board-context.tsx'
import { clusterActions } from './cluster-actions.ts'

export function ClusterBar() {
  const editor = useEditor()
  const say = useCanvasWords()
  const actions = useActions(() => editor.isIn('select.idle') || editor.isIn('select.pointing_shape'))
  if (actions.length === 0) return null
  const bounds = (): Box | undefined => {
    const { x, y, w, h } = editor.getSelectionRotatedScreenBounds() ?? new Box()
    return w > 0 || h > 0 ? new Box(x, y, w, h) : undefined
  }
  return (
    <TldrawUiContextualToolbar className="cluster-bar" label={say('clusterBar')} getSelectionBounds={bounds}>
      {actions.map(({ word, run }) => (
        <button key={word} type="button" className="cluster-action" onClick={run}>
          {say(word)}
        </button>
      ))}
    </TldrawUiContextualToolbar>
  )
}

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

import { useEditor, useValue } from 'tldraw'

/** Below this zoom a prompt's letters are lower than nine pixels of the screen. */
const farZoom = 0.25

/** Whether the board is seen from so far that only large words can be read. */
export function useIsFar(): boolean {
  const editor = useEditor()
  return useValue('is far', () => editor.getZoomLevel() < farZoom, [editor])
}

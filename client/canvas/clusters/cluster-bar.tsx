/** Beside what is selected: what one can do with it, where clusters are concerned. */
import { useLayoutEffect, useRef, useState, type RefObject } from 'react'
import {
  Box,
  stopEventPropagation,
  TldrawUiMenuGroup,
  TldrawUiMenuItem,
  useEditor,
  useValue,
  type Editor,
} from 'tldraw'
import type { Box as BoxOnBoard, Point } from '../../../shared/board/geometry.ts'
import { bandOf, unitPx } from '../../../shared/template/template.ts'
import { useCanvasWords } from '../board-context.tsx'
import { zoneUnder } from '../editor/board-on.ts'
import { placeBar } from './bar-place.ts'
import { clusterActions } from './cluster-actions.ts'
import { clusterAround, groundOf, isCluster } from './clusters-on.ts'

export function ClusterBar() {
  const editor = useEditor()
  const say = useCanvasWords()
  const bar = useRef<HTMLDivElement>(null)
  const actions = useActions(() => editor.isIn('select.idle') || editor.isIn('select.pointing_shape'))
  const size = useSize(bar, actions.length > 0)
  const place = useValue('place of the bar', () => placeIn(editor, size), [editor, size])
  if (actions.length === 0) return null
  return (
    <div
      ref={bar}
      className="cluster-bar"
      role="toolbar"
      aria-label={say('clusterBar')}
      // Not to be found by Tab either while what it is about is out of sight.
      style={
        place === null ? { visibility: 'hidden' } : { transform: `translate(${place.x}px, ${place.y}px)` }
      }
      // Without this the editor takes the press for one on the board.
      onPointerDown={stopEventPropagation}
      // Over the bar a wheel moves the board as well.
      onWheel={({ nativeEvent }) =>
        editor.getContainer().querySelector('.tl-canvas')?.dispatchEvent(new WheelEvent('wheel', nativeEvent))
      }
    >
      {actions.map(({ word, run }) => (
        <button key={word} type="button" className="cluster-action" onClick={run}>
          {say(word)}
        </button>
      ))}
    </div>
  )
}

interface BarSize {
  readonly w: number
  readonly h: number
  /** Where the tools begin, from the top of the canvas. */
  readonly toolsTop: number
}

/** Of the bar, and of what the tools leave it; null before it was drawn. */
function useSize(bar: RefObject<HTMLDivElement | null>, isThere: boolean): BarSize | null {
  const editor = useEditor()
  const [size, setSize] = useState<BarSize | null>(null)
  useLayoutEffect(() => {
    const element = bar.current
    if (!isThere || element === null) return undefined
    const container = editor.getContainer()
    const tools = [...container.querySelectorAll('.tlui-toolbar, .view-panel')]
    const look = (): void => {
      const { top, bottom } = container.getBoundingClientRect()
      const tops = tools.map((tool) => tool.getBoundingClientRect().top)
      setSize({ w: element.offsetWidth, h: element.offsetHeight, toolsTop: Math.min(bottom, ...tops) - top })
    }
    const observer = new ResizeObserver(look)
    for (const each of [element, container, ...tools]) observer.observe(each)
    look()
    return () => observer.disconnect()
  }, [editor, bar, isThere])
  return size
}

/** Asked anew with each movement of the view, so that the bar stays with what it is about. */
function placeIn(editor: Editor, size: BarSize | null): Point | null {
  const about = aboutWhat(editor)
  if (size === null || about === null) return null
  const { w } = editor.getViewportScreenBounds()
  const free = { x: edgePx, y: edgePx, w: w - 2 * edgePx, h: size.toolsTop - 2 * edgePx }
  const zone = zoneUnder(editor, { x: about.x + about.w / 2, y: about.y + about.h / 2 })
  const head = zone === null ? null : { x: zone.x, y: zone.y, w: zone.w, h: bandOf(zone.form) * unitPx }
  return placeBar({ about: onScreen(editor, about), free, spare: head && onScreen(editor, head) }, size)
}
const edgePx = 10

/** On the page: what is selected, with the clusters around it, so that the bar lies on no note of those. */
function aboutWhat(editor: Editor): BoxOnBoard | null {
  const page = editor.getSelectionPageBounds()
  if (page === null || (page.w === 0 && page.h === 0)) return null
  const grounds = editor.getSelectedShapes().flatMap((shape) => {
    const cluster = isCluster(shape) ? shape : clusterAround(editor, shape)
    return cluster === null ? [] : (groundOf(editor, cluster.id) ?? [])
  })
  return Box.Common([page, ...grounds])
}

function onScreen(editor: Editor, { x, y, w, h }: BoxOnBoard): BoxOnBoard {
  const zoom = editor.getZoomLevel()
  const corner = editor.pageToViewport({ x, y })
  return { x: corner.x, y: corner.y, w: w * zoom, h: h * zoom }
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

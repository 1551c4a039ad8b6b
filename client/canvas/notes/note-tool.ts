import { Box, StateNode, type Editor } from 'tldraw'
import type { Point } from '../../../shared/board/geometry.ts'
import type { ZoneArea } from '../../../shared/board/outline.ts'
import { zonesOn, zoneUnder } from '../editor/board-on.ts'
import { writeAt, writeInZone } from './write-note.ts'

/**
 * The tool for writing, on its button and on the key N. It asks for no place: one writes at once, in
 * the zone under the pointer or else in the one in the middle of what is seen.
 */
export class BoardNoteTool extends StateNode {
  static override id = 'note'
  override shapeType = 'note'

  override onEnter(): void {
    const { editor } = this
    // First, so that this tool has nothing to take back when the writing ends.
    editor.setCurrentTool('select')
    writeHere(editor)
  }
}

function writeHere(editor: Editor): void {
  const point = pointedAt(editor)
  if (point !== null) return writeAt(editor, point)
  const { center } = editor.getViewportPageBounds()
  const zone = zoneUnder(editor, center) ?? zoneBeside(editor, center)
  if (zone === null) writeAt(editor, center)
  else writeInZone(editor, zone)
}

/** The place on the board that a mouse points at; null over menus, for fingers, and before any movement. */
function pointedAt(editor: Editor): Point | null {
  // Asked of the page: over a menu the editor still has the last place on the board.
  const isOver = editor.getContainer().querySelector('.tl-canvas:hover') !== null
  return isOver && !editor.getInstanceState().isCoarsePointer ? editor.inputs.currentPagePoint : null
}

/** The middle of what is seen may lie between zones: then the nearest one that is seen. */
function zoneBeside(editor: Editor, { x, y }: Point): ZoneArea | null {
  const view = editor.getViewportPageBounds()
  const seen = zonesOn(editor).filter((zone) => view.includes(new Box(zone.x, zone.y, zone.w, zone.h)))
  const far = (zone: ZoneArea): number => {
    const dx = Math.max(zone.x - x, 0, x - zone.x - zone.w)
    const dy = Math.max(zone.y - y, 0, y - zone.y - zone.h)
    return Math.hypot(dx, dy)
  }
  return seen.toSorted((a, b) => far(a) - far(b))[0] ?? null
}

import { StateNode, type Editor, type TLKeyboardEventInfo } from 'tldraw'
import type { Point } from '../../../shared/board/geometry.ts'
import { zonesOn } from '../editor/board-on.ts'
import { isInView, noteToolId, zoneLookedAt } from './looked-at.ts'
import { writeAt, writeInZone } from './write-note.ts'

/**
 * The tool for writing, on its button and on the key N. One writes at once where it is clear where:
 * under the mouse, in the zone that fills the view, or where no zone is in sight. From farther off the
 * tool waits for a tap on the place, or for Enter, which takes the middle of what is seen.
 */
export class BoardNoteTool extends StateNode {
  static override id = noteToolId
  override shapeType = 'note'

  override onEnter(): void {
    const { editor } = this
    const write = writingHere(editor)
    if (write !== null) return this.#leaveAnd(write)
    editor.setCursor({ type: 'cross', rotation: 0 })
    // The keys go to the button otherwise, and Enter would only press it again.
    editor.getContainer().focus()
  }

  override onPointerUp(): void {
    const { editor } = this
    if (editor.inputs.isDragging) return
    const point = editor.inputs.currentPagePoint.clone()
    this.#leaveAnd(() => writeAt(editor, point))
  }

  override onKeyDown({ key }: TLKeyboardEventInfo): void {
    const { editor } = this
    if (key === 'Enter') this.#leaveAnd(() => writeAt(editor, editor.getViewportPageBounds().center))
  }

  override onCancel(): void {
    this.editor.setCurrentTool('select')
  }

  /** First the tool, so that it has nothing to take back when the writing ends. */
  #leaveAnd(write: () => void): void {
    this.editor.setCurrentTool('select')
    write()
  }
}

/** Null when there is more than one place that could be meant. */
function writingHere(editor: Editor): (() => void) | null {
  const point = pointedAt(editor)
  if (point !== null) return () => writeAt(editor, point)
  const view = editor.getViewportPageBounds()
  const zones = zonesOn(editor)
  const zone = zoneLookedAt(zones, view)
  if (zone !== null) return () => writeInZone(editor, zone)
  return zones.some((one) => isInView(one, view)) ? null : () => writeAt(editor, view.center)
}

/** The place on the board that a mouse points at; null over menus, for fingers, and before any movement. */
function pointedAt(editor: Editor): Point | null {
  // Asked of the page: over a menu the editor still has the last place on the board.
  const isOver = editor.getContainer().querySelector('.tl-canvas:hover') !== null
  return isOver && !editor.getInstanceState().isCoarsePointer ? editor.inputs.currentPagePoint : null
}

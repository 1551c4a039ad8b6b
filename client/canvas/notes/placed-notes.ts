/**
 * A nameless note is laid by the server, often far from where its writer looks. So the canvas says that
 * it lies there, and goes to its zone.
 */
import { react, type Box, type Editor } from 'tldraw'
import { shapeIdOf } from '../../../shared/board/schema.ts'
import type { NoteId } from '../../../shared/ids.ts'
import { zonesOn } from '../editor/board-on.ts'
import { showPlaced } from '../editor/camera.ts'
import type { NamelessDesk } from './nameless-desk.ts'

interface PlacedPorts {
  readonly desk: NamelessDesk
  readonly tell: (told: { readonly word: 'placed' }) => void
}

/** Returns the way to stop. */
export function showPlacedNotes(editor: Editor, { desk, tell }: PlacedPorts): () => void {
  let stopWaiting = (): void => {}
  const unhear = desk.onPlaced(({ zone, noteId, goesOn }) => {
    stopWaiting()
    // Said on the card itself while that stays.
    if (!goesOn) tell({ word: 'placed' })
    const area = zonesOn(editor).find((one) => one.zone === zone)
    if (area === undefined) return
    stopWaiting = whenThere(editor, noteId, (note) => showPlaced(editor, area, note))
  })
  return () => {
    stopWaiting()
    unhear()
  }
}

/** Once the note is on this canvas, unless its writer looks elsewhere by then. Returns the way to stop. */
function whenThere(editor: Editor, noteId: NoteId | null, show: (note: Box | null) => void): () => void {
  if (noteId === null) {
    show(null)
    return () => {}
  }
  const view = editor.getCamera()
  let isDone = false
  return react('placed note', () => {
    if (isDone) return
    const note = editor.getShapePageBounds(shapeIdOf(noteId))
    isDone = note !== undefined || editor.getCamera() !== view
    if (note !== undefined && editor.getCamera() === view) show(note)
  })
}

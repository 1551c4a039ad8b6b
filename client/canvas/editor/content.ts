/**
 * What comes from outside: pasted or dropped. Text becomes notes, a line each; an address becomes
 * the words of a note, and is not visited; a picture is made ready and sent up. Films, frames and embeds
 * have no place here.
 */
import type { Editor, TLShapeId, VecLike } from 'tldraw'
import { putContent } from '../clusters/put-content.ts'
import { layInZones } from '../notes/drop.ts'
import { linesOf } from '../notes/html-lines.ts'
import { notesFrom } from '../notes/pasted.ts'
import { settleAll } from '../notes/settle.ts'
import { placeNotes } from '../notes/place-notes.ts'
import { takePictures } from '../pictures/take-pictures.ts'
import type { CanvasWord } from '../words/canvas-words.ts'
import { isNameless, isOfPeople, ofPeople } from './people-content.ts'

export function takeContent(editor: Editor, tell: (word: CanvasWord) => void): void {
  const noPlace = (): void => tell('noPlaceFor')
  const write = ({ text, html, point }: { text: string; html?: string; point?: VecLike }): void => {
    const pasted = notesFrom(html === undefined ? text : linesOf(html))
    if (pasted.told !== null) tell(pasted.told)
    placeNotes(editor, point ?? placeToPaste(editor), pasted.notes)
  }
  editor.registerExternalContentHandler('files', ({ files, point }) => {
    void takePictures(editor, files, point ?? placeToPaste(editor))
  })
  editor.registerExternalContentHandler('file-replace', noPlace)
  editor.registerExternalContentHandler('svg-text', noPlace)
  editor.registerExternalContentHandler('embed', noPlace)
  editor.registerExternalContentHandler('excalidraw', noPlace)
  editor.registerExternalContentHandler('text', write)
  editor.registerExternalContentHandler('url', ({ url, point }) =>
    write({ text: url, ...(point && { point }) }),
  )
  editor.registerExternalAssetHandler('url', null)
  editor.registerExternalAssetHandler('file', null)
  editor.registerExternalContentHandler('tldraw', ({ content, point }) => {
    const kept = ofPeople(content, (assetId) => hasPicture(editor, assetId))
    if (kept.shapes.length < content.shapes.length) tell('foreignLeftOut')
    if (kept.shapes.length === 0) return
    editor.run(() => {
      editor.markHistoryStoppingPoint('paste')
      putContent(editor, kept, point ?? placeToPaste(editor))
    })
  })
}

/** Copying and duplicating leave a template's parts where they are, and notes without a name. */
export function copyPeoplesShapesOnly(editor: Editor, tell: (word: CanvasWord) => void): void {
  const tellOfNameless = (ids: readonly TLShapeId[]): void => {
    const shapes = ids.flatMap((id) => editor.getShape(id) ?? [])
    if (shapes.some(isNameless)) tell('namelessNoCopy')
  }
  const get = editor.getContentFromCurrentPage.bind(editor)
  editor.getContentFromCurrentPage = (shapes) => {
    const content = get(shapes)
    tellOfNameless(content?.shapes.map(({ id }) => id) ?? [])
    return content === undefined ? undefined : ofPeople(content, (assetId) => hasPicture(editor, assetId))
  }
  const duplicate = editor.duplicateShapes.bind(editor)
  editor.duplicateShapes = (shapes, offset) => {
    const ids = shapes.map((shape) => (typeof shape === 'string' ? shape : shape.id))
    tellOfNameless(ids)
    return editor.run(() => {
      duplicate(
        ids.filter((id) => {
          const shape = editor.getShape(id)
          return shape !== undefined && isOfPeople(shape)
        }),
        offset,
      )
      // A copy that a hand is dragging lies where the hand lets go of it.
      if (!editor.isIn('select.translating')) layInZones(editor, editor.getSelectedShapes())
      settleAll(editor, editor.getSelectedShapes(), new Date())
    })
  }
}

function hasPicture(editor: Editor, assetId: string): boolean {
  return editor.getAssets().some(({ id }) => id === assetId)
}

/** Under the pointer when it is on the board, else in the middle of what is seen. */
function placeToPaste(editor: Editor): VecLike {
  const view = editor.getViewportPageBounds()
  const { currentPagePoint } = editor.inputs
  const isPointing = !editor.getInstanceState().isCoarsePointer && view.containsPoint(currentPagePoint)
  return isPointing ? currentPagePoint.clone() : view.center
}

/**
 * Lays pictures that were sent up on the board: under the id that each has had from the first, so that
 * two pages of one person lay it once; where no note or picture lies, and not where people have no name,
 * for a picture bears its person's.
 */
import { createShapeId, type Editor, type TLShapeId } from 'tldraw'
import { besideZones } from '../../../shared/board/beside-zones.ts'
import { isInside, pageBounds, type Box, type Point } from '../../../shared/board/geometry.ts'
import { namelessIn, zonesOf } from '../../../shared/board/outline.ts'
import { assetIdOf, isShape } from '../../../shared/board/schema.ts'
import type { SessionKind } from '../../../shared/session/session.ts'
import type { WaitingPicture } from '../../pictures/waiting-pictures.ts'
import { recordsOn, zoneUnder } from '../editor/board-on.ts'
import { rightsOf } from '../editor/rights.ts'
import { sizeOnBoard, wholeIn } from './picture-place.ts'
import { isPictureShape } from './picture-shape.ts'
import { pictureDeskOf } from './take-pictures.ts'

/** Returns the way back. */
export function laySentPictures(editor: Editor, sessionKind: () => SessionKind | null): () => void {
  const desk = pictureDeskOf(editor)
  if (desk === null) return () => {}
  const { pictures } = desk
  const look = (): void => {
    for (const picture of pictures.all()) {
      const { state } = picture
      if (state.is !== 'sent') continue
      const assetId = assetIdOf(state.pictureId)
      // It comes by the socket, the answer by HTTP.
      if (!editor.store.has(assetId) || rightsOf(editor)?.mayWrite() !== true) continue
      const id = createShapeId(picture.key)
      if (editor.getShape(id) === undefined) lay(editor, picture, assetId, sessionKind())
      pictures.laid(picture.key)
    }
  }
  const stops = [pictures.subscribe(look), editor.store.listen(look, { source: 'remote', scope: 'document' })]
  look()
  return () => {
    for (const stop of stops) stop()
  }
}

function lay(
  editor: Editor,
  picture: WaitingPicture,
  assetId: ReturnType<typeof assetIdOf>,
  sessionKind: SessionKind | null,
): void {
  const id = createShapeId(picture.key)
  const size = sizeOnBoard(picture)
  const place = freePlace(editor, wholeIn(zoneUnder(editor, picture), picture, size), sessionKind)
  if (place.isMoved) pictureDeskOf(editor)?.tell('pictureMovedOut')
  editor.markHistoryStoppingPoint('picture')
  editor.run(() => {
    editor.createShape({
      id,
      type: 'image',
      parentId: editor.getCurrentPageId(),
      x: Math.round(place.at.x),
      y: Math.round(place.at.y),
      props: { assetId, ...size },
    })
    // Chosen, so that its person is asked what it shows; not while they write elsewhere.
    if (picture.isFresh && editor.getEditingShapeId() === null) {
      editor.setCurrentTool('select')
      // The one that its person is being asked about keeps the question.
      if (!isAsking(editor)) editor.select(id)
      freshIn(editor).add(id)
    }
  })
}

/** Laid from this page and not told yet what they show. */
const fresh = new WeakMap<Editor, Set<TLShapeId>>()
function freshIn(editor: Editor): Set<TLShapeId> {
  const known = fresh.get(editor) ?? new Set<TLShapeId>()
  fresh.set(editor, known)
  return known
}

function isAsking(editor: Editor): boolean {
  const only = editor.getOnlySelectedShape()
  return only !== null && freshIn(editor).has(only.id)
}

/** Of several laid at once the next one to ask about; null when there is none. */
export function nextUntold(editor: Editor): TLShapeId | null {
  for (const id of freshIn(editor)) {
    const shape = editor.getShape(id)
    if (shape !== undefined && isPictureShape(shape) && shape.props.altText === '') return id
  }
  return null
}

/** Asked once: told or passed over, it is not asked for again. */
export function wasAsked(editor: Editor, id: TLShapeId): void {
  freshIn(editor).delete(id)
}

function freePlace(
  editor: Editor,
  box: Box,
  sessionKind: SessionKind | null,
): { readonly at: Point; readonly isMoved: boolean } {
  const records = recordsOn(editor)
  const nameless: readonly Box[] = zonesOf(records).filter((zone) => namelessIn(zone, sessionKind))
  const taken = [...records.values()].flatMap((record) =>
    isShape(record) && (record.type === 'note' || record.type === 'image')
      ? [pageBounds(records, record)]
      : [],
  )
  const middle = { x: box.x + box.w / 2, y: box.y + box.h / 2 }
  return {
    at: besideZones(nameless, taken, box),
    isMoved: nameless.some((zone) => isInside(zone, middle)),
  }
}

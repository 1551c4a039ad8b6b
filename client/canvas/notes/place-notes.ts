/** A note for each of many texts: in the free cells of a zone, or in rows beside the templates. */
import { createShapeId, toRichText, Vec, type Editor, type TLShapeId, type VecLike } from 'tldraw'
import { isFreeOf, takenNear, ZoneGround, type Wish } from '../../../shared/board/free-cell.ts'
import type { Box, Point } from '../../../shared/board/geometry.ts'
import { namelessIn, type ZoneArea } from '../../../shared/board/outline.ts'
import { plainText, richTextFrom } from '../../../shared/board/rich-text.ts'
import { cellPx, intoRoom, liesFree, notePx } from '../../../shared/board/zone-grid.ts'
import { recordsOn, zoneUnder } from '../editor/board-on.ts'
import { isBoardShape, rightsOf } from '../editor/rights.ts'
import { noteDeskOf } from './note-desk.ts'
import { cardOf, metaIn } from './write-note.ts'

/** In a nameless zone none: those are written one by one. On a shared card they are more of its words. */
export function placeNotes(editor: Editor, point: VecLike, texts: readonly string[]): void {
  if (texts.length === 0 || rightsOf(editor)?.mayWrite() !== true) return
  const zone = zoneUnder(editor, point)
  const desk = noteDeskOf(editor)
  if (zone !== null && desk !== null && namelessIn(zone, desk.sessionKind())) {
    desk.writeNameless(zone, texts.join('\n'))
    return
  }
  const card = zone?.form === 'output' ? cardOf(editor, zone, point) : null
  if (card !== null) return addToCard(editor, card, texts)
  editor.markHistoryStoppingPoint('paste')
  editor.run(() => {
    const made = texts.map((text) => ({ id: createShapeId(), text }))
    const ids = made.map(({ id }) => id)
    // Laid out once they are there: only then is known how far each grew by its words.
    editor.createShapes(
      made.map(({ id, text }) => ({
        id,
        type: 'note',
        parentId: editor.getCurrentPageId(),
        ...cornerAround(point),
        props: { font: 'sans', size: 'm', richText: toRichText(text) },
        meta: metaIn(zone),
      })),
    )
    const corners = zone === null ? cornersOutside(editor, point, ids) : cornersIn(editor, zone, point, ids)
    editor.updateShapes(
      ids.flatMap((id, at) => {
        const corner = corners[at]
        if (corner === undefined) return []
        const { x, y } = { x: Math.round(corner.x), y: Math.round(corner.y) }
        const meta = zone === null ? metaIn(zoneUnder(editor, middleOf(corner))) : {}
        return [{ id, type: 'note', x, y, meta }]
      }),
    )
    editor.select(...ids)
  })
}

/** Behind the words that are there: others may be writing them. */
function addToCard(editor: Editor, id: TLShapeId, texts: readonly string[]): void {
  const card = editor.getShape(id)
  if (card === undefined || !isBoardShape(card) || card.type !== 'card') return
  const { richText } = card.props
  const before = plainText(richText).trim() === '' ? [] : richText.content
  const added = richTextFrom(texts.join('\n')).content
  editor.markHistoryStoppingPoint('paste')
  editor.updateShapes([
    { id, type: 'card', props: { richText: { type: 'doc', content: [...before, ...added] } } },
  ])
}

/** One note goes to where it was meant; many row by row, on others when the zone is full. */
function cornersIn(editor: Editor, zone: ZoneArea, point: Point, ids: readonly TLShapeId[]): Point[] {
  const taken = takenNear(recordsOn(editor), zone, new Set<string>(ids))
  const wish: Wish = ids.length === 1 ? { by: 'nearness', to: point } : { by: 'row', from: point }
  const ground = new ZoneGround(zone, taken)
  let isFull = false
  const corners = ids.map((id) => {
    const h = editor.getShapePageBounds(id)?.h ?? notePx
    const here = intoRoom(zone, cornerAround(point), h)
    const staysHere = ids.length === 1 && liesFree(zone) && isFreeOf(taken, { ...here, w: notePx, h })
    const spot = staysHere ? { ...here, isFree: true } : ground.lay(wish, h)
    isFull ||= !spot.isFree
    return { x: spot.x, y: spot.y }
  })
  if (isFull) noteDeskOf(editor)?.tell('zoneFull')
  return corners
}

/**
 * In rows of five from here on, passing over places where something lies and those where notes have no
 * name: what is pasted carries its writer's.
 */
function cornersOutside(editor: Editor, point: Point, ids: readonly TLShapeId[]): Point[] {
  const kind = noteDeskOf(editor)?.sessionKind() ?? null
  const everywhere: Box = { x: -1e9, y: -1e9, w: 2e9, h: 2e9 }
  const taken = takenNear(recordsOn(editor), everywhere, new Set<string>(ids))
  const from = cornerAround(point)
  const corners: Point[] = []
  for (let cell = 0; corners.length < ids.length; cell += 1) {
    const corner = Vec.Add(from, { x: (cell % 5) * cellPx, y: Math.floor(cell / 5) * cellPx })
    const zone = zoneUnder(editor, middleOf(corner))
    const isNameless = zone !== null && namelessIn(zone, kind)
    const box = { x: corner.x, y: corner.y, w: notePx, h: notePx }
    if (isNameless || !isFreeOf(taken, box)) continue
    corners.push({ x: corner.x, y: corner.y })
    taken.push(box)
  }
  return corners
}

function cornerAround({ x, y }: Point): Point {
  return { x: x - notePx / 2, y: y - notePx / 2 }
}

function middleOf({ x, y }: Point): Point {
  return { x: x + notePx / 2, y: y + notePx / 2 }
}

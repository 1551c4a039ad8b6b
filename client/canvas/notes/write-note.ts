/** Someone wants to write: where, on what, and the note after that. */
import {
  createShapeId,
  renderPlaintextFromRichText,
  Vec,
  type Editor,
  type TLShape,
  type TLShapeId,
  type VecLike,
} from 'tldraw'
import { isFreeOf, spotIn, takenNear, type Spot, type Wish } from '../../../shared/board/free-cell.ts'
import type { Box, Point } from '../../../shared/board/geometry.ts'
import { kindIn, namelessIn, type ZoneArea } from '../../../shared/board/outline.ts'
import type { NoteShape } from '../../../shared/board/schema.ts'
import { cellPx, intoRoom, liesFree, notePx } from '../../../shared/board/zone-grid.ts'
import { isNote, recordsOn, zoneOfNote, zoneUnder } from '../editor/board-on.ts'
import { bringIntoView, comeNearToWrite } from '../editor/camera.ts'
import { rightsOf } from '../editor/rights.ts'
import { noteDeskOf } from './note-desk.ts'

/** A note here, the shared card of the zone, or a note without a name. */
export function writeAt(editor: Editor, point: VecLike): void {
  write(editor, zoneUnder(editor, point), point, { by: 'nearness', to: point })
}

/** The same in the first free cell of a zone, for who points at nothing. */
export function writeInZone(editor: Editor, zone: ZoneArea): void {
  write(editor, zone, { x: zone.x + zone.w / 2, y: zone.y + zone.h / 2 }, { by: 'row' })
}

function write(editor: Editor, zone: ZoneArea | null, point: Point, wish: Wish): void {
  if (rightsOf(editor)?.mayWrite() !== true) return
  const desk = noteDeskOf(editor)
  if (zone !== null && desk !== null && namelessIn(zone, desk.sessionKind())) {
    editor.setCurrentTool('select')
    desk.writeNameless(zone, '')
    return
  }
  const card = zone?.form === 'output' ? cardOf(editor, zone, wish.by === 'row' ? zone : point) : null
  if (card !== null) startWriting(editor, card)
  else if (zone === null) startNote(editor, spotOutside(editor, point), null)
  else startNote(editor, spotFor(editor, zone, point, wish), zone)
}

/** On the grid; in a zone where places say something at the place itself, unless a note lies there. */
function spotFor(editor: Editor, zone: ZoneArea, point: Point, wish: Wish): Point {
  const taken = takenNear(recordsOn(editor), zone)
  if (liesFree(zone) && wish.by === 'nearness') {
    const corner = intoRoom(zone, cornerAround(point))
    if (isFreeOf(taken, { ...corner, w: notePx, h: notePx })) return corner
  }
  return tellingWhenFull(editor, zone, spotIn(zone, taken, wish))
}

/** To the right of what lies there. */
function spotOutside(editor: Editor, point: Point): Point {
  const box = { ...cornerAround(point), w: notePx, h: notePx }
  const row: Box = { ...box, w: Infinity }
  const taken = takenNear(recordsOn(editor), row)
  let { x } = box
  while (!isFreeOf(taken, { ...box, x })) x += cellPx
  return { x, y: box.y }
}

const toldFull = new WeakMap<Editor, Set<string>>()

/** Once for each time that a zone becomes full. */
function tellingWhenFull(editor: Editor, zone: ZoneArea, spot: Spot): Spot {
  const told = toldFull.get(editor) ?? new Set()
  toldFull.set(editor, told)
  if (spot.isFree) told.delete(zone.zone)
  else if (!told.has(zone.zone)) {
    told.add(zone.zone)
    noteDeskOf(editor)?.tell('zoneFull')
  }
  return spot
}

function startNote(editor: Editor, at: Point, zone: ZoneArea | null): void {
  const id = createShapeId()
  editor.markHistoryStoppingPoint('note')
  editor.createShape({
    id,
    type: 'note',
    parentId: editor.getCurrentPageId(),
    x: Math.round(at.x),
    y: Math.round(at.y),
    props: { font: 'sans', size: 'm' },
    meta: metaIn(zone),
  })
  startWriting(editor, id)
}

export function metaIn(zone: ZoneArea | null): NoteShape['meta'] {
  const kind = zone === null ? null : kindIn(zone)
  return kind === null ? {} : { kind }
}

/** One after the other: the next free cell of the zone, to the right and then in the next row. */
export function writeNext(editor: Editor, note: NoteShape): void {
  const bounds = editor.getShapePageBounds(note.id)
  if (bounds === undefined || isEmpty(editor, note)) return
  const zone = zoneOfNote(editor, note)
  const middle = { x: bounds.minX + notePx / 2, y: bounds.minY + notePx / 2 }
  const point = Vec.Add(middle, { x: cellPx, y: 0 })
  if (zone === null) write(editor, null, outsideFrom(editor, middle), { by: 'nearness', to: point })
  else write(editor, zone, middle, { by: 'succession', after: middle })
}

/** What began outside the zones goes on there: to the right, or below where a zone begins. */
function outsideFrom(editor: Editor, middle: Point): Point {
  const right = { x: middle.x + cellPx, y: middle.y }
  const below = { x: middle.x, y: middle.y + cellPx }
  return [right, below].find((point) => zoneUnder(editor, point) === null) ?? right
}

/** Back to the note of one's own before this one, in the order of reading. */
export function writePrevious(editor: Editor, note: NoteShape): void {
  const zone = zoneOfNote(editor, note)
  const rights = rightsOf(editor)
  const own = editor
    .getCurrentPageShapes()
    .filter(isNote)
    .filter((other) => rights?.mayWriteOn(other) === true)
    .filter((other) => zoneOfNote(editor, other)?.zone === zone?.zone)
    .map(({ id }) => ({ id, at: editor.getShapePageBounds(id) }))
    .toSorted((a, b) => (a.at?.y ?? 0) - (b.at?.y ?? 0) || (a.at?.x ?? 0) - (b.at?.x ?? 0))
  const before = own[own.findIndex(({ id }) => id === note.id) - 1]
  if (before !== undefined) startWriting(editor, before.id)
}

function isEmpty(editor: Editor, note: NoteShape): boolean {
  return renderPlaintextFromRichText(editor, note.props.richText).trim() === ''
}

/** The shared card of a zone, of more than one the nearest. */
export function cardOf(editor: Editor, zone: ZoneArea, point: VecLike): TLShapeId | null {
  const cards = editor
    .getCurrentPageShapes()
    .filter(
      (shape) =>
        shape.type === 'card' &&
        'instance' in shape.props &&
        'zone' in shape.props &&
        `${String(shape.props.instance)}/${String(shape.props.zone)}` === zone.zone,
    )
  const away = (card: TLShape): number => Vec.Dist(editor.getShapePageBounds(card)?.center ?? point, point)
  return cards.toSorted((a, b) => away(a) - away(b))[0]?.id ?? null
}

export function startWriting(editor: Editor, id: TLShapeId): void {
  const shape = editor.getShape(id)
  if (shape === undefined) return
  editor.select(id)
  editor.setEditingShape(id)
  editor.setCurrentTool('select.editing_shape', { target: 'shape', shape })
  const bounds = editor.getShapePageBounds(id)
  if (bounds === undefined) return
  bringIntoView(editor, bounds)
  comeNearToWrite(editor, bounds, zoneUnder(editor, bounds.center))
}

function cornerAround({ x, y }: Point): Point {
  return { x: x - notePx / 2, y: y - notePx / 2 }
}

/** Where a new note goes. */
import { createShapeId, toRichText, Vec, type Editor, type VecLike } from 'tldraw'
import { freeCell } from '../../../shared/board/free-cell.ts'
import { kindIn, namelessIn, type ZoneArea } from '../../../shared/board/outline.ts'
import type { NoteShape } from '../../../shared/board/schema.ts'
import { unitPx } from '../../../shared/template/template.ts'
import type { SessionKind } from '../../../shared/session/session.ts'
import { isNote, recordsOn, zoneUnder } from '../editor/board-on.ts'
import { comeNearToWrite } from '../editor/camera.ts'
import { rightsOf } from '../editor/rights.ts'

/** Notes stand this far apart, middle to middle. */
const stepPx = 1.1 * unitPx

export interface NoteDesk {
  sessionKind(): SessionKind | null
  /** Opens the card on which a note without a name is written. */
  writeNameless(zone: ZoneArea, text: string): void
}

const desks = new WeakMap<Editor, NoteDesk>()
export function seatNoteDesk(editor: Editor, desk: NoteDesk): void {
  desks.set(editor, desk)
}
export function noteDeskOf(editor: Editor): NoteDesk | null {
  return desks.get(editor) ?? null
}

/** Someone wants to write here: a note, the shared card of the zone, or a note without a name. */
export function writeAt(editor: Editor, point: VecLike): void {
  if (rightsOf(editor)?.mayWrite() !== true) return
  const zone = zoneUnder(editor, point)
  const desk = noteDeskOf(editor)
  if (zone !== null && desk !== null && namelessIn(zone, desk.sessionKind())) {
    editor.setCurrentTool('select')
    desk.writeNameless(zone, '')
    return
  }
  const card = zone?.form === 'output' ? cardOf(editor, zone) : null
  if (card !== null) startWriting(editor, card)
  else startNote(editor, point, zone)
}

function startNote(editor: Editor, point: VecLike, zone: ZoneArea | null): void {
  const corner = Vec.Sub(point, { x: unitPx / 2, y: unitPx / 2 })
  const isTaken = noteNear(editor, point) !== null
  const at = isTaken && zone !== null ? freeCell(recordsOn(editor), zone) : corner
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

function metaIn(zone: ZoneArea | null): NoteShape['meta'] {
  const kind = zone === null ? null : kindIn(zone)
  return kind === null ? {} : { kind }
}

/** The note beside or below another, when there is room; the one that is there already otherwise. */
export function writeBeside(editor: Editor, note: NoteShape, direction: VecLike): void {
  const bounds = editor.getShapePageBounds(note.id)
  if (bounds === undefined) return
  const centre = Vec.Add(
    { x: bounds.minX + unitPx / 2, y: bounds.minY + unitPx / 2 },
    {
      x: direction.x * stepPx,
      y: direction.y * (stepPx + (direction.y > 0 ? note.props.growY : 0)),
    },
  )
  const neighbour = noteNear(editor, centre)
  if (neighbour === null) writeAt(editor, centre)
  else if (rightsOf(editor)?.mayWriteOn(neighbour) === true) startWriting(editor, neighbour.id)
  const written = editor.getEditingShapeId()
  const view = written === null ? undefined : editor.getShapePageBounds(written)
  if (view !== undefined && !editor.getViewportPageBounds().contains(view)) editor.centerOnPoint(view.center)
}

function noteNear(editor: Editor, point: VecLike): NoteShape | null {
  const near = editor.getCurrentPageShapes().find((shape) => {
    if (!isNote(shape)) return false
    const bounds = editor.getShapePageBounds(shape.id)
    return (
      bounds !== undefined &&
      Math.abs(bounds.center.x - point.x) < unitPx / 2 &&
      Math.abs(bounds.center.y - point.y) < unitPx / 2
    )
  })
  return isNote(near) ? near : null
}

function cardOf(editor: Editor, zone: ZoneArea): NoteShape['id'] | null {
  const card = editor
    .getCurrentPageShapes()
    .find(
      (shape) =>
        shape.type === 'card' &&
        'instance' in shape.props &&
        'zone' in shape.props &&
        `${String(shape.props.instance)}/${String(shape.props.zone)}` === zone.zone,
    )
  return card?.id ?? null
}

export function startWriting(editor: Editor, id: NoteShape['id']): void {
  const shape = editor.getShape(id)
  if (shape === undefined) return
  editor.select(id)
  editor.setEditingShape(id)
  editor.setCurrentTool('select.editing_shape', { target: 'shape', shape })
  const bounds = editor.getShapePageBounds(id)
  if (bounds !== undefined) comeNearToWrite(editor, bounds, zoneUnder(editor, bounds.center))
}

/** A note per text, in rows of five from here on; in a nameless zone none, those are written one by one. */
export function placeNotes(editor: Editor, point: VecLike, texts: readonly string[]): void {
  if (texts.length === 0 || rightsOf(editor)?.mayWrite() !== true) return
  const zone = zoneUnder(editor, point)
  const desk = noteDeskOf(editor)
  if (zone !== null && desk !== null && namelessIn(zone, desk.sessionKind())) {
    desk.writeNameless(zone, texts.join('\n'))
    return
  }
  editor.markHistoryStoppingPoint('paste')
  const ids = texts.map(() => createShapeId())
  const places = freePlaces(editor, point, texts.length)
  editor.createShapes(
    texts.map((text, index) => {
      const centre = places[index] ?? point
      const under = zoneUnder(editor, centre)
      return {
        id: ids[index] ?? createShapeId(),
        type: 'note',
        parentId: editor.getCurrentPageId(),
        x: Math.round(centre.x - unitPx / 2),
        y: Math.round(centre.y - unitPx / 2),
        props: { font: 'sans', size: 'm', richText: toRichText(text) },
        meta: metaIn(under),
      }
    }),
  )
  editor.select(...ids)
}

/**
 * Middles of places in rows of five from here on, passing over those where a note lies and those
 * where notes have no name: what is pasted carries its writer's.
 */
function freePlaces(editor: Editor, point: VecLike, count: number): VecLike[] {
  const kind = noteDeskOf(editor)?.sessionKind() ?? null
  const places: VecLike[] = []
  for (let cell = 0; places.length < count; cell += 1) {
    const place = Vec.Add(point, { x: (cell % 5) * stepPx, y: Math.floor(cell / 5) * stepPx })
    const zone = zoneUnder(editor, place)
    const isNameless = zone !== null && namelessIn(zone, kind)
    if (!isNameless && noteNear(editor, place) === null) places.push(place)
  }
  return places
}

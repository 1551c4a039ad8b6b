/** The zone of a shared card holds that card alone: a note that comes there lies beside the templates. */
import type { Editor } from 'tldraw'
import { besideZones } from '../../../shared/board/beside-zones.ts'
import { takenNear } from '../../../shared/board/free-cell.ts'
import { pageBounds, type Box, type Point } from '../../../shared/board/geometry.ts'
import { isShape, type NoteShape } from '../../../shared/board/schema.ts'
import { recordsOn, zoneOfNote } from '../editor/board-on.ts'

const everywhere: Box = { x: -1e9, y: -1e9, w: 2e9, h: 2e9 }

/** Where each of these comes to lie, on the page; none of them on another. */
export function placesOffCards(editor: Editor, notes: readonly NoteShape[]): Map<string, Point> {
  const records = recordsOn(editor)
  const templates = [...records.values()].flatMap((shape) =>
    isShape(shape) && (shape.type === 'zone' || shape.type === 'header') ? [pageBounds(records, shape)] : [],
  )
  const taken = takenNear(records, everywhere, new Set<string>(notes.map(({ id }) => id)))
  const places = new Map<string, Point>()
  for (const note of notes) {
    const bounds = editor.getShapePageBounds(note.id)
    if (bounds === undefined) continue
    const box = { x: bounds.x, y: bounds.y, w: bounds.w, h: bounds.h }
    const { x, y } = besideZones(templates, taken, box)
    places.set(note.id, { x: Math.round(x), y: Math.round(y) })
    taken.push({ ...box, x, y })
  }
  return places
}

/** Those of these that lie where a shared card is lie beside the templates afterwards. */
export function keepOffCards(editor: Editor, notes: readonly NoteShape[]): void {
  const onCards = notes.filter((note) => zoneOfNote(editor, note)?.form === 'output')
  const places = placesOffCards(editor, onCards)
  editor.updateShapes(
    onCards.flatMap(({ id }) => {
      const place = places.get(id)
      if (place === undefined) return []
      const { x, y } = editor.getPointInParentSpace(id, place)
      return [{ id, type: 'note', x, y }]
    }),
  )
}

/** The board as the editor's store has it, for the pure functions that read boards. */
import { computed, type Editor, type TLShape, type VecLike } from 'tldraw'
import { kindOf } from '../../../shared/board/note-meta.ts'
import { zonesOf, type ZoneArea } from '../../../shared/board/outline.ts'
import type { BoardRecord, NoteShape } from '../../../shared/board/schema.ts'
import type { NoteKind } from '../../../shared/board/vocabulary.ts'
import { isBoardShape } from './rights.ts'

/** Page and shapes; the arrows' bindings tell nothing of places. */
export function recordsOn(editor: Editor): ReadonlyMap<string, BoardRecord> {
  const records = new Map<string, BoardRecord>()
  for (const record of editor.store.allRecords()) {
    if (record.typeName === 'page' || isBoardShape(record)) records.set(record.id, record)
  }
  return records
}

const zonesByEditor = new WeakMap<Editor, { get(): readonly ZoneArea[] }>()

/** All zones on the board; follows the store. */
export function zonesOn(editor: Editor): readonly ZoneArea[] {
  const known = zonesByEditor.get(editor)
  if (known !== undefined) return known.get()
  const template = computed('template parts', () => {
    const parts = editor.store.query.records('shape', () => ({ type: { eq: 'zone' } })).get()
    const headers = editor.store.query.records('shape', () => ({ type: { eq: 'header' } })).get()
    return zonesOf(new Map([...headers, ...parts].filter(isBoardShape).map((shape) => [shape.id, shape])))
  })
  zonesByEditor.set(editor, template)
  return template.get()
}

/** The zone under a point of the page. */
export function zoneUnder(editor: Editor, point: VecLike): ZoneArea | null {
  return (
    zonesOn(editor).findLast(
      (zone) =>
        point.x >= zone.x && point.x < zone.x + zone.w && point.y >= zone.y && point.y < zone.y + zone.h,
    ) ?? null
  )
}

/** The zone that a note lies in. */
export function zoneOfNote(editor: Editor, note: NoteShape): ZoneArea | null {
  const transform = editor.getShapePageTransform(note.id)
  const half = (200 * note.props.scale) / 2
  return transform === undefined ? null : zoneUnder(editor, transform.applyToPoint({ x: half, y: half }))
}

export function isNote(shape: TLShape | undefined): shape is TLShape & NoteShape {
  return shape?.type === 'note'
}

/** The kind that a note takes by lying where it lies; null when it keeps its own. */
export function kindByPlace(editor: Editor, note: NoteShape): NoteKind | null {
  const zone = zoneOfNote(editor, note)
  return zone === null || zone.form === 'parking' || zone.kind === kindOf(note) ? null : zone.kind
}

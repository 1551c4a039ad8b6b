/** The board as the editor's store has it, for the pure functions that read boards. */
import { computed, type Editor, type TLShape, type VecLike } from 'tldraw'
import { centreOf } from '../../../shared/board/geometry.ts'
import { kindOf } from '../../../shared/board/note-meta.ts'
import { areaAt, areaOfNote, kindIn, zonesOf, type ZoneArea } from '../../../shared/board/outline.ts'
import type { BoardRecord, BoardShape, NoteShape } from '../../../shared/board/schema.ts'
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
    const marks = editor.store.query.records('shape', () => ({ type: { eq: 'mark' } })).get()
    return zonesOf(
      new Map([...headers, ...parts, ...marks].filter(isBoardShape).map((shape) => [shape.id, shape])),
    )
  })
  zonesByEditor.set(editor, template)
  return template.get()
}

/** The zone under a point of the page. */
export function zoneUnder(editor: Editor, point: VecLike): ZoneArea | null {
  return areaAt(zonesOn(editor), point)
}

/**
 * The zone that a note lies in, by what its record says: the store may still have it elsewhere. A note
 * in no zone lies where its cluster does. `moved` is a group or cluster that is about to lie elsewhere.
 */
export function zoneOfNote(editor: Editor, note: NoteShape, moved?: BoardShape): ZoneArea | null {
  // What is around it tells where it lies; the rest of its cluster only where that is in no zone.
  const own = areaAt(zonesOn(editor), centreOf(familyOf(editor, note, moved, false), note))
  return own ?? areaOfNote(familyOf(editor, note, moved, true), note, zonesOn(editor))
}

/** A shape, what is around it, and where `withMembers` all that is in its cluster. */
function familyOf(
  editor: Editor,
  shape: BoardShape,
  moved: BoardShape | undefined,
  withMembers: boolean,
): Map<string, BoardShape> {
  const family = new Map<string, BoardShape>([[shape.id, shape]])
  const take = (member: BoardShape): BoardShape => {
    const present = member.id === moved?.id ? moved : member
    family.set(present.id, present)
    return present
  }
  const opened = new Set<string>()
  const takeMembers = (parent: BoardShape): void => {
    if (opened.has(parent.id)) return
    opened.add(parent.id)
    for (const id of editor.getSortedChildIdsForParent(parent.id)) {
      const member = family.get(id) ?? editor.store.get(id)
      if (member?.typeName === 'shape' && isBoardShape(member)) takeMembers(take(member))
    }
  }
  let parent = editor.store.get(shape.parentId)
  while (parent !== undefined && isBoardShape(parent) && !family.has(parent.id)) {
    const present = take(parent)
    if (withMembers && present.type === 'cluster') takeMembers(present)
    parent = editor.store.get(present.parentId)
  }
  return family
}

export function isNote(shape: TLShape | undefined): shape is TLShape & NoteShape {
  return shape?.type === 'note'
}

/** The kind that a note takes by lying where it lies; null when it keeps its own. */
export function kindByPlace(editor: Editor, note: NoteShape, moved?: BoardShape): NoteKind | null {
  const zone = zoneOfNote(editor, note, moved)
  const kind = zone === null ? null : kindIn(zone)
  return kind === kindOf(note) ? null : kind
}

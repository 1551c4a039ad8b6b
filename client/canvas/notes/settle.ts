/** What notes become by lying where they came to lie: of the kind of the zone, remembered, and told. */
import type { Editor, TLShape, TLShapePartial } from 'tldraw'
import { isSameJson } from '../../../shared/board/json.ts'
import { withKind } from '../../../shared/board/note-meta.ts'
import type { BoardShape, NoteShape } from '../../../shared/board/schema.ts'
import type { NoteKind } from '../../../shared/board/vocabulary.ts'
import { isNote, kindByPlace } from '../editor/board-on.ts'

/** A note that became of another kind by its place, and how it was. */
export interface KindChange {
  readonly id: NoteShape['id']
  readonly kind: NoteKind
  readonly before: NoteShape['meta']
  readonly after: NoteShape['meta']
}

type Tell = (change: KindChange) => void

const listeners = new WeakMap<Editor, Tell>()
export function hearKindChanges(editor: Editor, tell: Tell): void {
  listeners.set(editor, tell)
}

/** What this note becomes by its place, null when nothing. `moved`: a group as it is about to lie. */
export function settled(
  editor: Editor,
  note: NoteShape,
  now: Date,
  moved?: BoardShape,
): TLShapePartial<NoteShape> | null {
  const kind = kindByPlace(editor, note, moved)
  if (kind === null) return null
  const meta = withKind(note.meta, kind, now)
  listeners.get(editor)?.({ id: note.id, kind, before: note.meta, after: meta })
  return { id: note.id, type: 'note', meta }
}

/** The same for all notes among these and inside them. */
export function settleAll(editor: Editor, shapes: readonly TLShape[], now: Date, moved?: BoardShape): void {
  const changes = notesAmong(editor, shapes).flatMap((note) => settled(editor, note, now, moved) ?? [])
  if (changes.length > 0) editor.updateShapes(changes)
}

function notesAmong(editor: Editor, shapes: readonly TLShape[]): NoteShape[] {
  return shapes.flatMap((shape) => (isNote(shape) ? [shape] : notesAmong(editor, membersOf(editor, shape))))
}

function membersOf(editor: Editor, shape: TLShape): TLShape[] {
  return editor.getSortedChildIdsForParent(shape.id).flatMap((id) => editor.getShape(id) ?? [])
}

/** A group is dropped as one; the notes in it settle each by its own place. */
export function settleMembersOfGroups(editor: Editor): void {
  editor.getShapeUtil('group').onTranslateEnd = (_before, group?: TLShape) => {
    // Another took it away under this hand.
    if (group === undefined) return
    settleAll(editor, membersOf(editor, group), new Date(), isGroup(group) ? group : undefined)
  }
}

function isGroup(shape: TLShape): shape is TLShape & BoardShape {
  return shape.type === 'group'
}

/** Gives notes their kind back, where nobody has changed it since. Their places stay. */
export function takeKindsBack(editor: Editor, changes: readonly KindChange[]): void {
  editor.markHistoryStoppingPoint('kind')
  for (const { id, before, after } of changes) {
    const note = editor.store.get(id)
    // Not with `updateShapes`, which keeps the log that is to go.
    if (note !== undefined && isSameJson(note.meta, after)) editor.store.put([{ ...note, meta: before }])
  }
}

/** What we keep in a shape's `meta`, read back from the JSON that tldraw's types make of it. */
import { parseId, type NoteId, type ParticipantId, type SnapshotId } from '../ids.ts'
import { isObject } from './json.ts'
import { defaultKind } from './kinds.ts'
import type { BoardShape } from './schema.ts'
import { noteKinds, type NoteKind, type NoteRef } from './vocabulary.ts'

type WithMeta = Pick<BoardShape, 'meta'>

/** Null: nameless, or laid by the server. */
export function authorOf({ meta }: WithMeta): ParticipantId | null {
  return typeof meta['author'] === 'string' ? parseId<ParticipantId>(meta['author']) : null
}

export function kindOf({ meta }: WithMeta): NoteKind {
  return noteKinds.find((kind) => kind === meta['kind']) ?? defaultKind
}

/** The note that this one was carried over from. */
export function originOf({ meta }: WithMeta): NoteRef | null {
  const { origin } = meta
  if (!isObject(origin)) return null
  const { snapshotId, noteId } = origin
  if (typeof snapshotId !== 'string' || typeof noteId !== 'string') return null
  const parsed = { snapshotId: parseId<SnapshotId>(snapshotId), noteId: parseId<NoteId>(noteId) }
  return parsed.snapshotId === null || parsed.noteId === null
    ? null
    : { snapshotId: parsed.snapshotId, noteId: parsed.noteId }
}

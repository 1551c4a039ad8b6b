/** What we keep in a shape's `meta`, read back from the JSON that tldraw's types make of it. */
import { parseId, type NoteId, type ParticipantId, type SnapshotId } from '../ids.ts'
import { isObject } from './json.ts'
import { defaultKind } from './kinds.ts'
import { kindLogMax } from './limits.ts'
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

type Meta = BoardShape['meta']

/**
 * The meta of a note that becomes of another kind. What it was is remembered: how it began, and the
 * latest changes when there are too many. Of a note without a name only the day: to the second, the
 * log would say who was at work just then.
 */
export function withKind(meta: Meta, kind: NoteKind, now: Date): Meta {
  const log = Array.isArray(meta['kindLog']) ? meta['kindLog'] : []
  const instant = now.toISOString()
  const at = authorOf({ meta }) === null ? `${instant.slice(0, 10)}T00:00Z` : instant
  const kept = log.length < kindLogMax ? log : [...log.slice(0, 1), ...log.slice(2 - kindLogMax)]
  return { ...meta, kind, kindLog: [...kept, { at, from: kindOf({ meta }) }] }
}

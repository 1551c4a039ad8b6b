/**
 * The keys of the nameless notes that were written on this device: one per note, so that showing one
 * to be yours shows nothing of the others. They are nowhere else; lost here is lost.
 */
import * as z from 'zod/mini'
import { deviceMemory } from '../../browser/storage.ts'
import type { BoardId, NoteId } from '../../../shared/ids.ts'

const keysSchema = z.record(z.string(), z.string())

function placeOf(boardId: BoardId): string {
  return `leerbord.note-keys.${boardId}`
}

function keysOf(boardId: BoardId): Readonly<Record<string, string>> {
  const kept = deviceMemory.get(placeOf(boardId))
  if (kept === null) return {}
  try {
    const parsed = keysSchema.safeParse(JSON.parse(kept))
    return parsed.success ? parsed.data : {}
  } catch {
    // Somebody else's words under our key: as good as none.
    return {}
  }
}

export function noteKeyOf(boardId: BoardId, noteId: NoteId): string | null {
  return keysOf(boardId)[noteId] ?? null
}

/** Null forgets the key. */
export function keepNoteKey(boardId: BoardId, noteId: NoteId, key: string | null): void {
  const { [noteId]: _old, ...others } = keysOf(boardId)
  const keys = key === null ? others : { ...others, [noteId]: key }
  deviceMemory.set(placeOf(boardId), Object.keys(keys).length === 0 ? null : JSON.stringify(keys))
}

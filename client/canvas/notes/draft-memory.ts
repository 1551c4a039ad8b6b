/**
 * Words on nameless cards between two loads of the page: in this tab alone, for this person on this
 * board, because nobody else may read who is writing what.
 */
import * as z from 'zod/mini'
import type { BoardId, NoteId } from '../../../shared/ids.ts'
import { looksLikeId } from '../../../shared/ids.ts'
import { tabMemory } from '../../browser/storage.ts'

const noteId = z.custom<NoteId>((value) => typeof value === 'string' && looksLikeId(value))

const cardSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('new'), zone: z.string(), title: z.string(), text: z.string() }),
  z.object({ type: z.literal('own'), noteId, noteKey: z.string(), text: z.string() }),
])

const draftSchema = z.object({
  text: z.string(),
  underway: z.discriminatedUnion('type', [
    z.object({ type: z.literal('none') }),
    z.object({ type: z.literal('unanswered'), text: z.string(), onceKey: z.string() }),
    z.object({ type: z.literal('placed'), text: z.string(), noteId, noteKey: z.string() }),
  ]),
})

const leftSchema = z.object({
  /** The card that was open; null when none was. */
  open: z.nullable(cardSchema),
  /** By the place of their card. */
  drafts: z.array(z.tuple([z.string(), draftSchema])),
})

export type LeftOnCards = z.infer<typeof leftSchema>

/** Where the words lie; null when there are none, or it keeps nothing. */
export interface DraftMemory {
  read(): string | null
  write(left: string | null): void
}

export function readLeft(memory: DraftMemory): LeftOnCards {
  const none: LeftOnCards = { open: null, drafts: [] }
  const kept = memory.read()
  if (kept === null) return none
  try {
    const parsed = leftSchema.safeParse(JSON.parse(kept))
    return parsed.success ? parsed.data : none
  } catch {
    // Not ours: as good as none.
    return none
  }
}

export function writeLeft(memory: DraftMemory, left: LeftOnCards): void {
  memory.write(left.drafts.length === 0 ? null : JSON.stringify(left))
}

export function draftMemoryOfTab(participantId: string, boardId: BoardId): DraftMemory {
  const key = `leerbord.nameless.${participantId}.${boardId}`
  return { read: () => tabMemory.get(key), write: (left) => tabMemory.set(key, left) }
}

/** Which boards this tab opened, and as whom: where the words lie of a board that no longer opens. */
import * as z from 'zod/mini'
import { opensAs, tabMemory } from '../browser/storage.ts'

const openedSchema = z.array(
  z.object({ sessionId: z.string(), boardId: z.string(), participantId: z.string() }),
)
export type OpenedBoard = z.infer<typeof openedSchema>[number]

/** Of a session, or of one board by its own address. */
export interface Place {
  readonly sessionId?: string
  readonly boardId?: string
}

/** More boards than anyone looks at in one tab. */
const most = 50

export function openedAt(place: Place): OpenedBoard[] {
  return all().filter((one) => one.boardId === place.boardId || one.sessionId === place.sessionId)
}

export function rememberOpened(opened: OpenedBoard): void {
  const others = all().filter((one) => one.boardId !== opened.boardId)
  tabMemory.set(opensAs, JSON.stringify([...others, opened].slice(-most)))
}

function all(): OpenedBoard[] {
  try {
    const kept = openedSchema.safeParse(JSON.parse(tabMemory.get(opensAs) ?? '[]'))
    return kept.success ? kept.data : []
  } catch {
    // Not ours: as good as none.
    return []
  }
}

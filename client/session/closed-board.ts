/**
 * What is left on this device of boards that no longer open to this person. Their words come to lie
 * in the tray of this tab, where the page that says no shows them; then they go from the device.
 */
import type { ClientProblemCode } from '../browser/ask.ts'
import { keptEdits } from '../browser/kept-edits.ts'
import { forgetPages, keptPages } from '../browser/kept-page.ts'
import { wordsOf } from '../link/kept-work.ts'
import { trayMemory } from '../link/open-link.ts'
import { Tray } from '../link/tray.ts'
import { openedAt, type Place, rememberOpened } from './opened-boards.ts'

/** The server said no, and asking again would not change that. */
export function isClosed(code: ClientProblemCode): boolean {
  return ['no-identity', 'not-a-member'].includes(code) || isStillTheirs(code)
}

/** The same person as before looks on: a device that the server does not know may be another's by now. */
function isStillTheirs(code: ClientProblemCode): boolean {
  return ['removed', 'not-allowed', 'not-found', 'unknown-board'].includes(code)
}

/** Settles when no page of this place lies on the device any more. */
export async function closeKept(place: Place, code: ClientProblemCode): Promise<void> {
  const pages = await keptPages(place)
  if (isStillTheirs(code)) {
    for (const { boardId, session } of pages) {
      await bringToTray({ boardId, sessionId: session.sessionId, participantId: session.me.participantId })
    }
  }
  await forgetPages(pages)
}

/** The trays of this place that hold something. */
export function traysAt(place: Place, code: ClientProblemCode): Tray[] {
  if (!isStillTheirs(code)) return []
  return openedAt(place)
    .map(({ participantId, boardId }) => new Tray(trayMemory(participantId, boardId)))
    .filter((tray) => tray.words.length > 0)
}

async function bringToTray(board: Parameters<typeof rememberOpened>[0]): Promise<void> {
  const { participantId, boardId } = board
  const left = await keptEdits.read(participantId, boardId).catch(() => [])
  const tray = new Tray(trayMemory(participantId, boardId))
  for (const edits of left) tray.add(wordsOf(edits), 'not-saved')
  rememberOpened(board)
  if (!tray.isKept) return
  for (const { key, stamp } of left) await keptEdits.erase(key, stamp).catch(() => {})
}

import type { BoardId, ParticipantId } from '../../shared/ids.ts'
import type { Role } from '../../shared/session/role.ts'
import { newIdempotencyKey } from '../browser/chance.ts'
import { keptEdits } from '../browser/kept-edits.ts'
import { tabMemory } from '../browser/storage.ts'
import type { EditKeeper, KeptEdits } from './edit-keeper.ts'
import { Keeping } from './keeping.ts'
import { Link } from './link.ts'

/** A hidden page paints nothing, yet must hear what others do. */
const hiddenFrameMs = 250
/** Long enough for a word to be typed, short enough to lose none. */
const keepAfterMs = 150
/** A device that does not answer keeps nothing; the board must open all the same. */
const keeperPatienceMs = 2_000

export interface OpenLinkOptions {
  readonly boardId: BoardId
  readonly participantId: ParticipantId
  readonly role: Role
  readonly found: readonly KeptEdits[]
  /** Unsaved work now lies on this device. */
  readonly onKept: () => void
}

/** Work that nobody came back for goes after this. */
const keptForMs = 30 * 24 * 60 * 60 * 1000

/** What this person left unsaved on this board on an earlier page. */
export async function foundEdits(
  participantId: ParticipantId,
  boardId: BoardId,
): Promise<readonly KeptEdits[]> {
  const patience = new Promise<readonly KeptEdits[]>((resolve) => {
    setTimeout(() => resolve([]), keeperPatienceMs)
  })
  const found = keptEdits.read(participantId, boardId).catch(() => [])
  // After reading: who comes back late has it all the same.
  void found.then(() => keptEdits.eraseBefore(Date.now() - keptForMs)).catch(() => {})
  return Promise.race([found, patience])
}

/** Opens a link to a board with what the browser has to offer. */
export function openLink({ boardId, participantId, role, found, onKept }: OpenLinkOptions): Link {
  const { protocol, host } = window.location
  const trayKey = `leerbord.tray.${participantId}.${boardId}`
  const keeper: EditKeeper = {
    ...keptEdits,
    write(edits) {
      const writing = keptEdits.write(edits)
      // Beside it and not after it: a page that goes hears of nothing any more.
      onKept()
      return writing
    },
  }
  const keeping = new Keeping({
    keeper,
    participantId,
    role,
    boardId,
    found,
    newKey: newIdempotencyKey,
    now: () => Date.now(),
    soon: (run) => setTimeout(run, keepAfterMs),
  })
  const link = new Link(boardId, {
    url: `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/sync`,
    Socket: WebSocket,
    now: () => Date.now(),
    nextFrame: runOnNextFrame,
    trayMemory: { read: () => tabMemory.get(trayKey), write: (kept) => tabMemory.set(trayKey, kept) },
    keeping,
  })
  const leave = (): void => {
    link.flush()
    keeping.writeNow()
  }
  const warn = (event: BeforeUnloadEvent): void => {
    link.flush()
    if (link.holdsUnsaved) event.preventDefault()
  }
  window.addEventListener('online', link.retry)
  window.addEventListener('offline', link.renewLine)
  window.addEventListener('beforeunload', warn)
  window.addEventListener('pagehide', leave)
  document.addEventListener('visibilitychange', leave)
  link.onEnd(() => {
    window.removeEventListener('online', link.retry)
    window.removeEventListener('offline', link.renewLine)
    window.removeEventListener('beforeunload', warn)
    window.removeEventListener('pagehide', leave)
    document.removeEventListener('visibilitychange', leave)
  })
  return link
}

function runOnNextFrame(run: () => void): void {
  let hasRun = false
  const once = (): void => {
    if (hasRun) return
    hasRun = true
    run()
  }
  requestAnimationFrame(once)
  setTimeout(once, hiddenFrameMs)
}

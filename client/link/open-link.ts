import type { BoardId, ParticipantId } from '../../shared/ids.ts'
import type { Role } from '../../shared/session/role.ts'
import { newIdempotencyKey } from '../browser/chance.ts'
import { keptEdits } from '../browser/kept-edits.ts'
import { tabMemory } from '../browser/storage.ts'
import type { EditKeeper, KeptEdits } from './edit-keeper.ts'
import { Keeping } from './keeping.ts'
import { Link } from './link.ts'
import type { TrayMemory } from './tray.ts'

/** A hidden page paints nothing, yet must hear what others do. */
const hiddenFrameMs = 250
/** A device that does not answer keeps nothing; the board must open all the same. */
const keeperPatienceMs = 2_000

export interface OpenLinkOptions {
  readonly boardId: BoardId
  readonly participantId: ParticipantId
  readonly role: Role
  readonly found: readonly KeptEdits[]
  /** Unsaved work now lies on this device. */
  readonly onKept: () => void
  /** Some of it went, and perhaps all. */
  readonly onErased: () => void
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
  // Of this person on this board nothing goes unread, however late they come: it is yet to be taken up.
  void found
    .then(() => keptEdits.eraseBefore(Date.now() - keptForMs, { participantId, boardId }))
    .catch(() => {})
  return Promise.race([found, patience])
}

/** Where the tray of this person on this board lies. */
export function trayMemory(participantId: string, boardId: string): TrayMemory {
  const key = `leerbord.tray.${participantId}.${boardId}`
  return { read: () => tabMemory.get(key), write: (kept) => tabMemory.set(key, kept) }
}

/** Opens a link to a board with what the browser has to offer. */
export function openLink({ boardId, participantId, role, found, onKept, onErased }: OpenLinkOptions): Link {
  const { protocol, host } = window.location
  const keeper: EditKeeper = {
    ...keptEdits,
    write(edits) {
      const writing = keptEdits.write(edits)
      // Beside it and not after it: a page that goes hears of nothing any more.
      onKept()
      return writing
    },
    erase(key, stamp) {
      onErased()
      return keptEdits.erase(key, stamp)
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
    after: (ms, run) => setTimeout(run, ms),
  })
  const link = new Link(boardId, {
    url: `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/sync`,
    Socket: WebSocket,
    now: () => Date.now(),
    nextFrame: runOnNextFrame,
    trayMemory: trayMemory(participantId, boardId),
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

import type { BoardId, ParticipantId } from '../../shared/ids.ts'
import { tabMemory } from '../browser/storage.ts'
import { Link } from './link.ts'

/** A hidden page paints nothing, yet must hear what others do. */
const hiddenFrameMs = 250

export interface OpenLinkOptions {
  readonly boardId: BoardId
  readonly participantId: ParticipantId
}

/** Opens a link to a board with what the browser has to offer. */
export function openLink({ boardId, participantId }: OpenLinkOptions): Link {
  const { protocol, host } = window.location
  const trayKey = `leerbord.tray.${participantId}.${boardId}`
  const link = new Link(boardId, {
    url: `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/sync`,
    Socket: WebSocket,
    now: () => Date.now(),
    nextFrame: runOnNextFrame,
    trayMemory: { read: () => tabMemory.get(trayKey), write: (kept) => tabMemory.set(trayKey, kept) },
  })
  const leave = (): void => link.flush()
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

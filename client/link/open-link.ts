import type { BoardId } from '../../shared/ids.ts'
import { Link } from './link.ts'

/** A hidden page paints nothing, yet must hear what others do. */
const hiddenFrameMs = 250

/** Opens a link to a board with what the browser has to offer. */
export function openLink(options: { readonly boardId: BoardId }): Link {
  const { protocol, host } = window.location
  const link = new Link(options.boardId, {
    url: `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/sync`,
    Socket: WebSocket,
    now: () => Date.now(),
    nextFrame: runOnNextFrame,
  })
  const leave = (): void => link.flush()
  window.addEventListener('online', link.retry)
  window.addEventListener('pagehide', leave)
  document.addEventListener('visibilitychange', leave)
  link.onEnd(() => {
    window.removeEventListener('online', link.retry)
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

import { useSyncExternalStore } from 'react'
import type { Link } from './link.ts'
import type { LinkState } from './link-state.ts'
import type { NotPlaced } from './tray.ts'

/** How the connection is doing. */
export function useLink(link: Link): LinkState {
  return useSyncExternalStore(link.subscribe, link.state)
}

/** Words the server refused. */
export function useNotPlaced(link: Link): readonly NotPlaced[] {
  return useSyncExternalStore(link.subscribe, link.notPlaced)
}

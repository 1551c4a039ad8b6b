import type { LinkState } from '../link/link-state.ts'

export type Standing =
  | 'connecting'
  | 'saved'
  | 'saving'
  | 'offline'
  | 'lookingOffline'
  | 'looking'
  | 'refused'

/** How things stand, as one word for a table of sentences. */
export function standingOf(state: LinkState): Standing {
  const { status } = state.connection
  const isLooking = state.me?.mayWrite === false
  // Nobody who may not write is told to go on writing.
  if (status === 'offline') return isLooking ? 'lookingOffline' : 'offline'
  if (status !== 'live') return status
  if (state.saving) return 'saving'
  return isLooking ? 'looking' : 'saved'
}

/** Without a line: where what this person wrote is. */
export function workWithoutLine(
  state: LinkState,
  keepsUnsaved: boolean,
): 'looking' | 'saved' | 'kept' | 'hereOnly' {
  if (!state.saving) return state.me?.mayWrite === false ? 'looking' : 'saved'
  return keepsUnsaved ? 'kept' : 'hereOnly'
}

/** The sentence for what keeps the page from the board: no line, or a server that can't store. */
export function whatIsGone(gone: { readonly isStoreDown?: true }): 'line.since' | 'line.storeSince' {
  return gone.isStoreDown === true ? 'line.storeSince' : 'line.since'
}

import type { LinkState } from '../link/link-state.ts'

export type Standing = 'connecting' | 'saved' | 'saving' | 'offline' | 'looking' | 'refused'

/** How things stand, as one word for a table of sentences. */
export function standingOf(state: LinkState): Standing {
  const { status } = state.connection
  if (status !== 'live') return status
  if (state.saving) return 'saving'
  return state.me?.mayWrite === false ? 'looking' : 'saved'
}

import type { Trajectory } from './trajectory-page.tsx'

type SessionSummary = Trajectory['sessions'][number]

/** Sessions that haven't ended: what goes on now first, then what is to come, in the order they came. */
export function sessionsAhead(sessions: readonly SessionSummary[]): readonly SessionSummary[] {
  const live = sessions.filter(({ status }) => status === 'live')
  const planned = sessions.filter(({ status }) => status === 'planned')
  return [...live, ...planned]
}

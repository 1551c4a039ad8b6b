import type { TrajectoryId } from '../../shared/ids.ts'
import { leads, type Role } from '../../shared/session/role.ts'
import { ask } from '../browser/ask.ts'

/**
 * Where someone who just came in goes: those who lead to the trajectory, everyone else straight to
 * the session that is going on, when there is exactly one.
 */
export async function firstPlace(trajectoryId: TrajectoryId, role: Role): Promise<string> {
  const trajectory = `/t/${trajectoryId}`
  if (leads(role)) return trajectory
  const answer = await ask('trajectory', { params: { trajectoryId } })
  if (!answer.ok) return trajectory
  const live = answer.value.sessions.filter((session) => session.status === 'live')
  const only = live.length === 1 ? live[0] : undefined
  return only === undefined ? trajectory : `/s/${only.sessionId}`
}

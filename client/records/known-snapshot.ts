import { ask, type Answer } from '../browser/ask.ts'
import type { AnswerOf } from '../../shared/wire/calls.ts'
import type { SessionKind } from '../../shared/session/session.ts'
import { namesOf, type Names } from './outline-notes.tsx'

/** A snapshot with what it takes to show it as the board was shown: where names stand, and whose. */
export interface KnownSnapshot {
  readonly snapshot: AnswerOf<'snapshot'>
  readonly sessionKind: SessionKind | null
  /** Then there is a record to go back to. */
  readonly hasEnded: boolean
  readonly names: Names
}

/** Without its session it is not shown: where names may not stand would not be known. */
export async function loadSnapshot(
  snapshotId: string,
  signal: AbortSignal,
  call: typeof ask = ask,
): Promise<Answer<KnownSnapshot>> {
  const snapshot = await call('snapshot', { params: { snapshotId }, signal })
  if (!snapshot.ok) return snapshot
  const { sessionId, trajectoryId } = snapshot.value
  const [session, trajectory] = await Promise.all([
    call('session', { params: { sessionId }, signal }),
    call('trajectory', { params: { trajectoryId }, signal }),
  ])
  if (!session.ok) return session
  const names = trajectory.ok ? namesOf(trajectory.value.members) : new Map<string, string>()
  const { kind: sessionKind, status } = session.value
  return {
    ok: true,
    value: { snapshot: snapshot.value, sessionKind, hasEnded: status === 'recorded', names },
  }
}

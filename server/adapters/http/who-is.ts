/** Who is behind a request for a board; the socket asks this before it lets anyone in. */
import type { IncomingMessage } from 'node:http'
import type { BoardId } from '../../../shared/ids.ts'
import { hasExpired, memberOf } from '../../core/desk.ts'
import type { Desks } from '../../core/desks.ts'
import type { Log, ParticipantRow } from '../../core/ports.ts'
import { deviceIn } from './device.ts'

export type Who =
  | { readonly kind: 'member'; readonly participant: ParticipantRow }
  | { readonly kind: 'stranger' | 'no-identity' | 'no-board' }

export function openWhoIs(
  { ports: { store, seals, clock }, sessions }: Desks,
  log: Log,
): (request: IncomingMessage, boardId: BoardId) => Promise<Who> {
  return async (request, boardId) => {
    const device = deviceIn(request.headers.cookie)
    if (device === null) return { kind: 'no-identity' }
    const board = await store.board(boardId)
    const trajectory = board === null ? null : await store.trajectory(board.trajectoryId)
    if (board === null || trajectory === null || hasExpired(trajectory, clock.now()))
      return { kind: 'no-board' }
    const member = await memberOf(store, seals.hash(device), board.trajectoryId)
    if (!member.ok) return { kind: 'stranger' }
    const session = await store.session(board.sessionId)
    // Erased while it was looked up.
    if (session === null) return { kind: 'no-board' }
    // Who was there is for the record; nobody waits at the door for it.
    sessions
      .arrive(member.answer, session)
      .catch((error: unknown) => log.warn('session.arrival-not-stored', { sessionId: session.id, error }))
    return { kind: 'member', participant: member.answer }
  }
}

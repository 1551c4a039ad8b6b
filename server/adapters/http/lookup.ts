/**
 * From an id in a path to what it names and who asks. What doesn't exist is 404; what exists in a
 * trajectory that the device isn't part of is 403, with nothing said of it.
 */
import {
  parseId,
  type AnyId,
  type BoardId,
  type PictureId,
  type SessionId,
  type SnapshotId,
  type TrajectoryId,
} from '../../../shared/ids.ts'
import type { CallName } from '../../../shared/wire/calls.ts'
import { hasExpired, memberOf } from '../../core/desk.ts'
import type {
  BoardRow,
  LedgerStore,
  ParticipantRow,
  PictureRow,
  SessionRow,
  SnapshotRow,
  Store,
  TrajectoryRow,
} from '../../core/ports.ts'
import { orRefuse, type Ask } from './ask.ts'
import { Refused } from './problems.ts'

interface Seen {
  readonly trajectory: TrajectoryRow
  readonly me: ParticipantRow
}
/** Only what finding out needs of a request. */
type Asker = Pick<Ask<CallName>, 'param' | 'deviceHash' | 'now'>

export function idIn<T extends AnyId>(ask: Asker, name: string): T {
  const id = parseId<T>(ask.param(name))
  if (id === null) throw new Refused('not-found')
  return id
}

/** A trajectory that expired is not there, also before it is erased. */
async function seenIn(store: Store, ask: Asker, trajectoryId: TrajectoryId): Promise<Seen> {
  const trajectory = existing(await store.trajectory(trajectoryId))
  if (hasExpired(trajectory, ask.now)) throw new Refused('not-found')
  return { trajectory, me: orRefuse(await memberOf(store, ask.deviceHash, trajectory.id)) }
}

function existing<T>(row: T | null): T {
  if (row === null) throw new Refused('not-found')
  return row
}

export async function trajectoryOf(store: Store, ask: Asker): Promise<Seen> {
  return seenIn(store, ask, idIn<TrajectoryId>(ask, 'trajectoryId'))
}
export async function sessionOf(store: Store, ask: Asker): Promise<Seen & { session: SessionRow }> {
  const session = existing(await store.session(idIn<SessionId>(ask, 'sessionId')))
  return { ...(await seenIn(store, ask, session.trajectoryId)), session }
}
export async function boardOf(store: Store, ask: Asker): Promise<Seen & { board: BoardRow }> {
  const board = existing(await store.board(idIn<BoardId>(ask, 'boardId')))
  return { ...(await seenIn(store, ask, board.trajectoryId)), board }
}
export async function snapshotOf(store: Store, ask: Asker): Promise<Seen & { snapshot: SnapshotRow }> {
  const snapshot = existing(await store.snapshot(idIn<SnapshotId>(ask, 'snapshotId')))
  return { ...(await seenIn(store, ask, snapshot.trajectoryId)), snapshot }
}
export async function pictureOf(store: Store, ask: Asker): Promise<Seen & { picture: PictureRow }> {
  const picture = existing(await store.picture(idIn<PictureId>(ask, 'pictureId')))
  return { ...(await seenIn(store, ask, picture.trajectoryId)), picture }
}
/** A session named in a body: one of this trajectory, or it isn't there. */
export async function sessionIn(
  store: LedgerStore,
  trajectory: TrajectoryRow,
  id: string,
): Promise<SessionRow> {
  const parsed = parseId<SessionId>(id)
  const session = existing(parsed === null ? null : await store.session(parsed))
  if (session.trajectoryId !== trajectory.id) throw new Refused('not-found')
  return session
}

/** The record of a session that has ended: its facts gathered, folded by `shared/record`. */
import { must } from '../../shared/assert.ts'
import { foldSession } from '../../shared/session/evolve.ts'
import { sessionRecordOf, type SessionRecord } from '../../shared/record/record.ts'
import type { Outcome } from '../../shared/wire/problem.ts'
import { answered, refused, type DeskPorts } from './desk.ts'
import type { SessionRow, TrajectoryRow } from './ports.ts'
import { storedOutline } from './snapshot-desk.ts'

export class RecordDesk {
  readonly #ports: DeskPorts
  constructor(ports: DeskPorts) {
    this.#ports = ports
  }

  async show(trajectory: TrajectoryRow, session: SessionRow): Promise<Outcome<SessionRecord>> {
    const { store } = this.#ports
    const state = must(foldSession(await store.eventsOf(session.id)), 'a session has events')
    if (state.status !== 'recorded') return refused('not-ended')
    const snapshots = await store.snapshotsOfSession(session.id)
    const record = sessionRecordOf({
      trajectory: { id: trajectory.id, title: state.names.trajectoryTitle },
      session: {
        id: session.id,
        title: session.title,
        date: session.date,
        kind: session.kind,
        basis: session.basis,
        phase: session.phase,
      },
      startedAt: state.startedAt,
      endedAt: state.endedAt,
      endedBy: state.endedBy,
      arrived: state.arrived,
      participants: state.names.people,
      boards: state.boards.map(({ boardId, title }) => ({ id: boardId, title })),
      snapshots: snapshots.map((snapshot) => ({ ...snapshot, outline: storedOutline(snapshot) })),
    })
    return answered(record)
  }
}

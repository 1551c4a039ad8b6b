/** Starting a trajectory, looking at it, and what people change about themselves. */
import { mintId, type LinkId, type ParticipantId, type TrajectoryId } from '../../shared/ids.ts'
import type { Language } from '../../shared/language.ts'
import { leads, perspectives, roles, type Perspective, type Role } from '../../shared/session/role.ts'
import { foldSession } from '../../shared/session/evolve.ts'
import { must } from '../../shared/assert.ts'
import type { Outcome } from '../../shared/wire/problem.ts'
import { answered, hasExpired, refused, turnOf, type DeskPorts } from './desk.ts'
import type { ReceiptFor } from './once.ts'
import type { Fact, LinkRow, ParticipantRow, TrajectoryRow } from './ports.ts'
import { boardSummary, sessionSummary } from './summaries.ts'

export interface Started {
  readonly trajectoryId: TrajectoryId
  readonly participantId: ParticipantId
}

export class TrajectoryDesk {
  readonly #ports: DeskPorts
  constructor(ports: DeskPorts) {
    this.#ports = ports
  }

  /** A new trajectory with its four links, and this device as its facilitator: one commit. */
  async start(
    deviceHash: string,
    wish: { title: string; name: string; perspective: Perspective | null; language: Language },
    receiptFor: ReceiptFor<Started>,
  ): Promise<Outcome<Started>> {
    const { store, clock, chance } = this.#ports
    const mint = chance.bytes.bind(chance)
    const now = clock.now()
    const trajectoryId = mintId<TrajectoryId>(mint)
    const participantId = mintId<ParticipantId>(mint)
    const answer = { trajectoryId, participantId }
    await store.commit(
      [],
      [
        {
          put: 'trajectory',
          row: {
            id: trajectoryId,
            title: wish.title,
            language: wish.language,
            createdAt: now,
            expiresAt: null,
          },
        },
        {
          put: 'participant',
          row: {
            id: participantId,
            trajectoryId,
            name: wish.name,
            perspective: wish.perspective,
            role: 'facilitator',
            joinedAt: now,
            removedAt: null,
          },
        },
        { put: 'device', row: { deviceHash, trajectoryId, participantId } },
        ...roleLinks(trajectoryId, mint),
        ...receiptFor(answer),
      ],
    )
    return answered(answer)
  }

  /** Where this device takes part, newest first; not where it was removed, nor what has expired. */
  async mine(deviceHash: string | null) {
    const found = deviceHash === null ? [] : await this.#ports.store.trajectoriesOf(deviceHash)
    const now = this.#ports.clock.now()
    return found
      .filter(({ participant }) => participant.removedAt === null)
      .filter(({ trajectory }) => !hasExpired(trajectory, now))
      .map(({ trajectory, participant }) => ({
        trajectoryId: trajectory.id,
        title: trajectory.title,
        language: trajectory.language,
        participantId: participant.id,
        name: participant.name,
        role: participant.role,
        expiresAt: trajectory.expiresAt,
      }))
  }

  async show(trajectory: TrajectoryRow, me: ParticipantRow) {
    const { store } = this.#ports
    const [sessionRows, boardRows, everyone] = await Promise.all([
      store.sessionsOf(trajectory.id),
      store.boardsOfTrajectory(trajectory.id),
      store.participantsOf(trajectory.id),
    ])
    const folded = await Promise.all(
      sessionRows.map(async (row) => ({
        row,
        state: must(foldSession(await store.eventsOf(row.id)), 'a session has events'),
      })),
    )
    const present = everyone.filter(({ removedAt }) => removedAt === null)
    const records = folded.flatMap(({ row, state }) =>
      state.status === 'recorded'
        ? [{ sessionId: row.id, title: row.title, date: row.date, endedAt: state.endedAt }]
        : [],
    )
    return {
      trajectoryId: trajectory.id,
      title: trajectory.title,
      language: trajectory.language,
      expiresAt: trajectory.expiresAt,
      me: myself(me),
      sessions: folded.map(({ row, state }) =>
        sessionSummary(
          row,
          state,
          boardRows.filter(({ sessionId }) => sessionId === row.id),
        ),
      ),
      boards: boardRows.map(boardSummary),
      records: records.toSorted((a, b) => b.endedAt - a.endedAt),
      members: present.map((member) => ({
        participantId: member.id,
        name: member.name,
        role: member.role,
        ...(leads(me.role) && { perspective: member.perspective }),
      })),
      perspectives: perspectiveCounts(present),
    }
  }

  /** Another title, or another language for the boards. */
  async change(
    me: ParticipantRow,
    { title, language }: { title?: string | undefined; language?: Language | undefined },
  ): Promise<Outcome<null>> {
    if (me.role !== 'facilitator') return refused('not-allowed')
    const { store, turns, fanout } = this.#ports
    // In turn: who changes the title leaves the language that another chose meanwhile, and brings
    // nothing back that the sweeper has just erased.
    return turns.take(turnOf(me.trajectoryId), async () => {
      const present = await store.trajectory(me.trajectoryId)
      if (present === null) return refused('not-found')
      const row = { ...present, title: title ?? present.title, language: language ?? present.language }
      await store.commit([], [{ put: 'trajectory', row }])
      fanout.publish({ type: 'trajectory-changed', trajectoryId: row.id })
      return answered(null)
    })
  }

  /** My own name and perspective; everyone connected hears of it. */
  async changeMyself(
    me: ParticipantRow,
    change: { name?: string | undefined; perspective?: Perspective | null | undefined },
  ) {
    const { store, fanout, turns } = this.#ports
    return turns.take(`people ${me.trajectoryId}`, async () => {
      const present = must(await store.participant(me.id), 'a member')
      const participant: ParticipantRow = {
        ...present,
        name: change.name ?? present.name,
        perspective: change.perspective === undefined ? present.perspective : change.perspective,
      }
      await store.commit([], [{ put: 'participant', row: participant }])
      fanout.publish({ type: 'participant-changed', participant })
      return answered(myself(participant))
    })
  }

  /** Removes a person: no way in any more, sockets closed, words kept. */
  async removePerson(me: ParticipantRow, participantId: ParticipantId): Promise<Outcome<null>> {
    const { store, clock, fanout, turns } = this.#ports
    if (me.role !== 'facilitator') return refused('not-allowed')
    // In turn: two facilitators removing each other must leave one.
    return turns.take(`people ${me.trajectoryId}`, async () => {
      const people = await store.participantsOf(me.trajectoryId)
      const person = people.find(({ id }) => id === participantId)
      if (person === undefined) return refused('not-found')
      if (person.removedAt !== null) return answered(null)
      const others = people.filter(({ id, removedAt }) => id !== participantId && removedAt === null)
      if (!others.some(({ role }) => role === 'facilitator')) return refused('last-facilitator')
      const participant: ParticipantRow = { ...person, removedAt: clock.now() }
      await store.commit([], [{ put: 'participant', row: participant }])
      fanout.publish({ type: 'participant-changed', participant })
      return answered(null)
    })
  }
}

/** The links of a new trajectory: one for each role. */
export function roleLinks(trajectoryId: TrajectoryId, mint: (count: number) => Uint8Array): Fact[] {
  return roles.map((role): Fact => {
    const row: LinkRow = {
      id: mintId<LinkId>(mint),
      trajectoryId,
      role,
      generation: 1,
      withdrawnAt: null,
      participantId: null,
      expiresAt: null,
      usedAt: null,
    }
    return { put: 'link', row }
  })
}

export function myself(me: ParticipantRow): {
  participantId: ParticipantId
  name: string
  role: Role
  perspective: Perspective | null
} {
  return { participantId: me.id, name: me.name, role: me.role, perspective: me.perspective }
}

/** Below three people a count would point at someone. */
function perspectiveCounts(people: readonly ParticipantRow[]): { perspective: Perspective; count: number }[] {
  return perspectives
    .map((perspective) => ({
      perspective,
      count: people.filter((person) => person.perspective === perspective).length,
    }))
    .filter(({ count }) => count >= 3)
}

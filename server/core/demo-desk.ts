/**
 * An example of one's own: a trajectory with a session under way, people without devices and notes on
 * its boards, in one commit. It expires after a day; until then it is like any other, so that
 * everything can be tried in it.
 */
import { must } from '../../shared/assert.ts'
import { calmAtTheTable } from '../../shared/demo/calm-at-the-table.ts'
import { layDemo, type DemoSetting } from '../../shared/demo/lay.ts'
import type { DemoPerson } from '../../shared/demo/demo.ts'
import {
  mintId,
  type BoardId,
  type NoteId,
  type ParticipantId,
  type SessionId,
  type TemplateInstanceId,
  type TrajectoryId,
} from '../../shared/ids.ts'
import type { Language } from '../../shared/language.ts'
import { foldSession } from '../../shared/session/evolve.ts'
import type { SessionEvent } from '../../shared/session/session.ts'
import type { Outcome } from '../../shared/wire/problem.ts'
import { answered, dayOf, hasExpired, refused, type DeskPorts } from './desk.ts'
import { newBoard, type NewBoard } from './new-board.ts'
import type { ReceiptFor } from './once.ts'
import type { Fact } from './ports.ts'
import { eventFacts } from './session-desk.ts'
import { roleLinks } from './trajectory-desk.ts'

export interface BegunDemo {
  readonly trajectoryId: TrajectoryId
  readonly participantId: ParticipantId
  readonly sessionId: SessionId
  readonly boardId: BoardId
}

const lifeMs = 24 * 60 * 60 * 1000
/** Each is boards full of notes on our disk, for anyone who passes by. */
export const livingMax = 2_000
const demo = calmAtTheTable

export class DemoDesk {
  readonly #ports: DeskPorts
  constructor(ports: DeskPorts) {
    this.#ports = ports
  }

  /** The example that this device began and whose session is still going on; null without one. */
  async present(deviceHash: string): Promise<BegunDemo | null> {
    const { store, clock } = this.#ports
    for (const { trajectory, participant } of await store.trajectoriesOf(deviceHash)) {
      const { id: trajectoryId, expiresAt, createdAt } = trajectory
      if (expiresAt === null || hasExpired(trajectory, clock.now())) continue
      // Who looks along in another's example came later.
      if (participant.role !== 'facilitator' || participant.joinedAt !== createdAt) continue
      for (const { id: sessionId } of await store.sessionsOf(trajectoryId)) {
        const state = foldSession(await store.eventsOf(sessionId))
        if (state?.status !== 'live') continue
        return { trajectoryId, participantId: participant.id, sessionId, boardId: state.currentBoard }
      }
    }
    return null
  }

  /**
   * An example in this language, with this device as its facilitator; the present one when it has one.
   * In turn: neither two taps on the button nor many strangers at once get past the bounds.
   */
  begin(
    deviceHash: string,
    language: Language,
    receiptFor: ReceiptFor<BegunDemo>,
  ): Promise<Outcome<BegunDemo>> {
    return this.#ports.turns.take('examples', async () => {
      const present = await this.present(deviceHash)
      if (present !== null) return answered(present)
      const { store, clock } = this.#ports
      const living = await store.expiredBy(clock.now() + lifeMs)
      if (living.length >= livingMax) return refused('too-many-examples')
      return this.#make(deviceHash, language, receiptFor)
    })
  }

  async #make(
    deviceHash: string,
    language: Language,
    receiptFor: ReceiptFor<BegunDemo>,
  ): Promise<Outcome<BegunDemo>> {
    const { store, clock, chance } = this.#ports
    const mint = chance.bytes.bind(chance)
    const now = clock.now()
    const trajectoryId = mintId<TrajectoryId>(mint)
    const sessionId = mintId<SessionId>(mint)
    const people = [demo.facilitator, ...demo.others]
    const ids = new Map(people.map(({ key }) => [key, mintId<ParticipantId>(mint)]))
    const idOf = ({ key }: DemoPerson) => must(ids.get(key), key)
    const me = idOf(demo.facilitator)
    const setting: DemoSetting = {
      language,
      people: ids,
      facilitator: me,
      mintInstance: () => mintId<TemplateInstanceId>(mint),
      mintNote: () => mintId<NoteId>(mint),
    }
    const boards = demo.boards.map((board, order) =>
      newBoard(chance, now + order, {
        trajectoryId,
        sessionId,
        title: board.title[language],
        records: layDemo(board, setting),
      }),
    )
    const first = must(boards[0], 'a first board')
    const answer = { trajectoryId, participantId: me, sessionId, boardId: first.row.id }
    const { title, session } = demo
    await store.commit(
      boards.map(({ commit }) => commit),
      [
        {
          put: 'trajectory',
          row: {
            id: trajectoryId,
            title: title[language],
            language,
            createdAt: now,
            expiresAt: now + lifeMs,
          },
        },
        ...people.map((person, order): Fact => {
          const { name, perspective } = person
          const role = person === demo.facilitator ? 'facilitator' : 'participant'
          const joinedAt = now + order
          return {
            put: 'participant',
            row: { id: idOf(person), trajectoryId, name, perspective, role, joinedAt, removedAt: null },
          }
        }),
        { put: 'device', row: { deviceHash, trajectoryId, participantId: me } },
        ...roleLinks(trajectoryId, mint),
        {
          put: 'session',
          row: {
            ...session,
            id: sessionId,
            trajectoryId,
            title: session.title[language],
            date: dayOf(now),
            createdAt: now,
          },
        },
        ...boards.map(({ row }): Fact => ({ put: 'board', row })),
        ...eventFacts(sessionId, 0, now, story(boards, me, people.map(idOf))),
        ...receiptFor(answer),
      ],
    )
    return answered(answer)
  }
}

/** Everyone of the example was there; the first board is on show. */
function story(
  [first, ...more]: readonly NewBoard[],
  by: ParticipantId,
  everyone: readonly ParticipantId[],
): readonly SessionEvent[] {
  const named = ({ row: { id: boardId, title } }: NewBoard) => ({ boardId, title })
  return [
    { type: 'created', board: named(must(first, 'a first board')) },
    { type: 'started', by },
    ...everyone.map((participantId): SessionEvent => ({ type: 'arrived', participantId })),
    ...more.map((board): SessionEvent => ({ type: 'board-added', board: named(board) })),
  ]
}

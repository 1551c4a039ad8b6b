/**
 * Sessions and their boards: making, leading, ending. A session is its events; every command reads
 * them, decides, and appends with the next number. Whoever was beaten to that number decides anew.
 */
import { must } from '../../shared/assert.ts'
import {
  mintId,
  type BoardId,
  type SessionId,
  type SnapshotId,
  type TemplateInstanceId,
  type TrajectoryId,
} from '../../shared/ids.ts'
import { decide, type SessionAsk, type SessionDecision } from '../../shared/session/decide.ts'
import { evolve, foldSession } from '../../shared/session/evolve.ts'
import { leads } from '../../shared/session/role.ts'
import type {
  SessionBasis,
  SessionCommand,
  SessionEvent,
  SessionKind,
  SessionState,
} from '../../shared/session/session.ts'
import { mayWrite } from '../../shared/session/access.ts'
import { templateByKey } from '../../shared/template/catalog.ts'
import { instantiate } from '../../shared/template/instantiate.ts'
import type { Outcome } from '../../shared/wire/problem.ts'
import { actorOf, answered, dayOf, refused, retryOnConflict, type DeskPorts } from './desk.ts'
import { newBoard, type NewBoard } from './new-board.ts'
import type { ReceiptFor } from './once.ts'
import type { BoardRow, Fact, ParticipantRow, SessionEventRow, SessionRow, TrajectoryRow } from './ports.ts'
import type { Room } from './rooms.ts'
import { snapshotFact } from './snapshots.ts'
import { boardSummary, sessionSummary, snapshotSummary } from './summaries.ts'
import { myself } from './trajectory-desk.ts'

export interface SessionWish {
  readonly title: string
  readonly date?: string | undefined
  readonly kind?: SessionKind | null | undefined
  readonly basis?: SessionBasis | null | undefined
  readonly phase?: number | null | undefined
}
export interface OpenedBoard {
  readonly boardId: BoardId
  readonly instanceId?: TemplateInstanceId
}
export interface MadeSession {
  readonly sessionId: SessionId
  readonly boardId: BoardId
}

export class SessionDesk {
  readonly #ports: DeskPorts
  constructor(ports: DeskPorts) {
    this.#ports = ports
  }

  /** A session with one blank board: live when its day has come, planned when not. */
  async create(
    me: ParticipantRow,
    wish: SessionWish,
    receiptFor: ReceiptFor<MadeSession>,
  ): Promise<Outcome<MadeSession>> {
    const { chance, clock, store } = this.#ports
    const sessionId = mintId<SessionId>(chance.bytes.bind(chance))
    const { trajectoryId } = me
    const board = newBoard(chance, clock.now(), { trajectoryId, sessionId, title: wish.title })
    const made = this.newSession(me, sessionId, wish, board)
    if (!made.ok) return made
    const answer = { sessionId, boardId: board.row.id }
    await store.commit([board.commit], [...made.answer, ...receiptFor(answer)])
    return answered(answer)
  }

  /** A session that doesn't exist yet, as facts for one commit. Only those who lead make one. */
  newSession(
    me: ParticipantRow,
    id: SessionId,
    wish: SessionWish,
    { row: board }: NewBoard,
  ): Outcome<readonly Fact[]> {
    if (!leads(me.role)) return refused('not-allowed')
    const now = this.#ports.clock.now()
    const date = wish.date ?? dayOf(now)
    const row: SessionRow = {
      id,
      trajectoryId: me.trajectoryId,
      title: wish.title,
      date,
      kind: wish.kind ?? null,
      basis: wish.basis ?? null,
      phase: wish.phase ?? null,
      createdAt: now,
    }
    const created: SessionEvent = { type: 'created', board: { boardId: board.id, title: board.title } }
    const state = evolve(null, { seq: 1, at: now, event: created })
    const begun = date <= dayOf(now) ? this.#decide(state, me, { type: 'start' }) : nothingHappens
    if (!begun.ok) return begun
    return answered([
      { put: 'session', row },
      { put: 'board', row: board },
      ...eventFacts(id, 0, now, [created, ...begun.events]),
    ])
  }

  /** One more board, with a template on it from its first moment when one was asked for. */
  async openBoard(
    me: ParticipantRow,
    session: SessionRow,
    wish: { title: string; template?: string | undefined },
    receiptFor: ReceiptFor<OpenedBoard>,
  ): Promise<Outcome<OpenedBoard>> {
    if (!leads(me.role)) return refused('not-allowed')
    const { chance, clock } = this.#ports
    const template = wish.template === undefined ? null : templateByKey(wish.template)
    if (template === null && wish.template !== undefined) return refused('unknown-template')
    const instanceId = mintId<TemplateInstanceId>(chance.bytes.bind(chance))
    const at = { x: 0, y: 0 }
    const board = newBoard(chance, clock.now(), {
      trajectoryId: session.trajectoryId,
      sessionId: session.id,
      title: wish.title,
      records: template === null ? [] : instantiate(template, { instanceId, at, records: new Map() }),
    })
    const answer = { boardId: board.row.id, ...(template !== null && { instanceId }) }
    const added = await this.addBoard(me, session, board, receiptFor(answer))
    return added.ok ? answered(answer) : added
  }

  /** Adds a board that was made elsewhere to a session that hasn't ended. */
  async addBoard(
    me: ParticipantRow,
    session: SessionRow,
    board: NewBoard,
    facts: readonly Fact[],
  ): Promise<Outcome<null>> {
    const ask: SessionAsk = { type: 'add-board', board: { boardId: board.row.id, title: board.row.title } }
    const outcome = await this.#append(
      me,
      session,
      () => ask,
      () => ({
        boards: [board.commit],
        facts: [{ put: 'board', row: board.row }, ...facts],
      }),
    )
    return outcome.ok ? answered(null) : outcome
  }

  async command(
    me: ParticipantRow,
    session: SessionRow,
    command: SessionCommand,
  ): Promise<Outcome<{ seq: number }>> {
    if (command.type === 'end') return this.#end(me, session)
    const outcome = await this.#append(me, session, () => command)
    if (outcome.ok && command.type === 'start') await this.#arriveWhoIsHere(session)
    return outcome
  }

  /** Who came before the start is there from the start. */
  async #arriveWhoIsHere(session: SessionRow): Promise<void> {
    const { store, rooms } = this.#ports
    const boards = await store.boardsOfSession(session.id)
    const open = await Promise.all(boards.map(({ id }) => rooms.open(id)))
    const here = open.flatMap((room) => room?.peopleHere ?? [])
    for (const participant of here) await this.arrive(participant, session)
  }

  /** Written down once: who was there. */
  async arrive(participant: ParticipantRow, session: SessionRow): Promise<void> {
    await this.#append(participant, session, () => ({ type: 'arrive' }))
  }

  /**
   * Ending closes the boards for good, keeps each as it is, and is one commit: a crash before it
   * leaves a live session, on which `end` can simply be asked again.
   */
  async #end(me: ParticipantRow, session: SessionRow): Promise<Outcome<{ seq: number }>> {
    const { rooms, seals, clock, store, fanout } = this.#ports
    const locked = new Set<Room>()
    const keep = async (events: readonly SessionEvent[]): Promise<Bring> => {
      const [ended] = events
      if (ended?.type !== 'ended') return { facts: [] }
      const lockedAt = clock.now()
      const facts = await Promise.all(
        ended.endSnapshots.map(async ({ boardId, snapshotId }): Promise<Fact[]> => {
          const board = must(await store.board(boardId), 'a board of the session')
          const room = must(await rooms.open(boardId), 'a room for a board')
          await room.mend()
          // First nobody writes any more, then what is there is kept: nothing falls between.
          room.lock()
          locked.add(room)
          const doc = await room.snapshotBytes()
          return [
            { put: 'board', row: { ...board, lockedAt } },
            snapshotFact(seals, board, doc, { id: snapshotId, kind: 'end', label: null, at: lockedAt }),
          ]
        }),
      )
      return { facts: facts.flat() }
    }
    const end = async (): Promise<SessionAsk> => {
      const [trajectory, people] = await Promise.all([
        store.trajectory(session.trajectoryId),
        store.participantsOf(session.trajectoryId),
      ])
      const { title: trajectoryTitle } = must(trajectory, 'a session has a trajectory')
      const names = { trajectoryTitle, people: people.map(({ id, name, role }) => ({ id, name, role })) }
      return { type: 'end', names }
    }
    try {
      const outcome = await this.#append(me, session, end, keep)
      for (const { boardId } of locked) fanout.publish({ type: 'board-locked', boardId })
      return outcome
    } catch (fault) {
      // Not ended after all: the rooms open again as the store has them, and people go on writing.
      for (const room of locked) room.end('storeUnavailable')
      throw fault
    }
  }

  /** Decides, appends, and tells everyone; `bring` adds what belongs in the same commit. */
  async #append(
    participant: ParticipantRow,
    session: SessionRow,
    askAtTurn: () => SessionAsk | Promise<SessionAsk>,
    bring: (events: readonly SessionEvent[]) => Bring | Promise<Bring> = () => ({ facts: [] }),
  ): Promise<Outcome<{ seq: number }>> {
    const { store, clock, fanout } = this.#ports
    return this.inTurn(session.id, () =>
      retryOnConflict(async () => {
        const state = await this.state(session.id)
        const decision = this.#decide(state, participant, await askAtTurn())
        if (!decision.ok) return refused(decision.refusal)
        if (decision.events.length === 0) return answered({ seq: state.seq })
        const { boards = [], facts } = await bring(decision.events)
        const appended = eventFacts(session.id, state.seq, clock.now(), decision.events)
        await store.commit(boards, [...facts, ...appended])
        for (const { row } of appended) {
          fanout.publish({
            type: 'session-event',
            sessionId: session.id,
            stored: { seq: row.seq, at: row.at, event: row.event },
          })
        }
        return answered({ seq: state.seq + appended.length })
      }),
    )
  }

  /** What is done for one session is done one after the other: nothing falls between. */
  inTurn<T>(sessionId: SessionId, work: () => Promise<T>): Promise<T> {
    return this.#ports.turns.take(`session ${sessionId}`, work)
  }

  #decide(state: SessionState, participant: ParticipantRow, ask: SessionAsk): SessionDecision {
    const { chance } = this.#ports
    return decide(state, actorOf(participant), ask, () => mintId<SnapshotId>(chance.bytes.bind(chance)))
  }

  async state(sessionId: SessionId): Promise<SessionState> {
    return must(foldSession(await this.#ports.store.eventsOf(sessionId)), 'a session has events')
  }

  async show(trajectory: TrajectoryRow, session: SessionRow, me: ParticipantRow) {
    const { store } = this.#ports
    const [state, boards, snapshots, people] = await Promise.all([
      this.state(session.id),
      store.boardsOfSession(session.id),
      store.snapshotsOfSession(session.id),
      store.participantsOf(trajectory.id),
    ])
    const members = new Map(people.filter((one) => one.removedAt === null).map((one) => [one.id, one]))
    return {
      ...sessionSummary(session, state, boards),
      ...where(trajectory, me),
      seq: state.seq,
      startedAt: state.status === 'planned' ? null : state.startedAt,
      endedAt: state.status === 'recorded' ? state.endedAt : null,
      arrived: state.arrived.flatMap((participantId) => {
        const member = members.get(participantId)
        return member === undefined ? [] : [{ participantId, name: member.name }]
      }),
      snapshots: snapshots.map(snapshotSummary),
    }
  }

  async showBoard(trajectory: TrajectoryRow, board: BoardRow, me: ParticipantRow) {
    const session = must(await this.#ports.store.session(board.sessionId), 'a board has a session')
    const state = await this.state(session.id)
    return {
      ...boardSummary(board),
      ...where(trajectory, me),
      sessionTitle: session.title,
      sessionKind: session.kind,
      sessionStatus: state.status,
      epoch: board.epoch,
      mayWrite: mayWrite(me.role, { board: board.lockedAt === null ? 'open' : 'locked' }),
    }
  }

  /** Where work goes on when nobody said where: the live session, else the next planned one. */
  async next(trajectoryId: TrajectoryId): Promise<SessionRow | null> {
    const rows = await this.#ports.store.sessionsOf(trajectoryId)
    const states = await Promise.all(rows.map(({ id }) => this.state(id)))
    const live = rows.findLast((_, at) => states[at]?.status === 'live')
    return live ?? rows.find((_, at) => states[at]?.status === 'planned') ?? null
  }
}

const nothingHappens: SessionDecision = { ok: true, events: [] }

interface Bring {
  readonly boards?: readonly NewBoard['commit'][]
  readonly facts: readonly Fact[]
}

function where(trajectory: TrajectoryRow, me: ParticipantRow) {
  return {
    trajectoryId: trajectory.id,
    trajectoryTitle: trajectory.title,
    language: trajectory.language,
    expiresAt: trajectory.expiresAt,
    me: myself(me),
  }
}

/** Events as rows, numbered on from `after`. */
export function eventFacts(
  sessionId: SessionId,
  after: number,
  at: number,
  events: readonly SessionEvent[],
): { readonly add: 'event'; readonly row: SessionEventRow }[] {
  return events.map((event, n) => ({ add: 'event', row: { sessionId, seq: after + n + 1, at, event } }))
}

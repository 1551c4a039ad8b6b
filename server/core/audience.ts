/**
 * Everyone who is in a room: who they are, where they point, what they hear of each other and of the
 * session. Knows nothing of the doc.
 */
import { evolve } from '../../shared/session/evolve.ts'
import { mayWrite } from '../../shared/session/access.ts'
import { roles } from '../../shared/session/role.ts'
import type { BoardRules, SessionState, StoredEvent } from '../../shared/session/session.ts'
import type { SessionId, TrajectoryId } from '../../shared/ids.ts'
import type { CloseReason } from '../../shared/wire/close-codes.ts'
import type { Down } from '../../shared/wire/control.ts'
import { writeFrame } from '../../shared/wire/frames.ts'
import { wireVersion } from '../../shared/wire/version.ts'
import { Connection, type Wire } from './connection.ts'
import type { Clock, ParticipantRow } from './ports.ts'
import { Presence } from './presence.ts'

const tickMs = 20_000

export interface AudienceStart {
  readonly sessionId: SessionId
  readonly trajectoryId: TrajectoryId
  readonly session: SessionState
  readonly rules: BoardRules
  readonly epoch: number
}

/** Whoever has the audience in its room. */
export interface AudienceOwner {
  left(connection: Connection): void
  isEmpty(): void
}

export class Audience {
  readonly connections = new Set<Connection>()
  readonly sessionId: SessionId
  readonly #trajectoryId: TrajectoryId
  readonly #clock: Clock
  readonly #presence: Presence
  readonly #epoch: number
  readonly #owner: AudienceOwner
  #rules: BoardRules
  #session: SessionState
  #ticking: Disposable
  #isOver = false

  constructor(clock: Clock, start: AudienceStart, owner: AudienceOwner) {
    this.#clock = clock
    this.sessionId = start.sessionId
    this.#trajectoryId = start.trajectoryId
    this.#session = start.session
    this.#rules = start.rules
    this.#epoch = start.epoch
    this.#owner = owner
    this.#presence = new Presence(clock, () => this.connections)
    this.#ticking = this.#tick()
  }

  get rules(): BoardRules {
    return this.#rules
  }

  /** The first frame is `welcome`; `first` is what the room has to say next. */
  join(wire: Wire, participant: ParticipantRow, first: Uint8Array): Connection {
    const connection = new Connection(wire, participant, (gone) => this.#leave(gone))
    this.connections.add(connection)
    const { seq, status, currentBoard } = this.#session
    connection.tell({
      type: 'welcome',
      ...connection.actor,
      mayWrite: mayWrite(participant.role, this.#rules),
      epoch: this.#epoch,
      protocol: wireVersion,
      session: { id: this.sessionId, seq, status, currentBoard },
    })
    connection.send(first)
    this.tellPresence(connection)
    this.#tellPeople()
    return connection
  }

  #leave(connection: Connection): void {
    if (!this.connections.delete(connection)) return
    this.#owner.left(connection)
    if (this.#isOver) return
    this.#presence.leave(connection)
    this.#tellPeople()
    if (this.connections.size === 0) this.#owner.isEmpty()
  }

  // ---- presence -------------------------------------------------------------------------------

  /** Throws WireError for bytes that are no awareness. */
  announce(from: Connection, entries: Uint8Array): void {
    this.#presence.announce(from, entries)
  }
  tellPresence(to: Connection): void {
    const present = this.#presence.frameFor(to)
    if (present !== null) to.send(present)
  }

  // ---- people and rights ----------------------------------------------------------------------

  /** Who is connected now, each once. */
  get people(): readonly ParticipantRow[] {
    return [
      ...new Map([...this.connections].map(({ participant }) => [participant.id, participant])).values(),
    ]
  }

  #tellPeople(): void {
    const people = this.people
      .toSorted((a, b) => roles.indexOf(b.role) - roles.indexOf(a.role))
      .map(({ id: participantId, name, role }) => ({ participantId, name, role }))
    // One frame for all: in a full room, telling each of everyone is what costs.
    const frame = writeFrame({
      type: 'control',
      json: JSON.stringify({ type: 'people', people } satisfies Down),
    })
    for (const connection of this.connections) connection.send(frame)
  }

  /** Someone's name or role has changed, or they were removed. */
  participantChanged(participant: ParticipantRow): void {
    const theirs = [...this.connections].filter((connection) => connection.participant.id === participant.id)
    for (const connection of theirs) {
      if (participant.removedAt !== null) {
        connection.close('notAMember')
        continue
      }
      const hasNewRole = connection.participant.role !== participant.role
      connection.participant = participant
      this.#presence.restamp(connection)
      if (hasNewRole) this.#tellRights(connection)
    }
    if (theirs.length > 0) this.#tellPeople()
  }

  #tellRights(connection: Connection): void {
    const { role } = connection.participant
    connection.tell({ type: 'rights', role, mayWrite: mayWrite(role, this.#rules) })
  }

  /** Read-only for good; every connection hears `rights`. */
  lock(): void {
    if (this.#rules.board === 'locked') return
    this.#rules = { board: 'locked' }
    for (const connection of this.connections) this.#tellRights(connection)
  }

  // ---- the session ----------------------------------------------------------------------------

  /** False when an event before this one was missed: whoever knows the store then brings them all. */
  sessionEvent(stored: StoredEvent): boolean {
    if (stored.seq <= this.#session.seq) return true
    if (stored.seq > this.#session.seq + 1) return false
    this.#session = evolve(this.#session, stored)
    for (const connection of this.connections) connection.tell({ type: 'session', ...stored })
    return true
  }

  /** Its title or the language of its boards; of another's nobody here hears. */
  trajectoryChanged(id: TrajectoryId): void {
    if (id !== this.#trajectoryId) return
    for (const connection of this.connections) connection.tell({ type: 'trajectory' })
  }

  #tick(): Disposable {
    return this.#clock.after(tickMs, () => {
      for (const connection of this.connections) connection.tell({ type: 'tick' })
      this.#ticking = this.#tick()
    })
  }

  /** Sends everyone away; nobody hears of the others' leaving any more. */
  end(reason: CloseReason): void {
    this.#isOver = true
    this.#ticking[Symbol.dispose]()
    this.#presence[Symbol.dispose]()
    for (const connection of this.connections) connection.close(reason)
  }
}

/**
 * Frames come in: counted, read, judged, and what the guard lets through is applied and handed on to
 * be stored. Invariant: a refused update changes nothing here.
 */
import type { BoardId } from '../../shared/ids.ts'
import { isSync, readFrame, WireError, type SyncFrame } from '../../shared/wire/frames.ts'
import type { Audience } from './audience.ts'
import type { BoardDoc } from './board-doc.ts'
import type { Connection } from './connection.ts'
import { Early, type Held } from './early.ts'
import { guardUpdate, type Verdict } from './guard.ts'
import { firstBounds, liveBounds, type UpdateBounds } from './guard/gates.ts'
import type { Outbox } from './outbox.ts'
import type { Clock, Log } from './ports.ts'
import type { Rates } from './rates.ts'
import type { Readers } from './readers.ts'

type Accepted = Extract<Verdict, { kind: 'accepted' }>

export interface InboxPorts {
  readonly boardId: BoardId
  readonly clock: Clock
  readonly log: Log
  readonly rates: Rates
  readonly board: BoardDoc
  readonly audience: Audience
  readonly readers: Readers
  readonly outbox: Outbox
}

export class Inbox {
  readonly #ports: InboxPorts
  /** Per connection, until its first step 2: updates that build on what only that will bring. */
  readonly #early = new Map<Connection, Early>()

  constructor(ports: InboxPorts) {
    this.#ports = ports
  }

  joined(connection: Connection): void {
    // What will never come: it takes a fresh doc and writes again.
    const giveUp = (held: readonly Held[]) => {
      for (const { number } of held) connection.refuse(number, [], 'gap')
    }
    this.#early.set(connection, new Early(this.#ports.clock, giveUp))
  }

  left(connection: Connection): void {
    this.#early.get(connection)?.[Symbol.dispose]()
    this.#early.delete(connection)
  }

  /** Throws WireError for what is no frame of a client. */
  take(connection: Connection, bytes: Uint8Array): void {
    const frame = readFrame(bytes)
    if (isSync(frame)) {
      if (!this.#mayTake(connection, 'updates', 1) || !this.#mayTake(connection, 'bytes', bytes.byteLength))
        return
      return this.#takeSync(connection, frame)
    }
    const { audience } = this.#ports
    switch (frame.type) {
      case 'awareness':
        if (this.#mayTake(connection, 'awareness', 1)) audience.announce(connection, frame.entries)
        return
      case 'query-awareness':
        if (this.#mayTake(connection, 'awareness', 1)) audience.tellPresence(connection)
        return
      case 'auth':
      case 'control':
        throw new WireError('unknown-type')
    }
  }

  #mayTake(connection: Connection, kind: Parameters<Rates['take']>[1], amount: number): boolean {
    const { rates, clock } = this.#ports
    if (rates.take(connection.participant.id, kind, amount, clock.now())) return true
    connection.close('tooMany')
    return false
  }

  #takeSync(connection: Connection, frame: SyncFrame): void {
    const number = connection.countFrame()
    if (frame.type === 'step1') {
      if (!this.#mayTake(connection, 'asks', 1)) return
      this.#ports.readers.answerStep1(connection, frame.stateVector)
      return this.#ports.outbox.savedNow(connection, number)
    }
    const early = this.#early.get(connection)
    if (frame.type === 'update' || early === undefined) {
      return this.#judge(connection, number, frame.update, liveBounds)
    }
    const held = early.take()
    this.left(connection)
    this.#judge(connection, number, frame.update, firstBounds)
    for (const waiting of held) this.#judge(connection, waiting.number, waiting.update, liveBounds)
  }

  #judge(connection: Connection, number: number, update: Uint8Array, bounds: UpdateBounds): void {
    const { audience, board, boardId, log, outbox } = this.#ports
    const verdict = guardUpdate(update, board.doc, board.owners, connection.actor, audience.rules, bounds)
    switch (verdict.kind) {
      case 'nothing':
        return outbox.saveWithThoseBefore(connection, number)
      case 'accepted':
        if (board.isFull) return connection.refuse(number, verdict.records, 'too-large')
        // It writes all of this again, in a fresh doc: taken here too, its letters would stand there twice.
        const isLater = connection.wasRefused && bounds === liveBounds
        if (isLater) return connection.refuse(number, verdict.records, 'gap')
        return this.#accept(connection, number, update.slice(), verdict)
      case 'refused': {
        // Written before it heard what the room lacks: what is missing comes with its step 2.
        const early = verdict.code === 'gap' ? this.#early.get(connection) : undefined
        const held = early?.hold(number, update)
        if (held === 'held') return
        if (held === 'too-many') return connection.close('tooMany')
        log.info('room.refused', { boardId, code: verdict.code })
        connection.refuse(number, verdict.records, verdict.code)
      }
    }
  }

  /** `update` is a copy: a view on the socket's buffer would keep all of that buffer alive. */
  #accept(
    connection: Connection,
    number: number,
    update: Uint8Array,
    { newClients, records }: Accepted,
  ): void {
    if (newClients.length > 0 && !this.#mayTake(connection, 'newClients', newClients.length)) return
    const { board, outbox } = this.#ports
    board.apply(update, records)
    const owner = connection.participant.id
    for (const clientId of newClients) board.owners.set(clientId, owner)
    const bindings = newClients.map((clientId) => ({ clientId, owner }))
    outbox.take(update, bindings, { connection, number })
  }
}

/**
 * Commit and show: what a room accepted goes to the disk, and from there to everyone. Invariants:
 * 1. Nothing is shown, answered or called saved that the store has not committed.
 * 2. Writers hear `saved` when something is shown, once for all of it: at once in a quiet room.
 * 3. Within one commit the answers go first: they hold what the frame behind them builds on.
 */
import type { BoardDoc } from './board-doc.ts'
import type { Lane, Part } from './commit.ts'
import type { Connection } from './connection.ts'
import type { Clock, ClientBinding, Fact } from './ports.ts'
import type { Readers } from './readers.ts'
import { Shower, type Showable } from './shower.ts'

/** What waits for one part to be on disk. */
interface Promised {
  readonly answers: (() => void)[]
  readonly shows: Showable[]
  readonly frames: { readonly connection: Connection; readonly number: number }[]
}

export interface OutboxPorts {
  readonly clock: Clock
  readonly board: BoardDoc
  readonly lane: Lane
  readonly readers: Readers
}

/** The room that this belongs to. */
export interface OutboxOwner {
  readonly isOver: boolean
  /** A defect in `run` ends the room. */
  guarded(run: () => void): void
  /** A commit failed. */
  lost(cause: unknown): void
  /** More is on disk than before. */
  hasStored(): void
}

export class Outbox implements Disposable {
  readonly #ports: OutboxPorts
  readonly #owner: OutboxOwner
  readonly #shower: Shower
  readonly #promised = new Map<Part, Promised>()
  /** Whose frames are on disk and who wasn't told. */
  readonly #untold = new Set<Connection>()

  constructor(ports: OutboxPorts, owner: OutboxOwner) {
    this.#ports = ports
    this.#owner = owner
    this.#shower = new Shower(ports.clock, (frame, except) => {
      ports.readers.show(frame, except)
      this.#tellSaved()
    })
  }

  /** What a connection wrote, the `number`th frame of it. */
  take(
    update: Uint8Array,
    bindings: readonly ClientBinding[],
    from: { readonly connection: Connection; readonly number: number },
  ): void {
    const promised = this.#promisedOf(this.#ports.lane.append([update], bindings))
    promised.shows.push({ update, author: from.connection })
    promised.frames.push(from)
  }

  /** What the server wrote; resolves when it is on disk with its facts. */
  async takeOwn(
    update: Uint8Array | null,
    bindings: readonly ClientBinding[],
    facts: readonly Fact[],
  ): Promise<void> {
    const part = this.#ports.lane.append(update === null ? [] : [update], bindings, facts)
    const { shows } = this.#promisedOf(part)
    if (update !== null) shows.push({ update, author: null })
    await part.stored
  }

  /** The board knows of all that came to lie on disk. */
  get isSettled(): boolean {
    return this.#promised.size === 0
  }

  /** A frame without news is saved when all before it are. */
  saveWithThoseBefore(connection: Connection, number: number): void {
    const { last } = this.#ports.lane
    if (last === null) this.savedNow(connection, number)
    else this.#promisedOf(last).frames.push({ connection, number })
  }

  /** A frame that there is nothing to store of. */
  savedNow(connection: Connection, number: number): void {
    connection.markSaved(number)
    connection.tellSaved()
  }

  /** Runs when all that the doc holds now is on disk, before anything newer is shown. */
  whenStored(run: () => void): void {
    const { last } = this.#ports.lane
    if (last === null) run()
    else this.#promisedOf(last).answers.push(run)
  }

  #promisedOf(part: Part): Promised {
    const known = this.#promised.get(part)
    if (known !== undefined) return known
    const promised: Promised = { answers: [], shows: [], frames: [] }
    this.#promised.set(part, promised)
    part.stored.then(
      () => this.#owner.guarded(() => this.#stored(part, promised)),
      (cause: unknown) => this.#owner.lost(cause),
    )
    return promised
  }

  #stored(part: Part, { answers, shows, frames }: Promised): void {
    const { board, lane, readers } = this.#ports
    this.#promised.delete(part)
    board.stored(part.updates)
    if (this.#owner.isOver) return
    for (const answer of answers) answer()
    for (const { connection, number } of frames) {
      connection.markSaved(number)
      this.#untold.add(connection)
    }
    this.#shower.add(shows)
    if (this.#shower.isEmpty) this.#tellSaved()
    if (lane.last === null && this.#shower.isEmpty) readers.allShown()
    this.#owner.hasStored()
  }

  #tellSaved(): void {
    for (const connection of this.#untold) connection.tellSaved()
    this.#untold.clear()
  }

  [Symbol.dispose](): void {
    this.#shower[Symbol.dispose]()
  }
}

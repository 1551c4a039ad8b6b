/**
 * The one way to the disk for everything that boards write. At most one turn is under way; the next
 * takes all that came meanwhile, of all boards together, as one commit. What carries facts of its
 * own is a commit of its own, so that its conflict is nobody else's. Invariants:
 * 1. The parts of one lane are stored in order, and none after one that failed.
 * 2. One board's failure does not fail another's part.
 */
import type { BoardId } from '../../shared/ids.ts'
import {
  StoreError,
  type BoardCommit,
  type BoardHold,
  type ClientBinding,
  type CommitStore,
  type Fact,
} from './ports.ts'

/** What one board asks to have stored at once. It grows until its turn takes it. */
export interface Part {
  readonly updates: Uint8Array[]
  readonly clients: ClientBinding[]
  readonly facts: readonly Fact[]
  /** Resolves when it is on disk; rejects with StoreError and then its lane is broken. */
  readonly stored: Promise<void>
}

interface Waiting {
  readonly lane: Lane
  readonly part: Part
  readonly answer: PromiseWithResolvers<void>
}

/** One board's line of parts, in the order of appending. */
export class Lane {
  readonly boardId: BoardId
  /** What every commit of it carries. */
  readonly hold: BoardHold
  readonly #committer: Committer
  #open: Waiting | null = null
  #last: Part | null = null
  #failure: StoreError | null = null

  constructor(committer: Committer, boardId: BoardId, hold: BoardHold) {
    this.#committer = committer
    this.boardId = boardId
    this.hold = hold
  }

  /** The part that this went into; several appends share one until its turn comes. */
  append(
    updates: readonly Uint8Array[],
    clients: readonly ClientBinding[],
    facts: readonly Fact[] = [],
  ): Part {
    const waiting = facts.length === 0 && this.#open !== null ? this.#open : this.#start(facts)
    waiting.part.updates.push(...updates)
    waiting.part.clients.push(...clients)
    return waiting.part
  }

  /** The newest part that is not on disk yet; null when all is. */
  get last(): Part | null {
    return this.#last
  }
  get failure(): StoreError | null {
    return this.#failure
  }

  /** Resolves when nothing of this board waits or is under way: stored, or given up. */
  async idle(): Promise<void> {
    while (this.#last !== null) await this.#last.stored.catch(() => {})
  }

  #start(facts: readonly Fact[]): Waiting {
    const answer = Promise.withResolvers<void>()
    const part: Part = { updates: [], clients: [], facts, stored: answer.promise }
    const waiting = { lane: this, part, answer }
    this.#last = part
    this.#open = facts.length === 0 ? waiting : null
    // Whoever cares has a handler of their own; a failure nobody waits for is known to the room.
    part.stored.catch(() => {})
    this.#committer.enqueue(waiting)
    return waiting
  }

  /** For the committer alone. */
  taken(part: Part): void {
    if (this.#open?.part === part) this.#open = null
  }
  /** For the committer alone. */
  settled({ part, answer }: Waiting, failure: StoreError | null): void {
    if (this.#last === part) this.#last = null
    this.#failure ??= failure
    if (failure === null) answer.resolve()
    else answer.reject(failure)
  }
}

export class Committer {
  readonly #store: CommitStore
  #queue: Waiting[] = []
  #turns: Promise<void> | null = null

  constructor(store: CommitStore) {
    this.#store = store
  }

  lane(boardId: BoardId, hold: BoardHold): Lane {
    return new Lane(this, boardId, hold)
  }

  enqueue(waiting: Waiting): void {
    this.#queue.push(waiting)
    this.#turns ??= this.#run()
  }

  /** Resolves when nothing is waiting or under way any more. */
  async quiet(): Promise<void> {
    while (this.#turns !== null) await this.#turns
  }

  async #run(): Promise<void> {
    // A turn begins after the present one, so that what one event brings goes together.
    await Promise.resolve()
    while (this.#queue.length > 0) {
      let left = this.#queue
      this.#queue = []
      for (const { lane, part } of left) lane.taken(part)
      while (left.length > 0) {
        const lanes = new Set<Lane>()
        // Of each lane its first part; the rest waits for that to be on disk.
        const wave = left.filter(({ lane }) => !lanes.has(lane) && lanes.add(lane))
        left = left.filter((waiting) => !wave.includes(waiting))
        await this.#commitWave(wave)
      }
    }
    this.#turns = null
  }

  async #commitWave(wave: readonly Waiting[]): Promise<void> {
    const sound = wave.filter((waiting) => {
      const { failure } = waiting.lane
      if (failure !== null) waiting.lane.settled(waiting, failure)
      return failure === null
    })
    const [alone, together] = [
      sound.filter(({ part }) => part.facts.length > 0),
      sound.filter(({ part }) => part.facts.length === 0),
    ]
    await Promise.all([...alone.map((waiting) => this.#commit([waiting])), this.#commit(together)])
  }

  async #commit(parts: readonly Waiting[]): Promise<void> {
    if (parts.length === 0) return
    const failure = await this.#stored(parts)
    const isOneOfMany = failure !== null && parts.length > 1
    if (isOneOfMany && (failure.code === 'fenced' || failure.code === 'conflict')) {
      for (const waiting of parts) await this.#commit([waiting])
      return
    }
    for (const waiting of parts) waiting.lane.settled(waiting, failure)
  }

  async #stored(parts: readonly Waiting[]): Promise<StoreError | null> {
    // Also where only facts are written: they are those of a board, under its lease.
    const boards = parts.map(({ lane, part }): BoardCommit => {
      return { boardId: lane.boardId, ...lane.hold, updates: part.updates, clients: part.clients }
    })
    try {
      await this.#store.commit(
        boards,
        parts.flatMap(({ part }) => part.facts),
      )
      return null
    } catch (cause) {
      return cause instanceof StoreError ? cause : new StoreError('unavailable', { cause })
    }
  }
}

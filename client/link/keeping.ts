/**
 * Keeps what one page has not saved, and gives back what earlier pages left. It doesn't know the
 * doc: the link says what to write, and when all is saved.
 *
 * 1. Written soon after a change, then at most once in `restMs` while changes go on (the whole doc is
 *    written each time), and at once when the page goes; the latest wins.
 * 2. Erased once saved, and only what was adopted as it was then: another page may have gone on.
 * 3. What was adopted is erased once it lies in what this page wrote: reloads pile nothing up.
 */
import type { Role } from '../../shared/session/role.ts'
import type { EditKeeper, KeptEdits } from './edit-keeper.ts'
import { Hearers } from './hearers.ts'
import type { TouchedEntries } from './touched.ts'

/** What is to be written, as the doc stands when its turn comes. */
export interface Unsaved {
  readonly epoch: number
  readonly update: Uint8Array
  readonly touched: TouchedEntries
}

export interface KeepingPorts {
  readonly keeper: EditKeeper
  readonly participantId: string
  /** What this person is in the session, as the page last heard. */
  readonly role: Role
  readonly boardId: string
  /** What lay there when the board was opened. */
  readonly found: readonly KeptEdits[]
  newKey(): string
  now(): number
  after(ms: number, run: () => void): void
}

/** Long enough for a word to be typed, short enough to lose none. */
const soonMs = 150
/** Between two writings. */
const restMs = 1_000

export class Keeping {
  readonly found: readonly KeptEdits[]
  readonly #ports: KeepingPorts
  readonly #key: string
  #adopted: readonly KeptEdits[] = []
  #unsaved: (() => Unsaved | null) | null = null
  #isDue = false
  #writtenAt = Number.NEGATIVE_INFINITY
  /** The stamp that lies there now, as far as we wrote it. */
  #written: string | null = null
  #canKeep = true
  readonly #learned = new Hearers()
  /** Counts changes; what is kept is the state after change `#keptAt`. */
  #changes = 0
  #keptAt = 0
  #turn: Promise<void> = Promise.resolve()

  constructor(ports: KeepingPorts) {
    this.#ports = ports
    this.found = ports.found
    this.#key = ports.newKey()
  }

  get participantId(): string {
    return this.#ports.participantId
  }

  get role(): Role {
    return this.#ports.role
  }

  /** True when a reload of the page would lose nothing. */
  get isKept(): boolean {
    return this.#keptAt === this.#changes && this.#written !== null
  }

  /** Hears every change of `canKeep`. */
  readonly onLearned = this.#learned.add

  /** What is written comes to lie on this device: so it was at the latest writing. */
  get canKeep(): boolean {
    return this.#canKeep
  }

  /** From now on these are this page's to save. */
  adopted(edits: readonly KeptEdits[]): void {
    this.#adopted = edits
  }

  /** Something changed; `unsaved` is asked when it is written. */
  changed(unsaved: () => Unsaved | null): void {
    this.#changes += 1
    this.#unsaved = unsaved
    if (this.#isDue) return
    this.#isDue = true
    const restedAt = this.#writtenAt + restMs
    this.#ports.after(Math.max(soonMs, restedAt - this.#ports.now()), () => this.writeNow())
  }

  /** Writes what waits, without waiting longer; for when the page goes. */
  writeNow(): void {
    this.#isDue = false
    const unsaved = this.#unsaved?.() ?? null
    if (unsaved === null) return
    this.#unsaved = null
    const at = this.#changes
    const { participantId, boardId, keeper } = this.#ports
    const stamp = this.#ports.newKey()
    const writtenAt = this.#ports.now()
    this.#writtenAt = writtenAt
    const edits = { key: this.#key, participantId, boardId, stamp, writtenAt, ...unsaved }
    // Not after what is under way: a page that goes has no later. The device keeps the order.
    const writing = keeper.write(edits).then(
      () => true,
      () => false,
    )
    this.#next(async () => {
      const isWritten = await writing
      this.#learn(isWritten)
      if (!isWritten) return
      this.#written = stamp
      this.#keptAt = at
    })
    this.#fold(writing)
  }

  /** What was adopted was in the doc before this writing began. */
  #fold(writing: Promise<boolean>): void {
    const adopted = this.#adopted
    if (adopted.length === 0) return
    this.#next(async () => {
      if (!(await writing) || this.#adopted !== adopted) return
      this.#adopted = []
      for (const { key, stamp } of adopted) await this.#ports.keeper.erase(key, stamp)
    })
  }

  /** All that was changed up to now lies on the server's disk, or in the tray. */
  saved(): void {
    this.#unsaved = null
    const adopted = this.#adopted
    this.#adopted = []
    this.erase(adopted)
    this.#next(async () => {
      const stamp = this.#written
      this.#written = null
      if (stamp !== null) await this.#ports.keeper.erase(this.#key, stamp)
    })
  }

  erase(edits: readonly KeptEdits[]): void {
    for (const { key, stamp } of edits) this.#next(() => this.#ports.keeper.erase(key, stamp))
  }

  /** Settles when every writing and erasing so far has. */
  settled(): Promise<void> {
    return this.#turn
  }

  #learn(canKeep: boolean): void {
    if (canKeep === this.#canKeep) return
    this.#canKeep = canKeep
    this.#learned.tell()
  }

  #next(run: () => Promise<void>): void {
    // A device that keeps nothing: the page warns before it goes, because `isKept` stays false.
    this.#turn = this.#turn.then(run).catch(() => {})
  }
}

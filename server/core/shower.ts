/**
 * Shows what is stored: one merged frame for everything that became true since the last one. At once
 * when the room was quiet, at most one frame per 16 ms when it is busy: merged frames cost a busy
 * room a third of the work, and a quiet one would only wait for nothing.
 */
import { writeFrame } from '../../shared/wire/frames.ts'
import type { Connection } from './connection.ts'
import { joinUpdates } from './join-updates.ts'
import type { Clock } from './ports.ts'

const showEveryMs = 16

export interface Showable {
  readonly update: Uint8Array
  /** Null when the server wrote it. */
  readonly author: Connection | null
}

export class Shower {
  readonly #clock: Clock
  readonly #show: (frame: Uint8Array, except: Connection | null) => void
  #waiting: Showable[] = []
  #shownAt = -Infinity
  #timer: Disposable | null = null

  constructor(clock: Clock, show: (frame: Uint8Array, except: Connection | null) => void) {
    this.#clock = clock
    this.#show = show
  }

  /** Only what is on disk may be given here. */
  add(shown: readonly Showable[]): void {
    if (shown.length === 0) return
    this.#waiting.push(...shown)
    if (this.#timer !== null) return
    const waitMs = this.#shownAt + showEveryMs - this.#clock.now()
    if (waitMs <= 0) this.#flush()
    else this.#timer = this.#clock.after(waitMs, () => this.#flush())
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0
  }

  #flush(): void {
    this.#timer = null
    this.#shownAt = this.#clock.now()
    const waiting = this.#waiting
    this.#waiting = []
    const [first] = waiting
    if (first === undefined) return
    const updates = waiting.map(({ update }) => update)
    const update = joinUpdates(updates)
    // Who wrote all of it has it already; among others' letters its own come along.
    const except = waiting.every(({ author }) => author === first.author) ? first.author : null
    this.#show(writeFrame({ type: 'update', update }), except)
  }

  [Symbol.dispose](): void {
    this.#timer?.[Symbol.dispose]()
    this.#timer = null
    this.#waiting = []
  }
}

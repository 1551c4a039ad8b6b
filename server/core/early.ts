/**
 * What one connection wrote before it heard what the room lacks: held until its first step 2 brings
 * what is missing. Bounded in number, bytes and time, because only a broken client lets it grow.
 */
import type { Clock } from './ports.ts'

const countMax = 100
const bytesMax = 2 * 1024 * 1024
const waitMs = 30_000

export interface Held {
  readonly number: number
  readonly update: Uint8Array
}

export class Early implements Disposable {
  readonly #clock: Clock
  readonly #giveUp: (held: readonly Held[]) => void
  #held: Held[] = []
  #bytes = 0
  #timer: Disposable | null = null
  #isLate = false

  constructor(clock: Clock, giveUp: (held: readonly Held[]) => void) {
    this.#clock = clock
    this.#giveUp = giveUp
  }

  /** `late` when nothing is waited for any more. Takes a copy. */
  hold(number: number, update: Uint8Array): 'held' | 'late' | 'too-many' {
    if (this.#isLate) return 'late'
    if (this.#held.length >= countMax || this.#bytes + update.byteLength > bytesMax) return 'too-many'
    this.#held.push({ number, update: update.slice() })
    this.#bytes += update.byteLength
    this.#timer ??= this.#clock.after(waitMs, () => {
      this.#isLate = true
      this.#giveUp(this.#take())
    })
    return 'held'
  }

  /** All that is held, in order; nothing is any more. */
  take(): readonly Held[] {
    this.#timer?.[Symbol.dispose]()
    return this.#take()
  }

  #take(): readonly Held[] {
    const held = this.#held
    this.#held = []
    this.#bytes = 0
    return held
  }

  [Symbol.dispose](): void {
    this.take()
  }
}

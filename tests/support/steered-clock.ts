/** The machine's clock, which a test can also put forward: what waits until then happens at once. */
import type { Clock } from '../../server/core/ports.ts'

interface Waiting {
  readonly at: number
  readonly run: () => void
  readonly timer: NodeJS.Timeout
}

export class SteeredClock implements Clock {
  #aheadMs = 0
  readonly #waiting = new Set<Waiting>()

  now(): number {
    return Date.now() + this.#aheadMs
  }

  after(delayMs: number, run: () => void): Disposable {
    const timer = setTimeout(() => this.#fire(waiting), delayMs).unref()
    const waiting: Waiting = { at: this.now() + delayMs, run, timer }
    this.#waiting.add(waiting)
    return { [Symbol.dispose]: () => this.#forget(waiting) }
  }

  /** Earliest first; what is asked for on the way waits for the next time. */
  pass(ms: number): void {
    this.#aheadMs += ms
    const due = [...this.#waiting].filter(({ at }) => at <= this.now()).toSorted((a, b) => a.at - b.at)
    for (const waiting of due) this.#fire(waiting)
  }

  #fire(waiting: Waiting): void {
    if (!this.#forget(waiting)) return
    waiting.run()
  }
  #forget(waiting: Waiting): boolean {
    clearTimeout(waiting.timer)
    return this.#waiting.delete(waiting)
  }
}

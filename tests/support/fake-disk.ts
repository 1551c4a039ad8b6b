/** When writes reach the disk, and whether: a queue whose pace and luck a test decides. */
import { StoreError } from '../../server/core/ports.ts'

interface Waiting {
  readonly write: () => void
  readonly answer: PromiseWithResolvers<void>
}

export class FakeDisk {
  #waiting: Waiting[] = []
  #isHeld = false
  #failures: StoreError['code'][] = []

  hold(): void {
    this.#isHeld = true
  }

  release(count?: number): void {
    if (count === undefined) this.#isHeld = false
    for (const { write, answer } of this.#waiting.splice(0, count ?? Infinity)) {
      const failure = this.#failures.shift()
      try {
        if (failure !== undefined) throw new StoreError(failure)
        write()
        answer.resolve()
      } catch (cause) {
        answer.reject(cause)
      }
    }
  }

  get held(): number {
    return this.#waiting.length
  }

  failNext(code: StoreError['code']): void {
    this.#failures.push(code)
  }

  crash(stored: number): void {
    this.#isHeld = false
    for (const { write } of this.#waiting.splice(0).slice(0, stored)) {
      try {
        write()
      } catch (cause) {
        // Refused, and nobody is left to hear it.
        if (!(cause instanceof StoreError)) throw cause
      }
    }
  }

  /** `write` runs in the order of the calls, whole or not at all, never in the caller's turn. */
  enqueue(write: () => void): Promise<void> {
    const answer = Promise.withResolvers<void>()
    this.#waiting.push({ write, answer })
    queueMicrotask(() => {
      if (!this.#isHeld) this.release()
    })
    return answer.promise
  }
}

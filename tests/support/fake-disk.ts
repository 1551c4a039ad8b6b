/** When writes reach the disk, and whether: a queue whose pace and luck a test decides. */
import { StoreError } from '../../server/core/ports.ts'

interface Waiting {
  readonly write: () => void
  /** Writes and answers. */
  readonly go: () => void
  readonly fail: (cause: StoreError) => void
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
    for (const { go, fail } of this.#waiting.splice(0, count ?? Infinity)) {
      const failure = this.#failures.shift()
      if (failure === undefined) go()
      else fail(new StoreError(failure))
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
  enqueue<T>(write: () => T): Promise<T> {
    const answer = Promise.withResolvers<T>()
    const go = () => {
      try {
        answer.resolve(write())
      } catch (cause) {
        answer.reject(cause)
      }
    }
    this.#waiting.push({ write, go, fail: answer.reject })
    queueMicrotask(() => {
      if (!this.#isHeld) this.release()
    })
    return answer.promise
  }
}

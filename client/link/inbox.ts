/**
 * Changes of others, kept until the next frame of the screen and then applied together.
 *
 * Why not at once: the canvas may hold words that a person typed in this very frame and that are not
 * in the doc yet. They were typed on what the screen shows, so they must reach the doc before it
 * moves on; `before` is that chance. One frame, one transaction, one merge into the canvas.
 */
import * as Y from 'yjs'

interface Waiting {
  readonly update: Uint8Array
  readonly doc: Y.Doc
  readonly origin: unknown
}

export class Inbox {
  readonly #nextFrame: (run: () => void) => void
  readonly #before: () => void
  #waiting: Waiting[] = []
  #then: (() => void)[] = []
  #isScheduled = false

  constructor(nextFrame: (run: () => void) => void, before: () => void) {
    this.#nextFrame = nextFrame
    this.#before = before
  }

  /** Takes an update for the next frame; `then` runs once it has been applied. */
  take(update: Uint8Array, doc: Y.Doc, origin: unknown, then?: () => void): void {
    this.#waiting.push({ update, doc, origin })
    if (then !== undefined) this.#then.push(then)
    if (this.#isScheduled) return
    this.#isScheduled = true
    this.#nextFrame(this.#drain)
  }

  readonly #drain = (): void => {
    this.#isScheduled = false
    const waiting = this.#waiting
    const then = this.#then
    this.#waiting = []
    this.#then = []
    try {
      this.#before()
    } finally {
      // Also when a face of the board failed: a change of others that is passed over never comes again.
      applyAll(waiting)
      for (const run of then) run()
    }
  }
}

function applyAll(waiting: readonly Waiting[]): void {
  for (const { doc, origin } of new Map(waiting.map((one) => [one.doc, one])).values()) {
    const updates = waiting.filter((one) => one.doc === doc)
    // Not local: nobody here made these changes.
    const apply = (): void => {
      for (const one of updates) Y.applyUpdate(doc, one.update, origin)
    }
    Y.transact(doc, apply, origin, false)
  }
}

/**
 * The stored updates after a checkpoint, as they are and as a reader takes them. Joining updates costs
 * the square of how many there are, so they are joined by the score, each score once, however many
 * readers come: a reader gets a few frames, and nobody waits for a long tail to be joined.
 */
import * as Y from 'yjs'

const joinedAtOnce = 64

export class Tail {
  #updates: Uint8Array[] = []
  #bytes = 0
  /** Of every full score from the first update on, one update. */
  #joined: Uint8Array[] = []
  /** What comes after those, joined; null when that must be done anew. */
  #rest: readonly Uint8Array[] | null = []

  constructor(updates: readonly Uint8Array[]) {
    this.push(updates)
  }

  push(updates: readonly Uint8Array[]): void {
    for (const update of updates) {
      this.#updates.push(update)
      this.#bytes += update.byteLength
    }
    this.#rest = null
  }

  /** The first `count` are in a checkpoint now. */
  drop(count: number): void {
    for (const { byteLength } of this.#updates.splice(0, count)) this.#bytes -= byteLength
    this.#joined = []
    this.#rest = null
  }

  get count(): number {
    return this.#updates.length
  }
  get bytes(): number {
    return this.#bytes
  }
  get updates(): readonly Uint8Array[] {
    return this.#updates
  }

  /** The same, in the same order, as few updates. */
  joined(): readonly Uint8Array[] {
    const whole = Math.floor(this.#updates.length / joinedAtOnce)
    for (let at = this.#joined.length; at < whole; at += 1) {
      this.#joined.push(Y.mergeUpdates(this.#updates.slice(at * joinedAtOnce, (at + 1) * joinedAtOnce)))
    }
    this.#rest ??= joinedIntoOne(this.#updates.slice(whole * joinedAtOnce))
    return [...this.#joined, ...this.#rest]
  }
}

function joinedIntoOne(updates: readonly Uint8Array[]): readonly Uint8Array[] {
  return updates.length > 1 ? [Y.mergeUpdates([...updates])] : updates
}

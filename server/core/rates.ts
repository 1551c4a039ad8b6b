/**
 * How much one person may send. Counted per person, not per address: a whole care home sits behind
 * one address. Who goes over it is closed with 4529 and comes back; nobody else notices.
 */
import type { ParticipantId } from '../../shared/ids.ts'

interface Allowance {
  readonly perSecond: number
  readonly burst: number
}
/** Far above what hands can do with three tabs open, far below what would hurt a room. */
const allowances = {
  updates: { perSecond: 120, burst: 600 },
  bytes: { perSecond: 1024 * 1024, burst: 24 * 1024 * 1024 },
  awareness: { perSecond: 120, burst: 600 },
  /** Each may mean encoding a whole board. A line that keeps breaking asks every few seconds. */
  asks: { perSecond: 0.5, burst: 20 },
  /** Everyone in the room hears of each. */
  connections: { perSecond: 2, burst: 100 },
  /** A doc client id is in every state vector for ever. */
  newClients: { perSecond: 0.5, burst: 120 },
  /** Photos of a whole flip-over at once, and then some. */
  pictures: { perSecond: 0.5, burst: 40 },
} satisfies { [kind: string]: Allowance }
type Kind = keyof typeof allowances

/** A bucket that fills evenly and never beyond its burst. */
export class Bucket {
  readonly #allowance: Allowance
  #left: number
  #at: number

  constructor(allowance: Allowance, now: number) {
    this.#allowance = allowance
    this.#left = allowance.burst
    this.#at = now
  }

  take(amount: number, now: number): boolean {
    this.#fill(now)
    if (amount > this.#left) return false
    this.#left -= amount
    return true
  }

  giveBack(amount: number, now: number): void {
    this.#fill(now)
    this.#left = Math.min(this.#allowance.burst, this.#left + amount)
  }

  isFull(now: number): boolean {
    this.#fill(now)
    return this.#left >= this.#allowance.burst
  }

  #fill(now: number): void {
    const { perSecond, burst } = this.#allowance
    this.#left = Math.min(burst, this.#left + ((now - this.#at) / 1000) * perSecond)
    this.#at = now
  }
}

export class Rates {
  readonly #people = new Map<ParticipantId, Map<Kind, Bucket>>()

  /** True when there is room for `amount` more of this kind. */
  take(participantId: ParticipantId, kind: Kind, amount: number, now: number): boolean {
    const buckets = this.#people.get(participantId) ?? new Map<Kind, Bucket>()
    this.#people.set(participantId, buckets)
    const bucket = buckets.get(kind) ?? new Bucket(allowances[kind], now)
    buckets.set(kind, bucket)
    return bucket.take(amount, now)
  }

  /** Forgets those whose buckets are full again. */
  forgetIdle(now: number): void {
    for (const [participantId, buckets] of this.#people) {
      if ([...buckets.values()].every((bucket) => bucket.isFull(now))) this.#people.delete(participantId)
    }
  }
}

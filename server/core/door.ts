/**
 * Who may come as far as the door of a board. Strangers share what their address may do, wide enough
 * for a house full of phones that come back at once: whoever turns out to take part is given back what
 * it took, and passes from then on. So only those who get in nowhere are ever held up.
 */
import type { Clock } from './ports.ts'
import { Bucket } from './rates.ts'

const strangersOfAddress = { perSecond: 5, burst: 300 }
/** Sockets of which nobody knows yet whose they are. */
const waitingMax = 500
const rememberedMax = 10_000

export interface Knock {
  /** The cookie, or null without one; anyone can make one up. */
  readonly device: string | null
  readonly address: string
}

/** One socket at the door, until it is known who it is: the first end counts. */
export interface Visit {
  /** `unknown` when it could not be found out, which is nobody's fault. */
  end(outcome: 'let-in' | 'turned-away' | 'unknown'): void
}

export class Door {
  readonly #clock: Clock
  /** Those who were let in lately, the last at the end. */
  readonly #known = new Map<string, true>()
  readonly #strangers = new Map<string, Bucket>()
  #waiting = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** False when this is one too many from there; counted. */
  mayKnock({ device, address }: Knock): boolean {
    if (device !== null && this.#known.has(device)) return true
    return this.#waiting < waitingMax && this.#bucketOf(address).take(1, this.#clock.now())
  }

  visit({ device, address }: Knock): Visit {
    const isKnown = device !== null && this.#known.has(device)
    let isOver = false
    this.#waiting += 1
    return {
      end: (outcome) => {
        if (isOver) return
        isOver = true
        this.#waiting -= 1
        if (outcome !== 'turned-away' && !isKnown) this.#bucketOf(address).giveBack(1, this.#clock.now())
        if (device === null) return
        if (outcome === 'let-in') remember(this.#known, device, true)
        if (outcome === 'turned-away') this.#known.delete(device)
      },
    }
  }

  #bucketOf(address: string): Bucket {
    const network = networkOf(address)
    const bucket = this.#strangers.get(network) ?? new Bucket(strangersOfAddress, this.#clock.now())
    remember(this.#strangers, network, bucket)
    return bucket
  }
}

/** Put last, so that the first of the map is the one that was quiet longest, and goes. */
function remember<T>(all: Map<string, T>, name: string, value: T): void {
  all.delete(name)
  all.set(name, value)
  const [oldest] = all.keys()
  if (all.size > rememberedMax && oldest !== undefined) all.delete(oldest)
}

/** With IPv6 whoever has one address has some 2⁶⁴ of them: those that begin alike are one. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined || !address.includes(':')) return mapped ?? address
  const [head = '', tail] = address.split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0')
  return [...before, ...zeros, ...after].slice(0, 4).join(':')
}

/**
 * How fast one device may change things, and how fast it may ask. A person is never near it; a script
 * that fills the disk or keeps the one thread busy is over it at once. Devices seen for the first time
 * share their address's allowance, which is wide: a whole care home sits behind one address and scans
 * the same code in the same minute.
 */
interface Allowance {
  readonly burst: number
  readonly perSecond: number
}
interface Allowances {
  readonly device: Allowance
  readonly addressOfStrangers: Allowance
}
export const paceOfChanges: Allowances = {
  device: { burst: 120, perSecond: 10 },
  addressOfStrangers: { burst: 300, perSecond: 5 },
}
export const paceOfQuestions: Allowances = {
  device: { burst: 300, perSecond: 30 },
  addressOfStrangers: { burst: 600, perSecond: 60 },
}
/** Each example is boards full of notes, for anyone who passes by. */
export const paceOfExamples: Allowances = {
  device: { burst: 10, perSecond: 1 / 60 },
  addressOfStrangers: { burst: 60, perSecond: 1 / 30 },
}

/** From one address, whoever asks: a made-up cookie is no way around it. A care home has one address too. */
const examplesOfAddress: Allowance = { burst: 30, perSecond: 30 / 3600 }

/** How many examples were made from an address lately. */
export class MadeExamples {
  readonly #addresses = new Buckets(examplesOfAddress)

  /** False when this would be one too many. */
  take(address: string, now: number): boolean {
    return this.#addresses.take(address, now)
  }
  /** None was made after all. */
  giveBack(address: string): void {
    this.#addresses.giveBack(address)
  }
}

export class Pace {
  readonly #devices: Buckets
  readonly #strangers: Buckets
  constructor({ device, addressOfStrangers }: Allowances) {
    this.#devices = new Buckets(device)
    this.#strangers = new Buckets(addressOfStrangers)
  }

  /** False when this is too fast. `device` is the cookie, or null without one. */
  mayGo(device: string | null, address: string, now: number): boolean {
    // Anyone can make up a cookie: a new one has to be let in as a stranger first.
    const isKnown = device !== null && this.#devices.has(device)
    if (!isKnown && !this.#strangers.take(address, now)) return false
    return device === null || this.#devices.take(device, now)
  }
}

const bucketsMax = 10_000

class Buckets {
  readonly #allowance: Allowance
  readonly #buckets = new Map<string, { readonly left: number; readonly at: number }>()
  constructor(allowance: Allowance) {
    this.#allowance = allowance
  }

  has(name: string): boolean {
    return this.#buckets.has(name)
  }

  take(name: string, now: number): boolean {
    const { burst, perSecond } = this.#allowance
    const { left, at } = this.#buckets.get(name) ?? { left: burst, at: now }
    const present = Math.min(burst, left + ((now - at) / 1000) * perSecond)
    const isAllowed = present >= 1
    // Put last again, so that the first of the map is the one that was quiet longest.
    this.#buckets.delete(name)
    this.#buckets.set(name, { left: isAllowed ? present - 1 : present, at: now })
    const [oldest] = this.#buckets.keys()
    if (this.#buckets.size > bucketsMax && oldest !== undefined) this.#buckets.delete(oldest)
    return isAllowed
  }

  giveBack(name: string): void {
    const bucket = this.#buckets.get(name)
    if (bucket === undefined) return
    this.#buckets.set(name, { ...bucket, left: Math.min(this.#allowance.burst, bucket.left + 1) })
  }
}

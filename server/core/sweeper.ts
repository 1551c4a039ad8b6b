/**
 * Erases trajectories that expired: at the start, every hour, and when the next one expires. Each is
 * one transaction, so a crash leaves it whole or gone, and the next start goes on. Who still looks at
 * one of its boards is sent away as from a board that doesn't exist. Old receipts go along. Knows
 * nothing of why a trajectory expires.
 */
import { hasExpired, turnOf } from './desk.ts'
import type { Clock, Fanout, Log, Store, TrajectoryRow } from './ports.ts'
import type { Turns } from './turns.ts'

const betweenMs = 60 * 60 * 1000
/** A request that comes again after this long is done again. */
const receiptsLiveMs = 7 * 24 * 60 * 60 * 1000

export interface SweeperPorts {
  readonly store: Pick<Store, 'expiredBy' | 'boardsOfTrajectory' | 'eraseExpired' | 'forgetReceipts'>
  readonly fanout: Pick<Fanout, 'publish'>
  readonly clock: Clock
  readonly turns: Turns
  readonly log: Log
}

export class Sweeper implements AsyncDisposable {
  readonly #ports: SweeperPorts
  #sweeping: Promise<void>
  #timer: Disposable
  #isClosing = false

  constructor(ports: SweeperPorts) {
    this.#ports = ports
    this.#timer = this.#after(betweenMs)
    this.#sweeping = this.#sweep()
  }

  /** Resolves when the sweep that is under way is done. */
  get idle(): Promise<void> {
    return this.#sweeping
  }

  #after(delayMs: number): Disposable {
    return this.#ports.clock.after(delayMs, () => {
      this.#timer = this.#after(betweenMs)
      this.#sweeping = this.#sweeping.then(() => this.#sweep())
    })
  }

  /** A fault of the store ends this sweep and no more: the next one finds the same trajectories. */
  async #sweep(): Promise<void> {
    const { store, clock, log } = this.#ports
    try {
      const now = clock.now()
      const soon = await store.expiredBy(now + betweenMs)
      const expired = soon.filter((trajectory) => hasExpired(trajectory, now))
      let count = 0
      for (const trajectory of expired) {
        if (this.#isClosing) return
        if (await this.#erase(trajectory)) count += 1
      }
      if (count > 0) log.info('trajectories.erased', { count })
      this.#waitFor(soon.find((trajectory) => !hasExpired(trajectory, now)))
      await store.forgetReceipts(now - receiptsLiveMs)
    } catch (cause) {
      log.warn('trajectories.not-erased', { cause })
    }
  }

  /** What begins after this sweep lives longer than an hour, or is found by the next one. */
  #waitFor(next: TrajectoryRow | undefined): void {
    if (this.#isClosing || next === undefined || next.expiresAt === null) return
    this.#timer[Symbol.dispose]()
    this.#timer = this.#after(Math.max(0, next.expiresAt - this.#ports.clock.now()))
  }

  /** One that can't be erased keeps no other from it. Its boards close all the same: it is over. */
  async #erase({ id }: TrajectoryRow): Promise<boolean> {
    const { store, fanout, clock, turns, log } = this.#ports
    try {
      const boards = await store.boardsOfTrajectory(id)
      try {
        await turns.take(turnOf(id), () => store.eraseExpired(id, clock.now()))
      } finally {
        for (const board of boards) fanout.publish({ type: 'board-erased', boardId: board.id })
      }
      return true
    } catch (cause) {
      log.warn('trajectories.not-erased', { trajectoryId: id, cause })
      return false
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosing = true
    this.#timer[Symbol.dispose]()
    await this.#sweeping
  }
}

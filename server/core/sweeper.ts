/**
 * Erases trajectories that expired: at the start and every hour. Each is one transaction, so a crash
 * leaves it whole or gone, and the next start goes on. Who still looks at one of its boards is sent
 * away as from a board that doesn't exist. Knows nothing of why a trajectory expires.
 */
import type { Clock, Fanout, Log, Store, TrajectoryRow } from './ports.ts'

const betweenMs = 60 * 60 * 1000

export interface SweeperPorts {
  readonly store: Pick<Store, 'expiredBy' | 'boardsOfTrajectory' | 'eraseExpired'>
  readonly fanout: Pick<Fanout, 'publish'>
  readonly clock: Clock
  readonly log: Log
}

export class Sweeper implements AsyncDisposable {
  readonly #ports: SweeperPorts
  #sweeping: Promise<void>
  #timer: Disposable
  #isClosing = false

  constructor(ports: SweeperPorts) {
    this.#ports = ports
    this.#timer = this.#later()
    this.#sweeping = this.#sweep()
  }

  /** Resolves when the sweep that is under way is done. */
  get idle(): Promise<void> {
    return this.#sweeping
  }

  #later(): Disposable {
    return this.#ports.clock.after(betweenMs, () => {
      this.#timer = this.#later()
      this.#sweeping = this.#sweeping.then(() => this.#sweep())
    })
  }

  /** A fault of the store ends this sweep and no more: the next one finds the same trajectories. */
  async #sweep(): Promise<void> {
    const { store, clock, log } = this.#ports
    try {
      const expired = await store.expiredBy(clock.now())
      for (const trajectory of expired) {
        if (this.#isClosing) return
        await this.#erase(trajectory)
      }
      if (expired.length > 0) log.info('trajectories.erased', { count: expired.length })
    } catch (cause) {
      log.warn('trajectories.not-erased', { cause })
    }
  }

  async #erase({ id }: TrajectoryRow): Promise<void> {
    const { store, fanout, clock } = this.#ports
    const boards = await store.boardsOfTrajectory(id)
    await store.eraseExpired(id, clock.now())
    for (const board of boards) fanout.publish({ type: 'board-erased', boardId: board.id })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosing = true
    this.#timer[Symbol.dispose]()
    await this.#sweeping
  }
}

/**
 * The leases of this process: one for each board that it holds live, taken before the board is read,
 * renewed together, given back when the board is put away. What keeps another from writing is the fence
 * in every commit; time only says when another may take over. Invariant: a board is read under a lease.
 */
import type { BoardId } from '../../shared/ids.ts'
import { StoreError, type Clock, type LeaseStore, type Log } from './ports.ts'

export const leaseMs = 15_000
const renewMs = 5_000

export interface LeasesPorts {
  readonly store: LeaseStore
  readonly clock: Clock
  readonly log: Log
}

export class Leases implements AsyncDisposable {
  readonly #ports: LeasesPorts
  readonly #owner: string
  readonly #lost: (boardId: BoardId) => void
  readonly #held = new Map<BoardId, number>()
  #renewing: Disposable | null = null

  /** `lost` is told of a board that another process has taken over. */
  constructor(ports: LeasesPorts, owner: string, lost: (boardId: BoardId) => void) {
    this.#ports = ports
    this.#owner = owner
    this.#lost = lost
  }

  /** The fence; null when there is no such board. Rejects with StoreError while another process holds it. */
  async take(boardId: BoardId): Promise<number | null> {
    const { store, clock } = this.#ports
    const now = clock.now()
    const answer = await store.takeLease(boardId, this.#owner, now, now + leaseMs)
    if (answer.is === 'no-board') return null
    if (answer.is === 'held') {
      throw new StoreError('unavailable', { cause: new Error('another process holds this board') })
    }
    this.#held.set(boardId, answer.fence)
    this.#renewing ??= this.#renewLater()
    return answer.fence
  }

  /** Never rejects: a lease that can't be given back runs out. */
  async release(boardId: BoardId, fence: number): Promise<void> {
    if (this.#held.get(boardId) === fence) this.#held.delete(boardId)
    try {
      await this.#ports.store.releaseLease(boardId, fence)
    } catch (cause) {
      this.#ports.log.warn('rooms.lease-kept', { boardId, cause })
    }
  }

  #renewLater(): Disposable {
    return this.#ports.clock.after(renewMs, () => {
      this.#renewing = this.#held.size > 0 ? this.#renewLater() : null
      if (this.#held.size > 0) void this.#renew()
    })
  }

  async #renew(): Promise<void> {
    const { store, clock, log } = this.#ports
    const asked = [...this.#held]
    try {
      const ours = new Map(
        (await store.renewLeases(this.#owner, clock.now() + leaseMs)).map((each) => [
          each.boardId,
          each.fence,
        ]),
      )
      for (const [boardId, fence] of asked) {
        if (ours.get(boardId) === fence || this.#held.get(boardId) !== fence) continue
        this.#held.delete(boardId)
        log.warn('rooms.lease-lost', { boardId })
        this.#lost(boardId)
      }
    } catch (cause) {
      // Nobody else can write without a store either; the next round comes.
      log.warn('rooms.leases-not-renewed', { cause })
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#renewing?.[Symbol.dispose]()
    for (const [boardId, fence] of this.#held) await this.release(boardId, fence)
  }
}

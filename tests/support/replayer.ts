/** Replays where it is asked, as the thread does; a test decides when it answers and what goes wrong. */
import { StoreError, type Rebuilt, type Replayed, type Replayer } from '../../server/core/ports.ts'
import { rebuild } from '../../server/core/rebuild.ts'
import { replay } from '../../server/core/replay.ts'

export class FakeReplayer implements Replayer {
  #isHeld = false
  #waiting: (() => void)[] = []
  #isDead = false
  /** How often someone asked. */
  asked = 0

  replay(updates: readonly Uint8Array[]): Promise<Replayed> {
    return this.#later(updates, replay)
  }
  rebuild(updates: readonly Uint8Array[], epoch: number): Promise<Rebuilt | null> {
    return this.#later(updates, (owned) => rebuild(owned, epoch))
  }

  async #later<T>(updates: readonly Uint8Array[], run: (owned: readonly Uint8Array[]) => T): Promise<T> {
    this.asked += 1
    // Bytes as they are now, whatever becomes of them.
    const owned = updates.map((update) => update.slice())
    if (this.#isHeld) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    else await Promise.resolve()
    if (this.#isDead) throw new StoreError('unavailable')
    return run(owned)
  }

  hold(): void {
    this.#isHeld = true
  }
  release(): void {
    this.#isHeld = false
    for (const go of this.#waiting.splice(0)) go()
  }
  /** Whoever replays is gone, with all it was asked; until `revive`. */
  kill(): void {
    this.#isDead = true
    this.release()
  }
  revive(): void {
    this.#isDead = false
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.release()
    await Promise.resolve()
  }
}

/**
 * Leaves one blob instead of a long tail: the stored bytes are replayed elsewhere, looked at, and only
 * then take the place of what they were made from. A failure costs time at the next opening, nothing
 * else. Invariant: what is replaced is what was replayed, to the last update; later ones stay.
 */
import { assert } from '../../shared/assert.ts'
import type { BoardId } from '../../shared/ids.ts'
import type { BoardDoc } from './board-doc.ts'
import { StoreError, type BoardHold, type BoardStore, type Clock, type Log, type Replayer } from './ports.ts'
import { isSameVector } from './replay.ts'

/** After one that failed the next is tried no sooner: every edit would ask for it. */
const againMs = 10_000

export interface CheckpointerPorts {
  readonly store: BoardStore
  readonly replayer: Replayer
  readonly clock: Clock
  readonly log: Log
  readonly board: BoardDoc
  readonly boardId: BoardId
  readonly hold: BoardHold
}

export class Checkpointer {
  readonly #ports: CheckpointerPorts
  #writing: Promise<void> | null = null
  #notBefore = 0

  constructor(ports: CheckpointerPorts) {
    this.#ports = ports
  }

  get isDue(): boolean {
    const { board, clock } = this.#ports
    return this.#writing === null && board.isCheckpointDue && clock.now() >= this.#notBefore
  }

  /** `isAllStored` says that the doc holds nothing that isn't on disk. One at a time. */
  write(isAllStored: boolean): Promise<void> {
    this.#writing ??= this.#write(isAllStored).finally(() => (this.#writing = null))
    return this.#writing
  }

  async #write(isAllStored: boolean): Promise<void> {
    const { board, boardId, clock, hold, log, replayer, store } = this.#ports
    const { upToSeq, updates } = board.storedBytes()
    const expected = isAllStored ? board.stateVector() : null
    try {
      const { bytes, stateVector } = await replayer.replay(updates)
      assert(expected === null || isSameVector(expected, stateVector), 'a replay is the doc it was made from')
      await store.checkpoint(boardId, hold, upToSeq, bytes)
      board.checkpointed(upToSeq, bytes)
    } catch (cause) {
      if (!(cause instanceof StoreError)) throw cause
      this.#notBefore = clock.now() + againMs
      log.warn('room.checkpoint-failed', { boardId, code: cause.code })
    }
  }
}

/** Leaves one blob instead of a long tail. A failure costs time at the next opening, nothing else. */
import type { BoardId } from '../../shared/ids.ts'
import type { BoardDoc } from './board-doc.ts'
import { StoreError, type BoardStore, type Log } from './ports.ts'

export class Checkpointer {
  readonly #store: BoardStore
  readonly #log: Log
  readonly #board: BoardDoc
  readonly #at: { readonly boardId: BoardId; readonly epoch: number }
  #writing: Promise<void> | null = null
  /** Updates stored while a checkpoint is being written: it doesn't have them. */
  #meanwhile: Uint8Array[] = []

  constructor(
    store: BoardStore,
    log: Log,
    board: BoardDoc,
    at: { readonly boardId: BoardId; readonly epoch: number },
  ) {
    this.#store = store
    this.#log = log
    this.#board = board
    this.#at = at
  }

  /** These updates are on disk now. */
  stored(updates: readonly Uint8Array[]): void {
    if (this.#writing !== null) this.#meanwhile.push(...updates)
  }

  /** `isAllStored` says that the doc holds nothing that isn't on disk. One at a time. */
  write(isAllStored: boolean): Promise<void> {
    this.#writing ??= this.#write(isAllStored).finally(() => {
      this.#writing = null
      this.#meanwhile = []
    })
    return this.#writing
  }

  async #write(isAllStored: boolean): Promise<void> {
    const { boardId, epoch } = this.#at
    const checkpoint = this.#board.makeCheckpoint(isAllStored)
    try {
      await this.#store.checkpoint(boardId, epoch, checkpoint.upToSeq, checkpoint.bytes)
      this.#board.checkpointed(checkpoint, this.#meanwhile)
    } catch (cause) {
      if (!(cause instanceof StoreError)) throw cause
      this.#log.warn('room.checkpoint-failed', { boardId, code: cause.code })
    }
  }
}

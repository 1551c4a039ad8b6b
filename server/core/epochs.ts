/**
 * A board that has grown far beyond what lies on it begins a new epoch once nobody holds it: its records
 * written into a fresh doc, in one commit under the lease of before. Who took the board meanwhile wins.
 * Snapshots are states of their own and stay as they are.
 */
import type { BoardId } from '../../shared/ids.ts'
import { StoreError, type BoardHold, type BoardStore, type Log, type Replayer } from './ports.ts'
import { grownBytes } from './rebuild.ts'

export interface EpochsPorts {
  readonly store: BoardStore
  readonly replayer: Replayer
  readonly log: Log
}

export class Epochs {
  readonly #ports: EpochsPorts

  constructor(ports: EpochsPorts) {
    this.#ports = ports
  }

  /** Never rejects: a board that stays as it is is only larger. */
  async renew(boardId: BoardId, hold: BoardHold, storedBytes: number): Promise<void> {
    if (storedBytes < grownBytes) return
    const { store, replayer, log } = this.#ports
    try {
      const stored = await store.load(boardId)
      if (stored === null || stored.epoch !== hold.epoch) return
      const before = stored.checkpoint === null ? stored.tail : [stored.checkpoint, ...stored.tail]
      const rebuilt = await replayer.rebuild(before, hold.epoch + 1)
      if (rebuilt === null) return
      await store.beginEpoch(boardId, hold, rebuilt.bytes, [{ clientId: rebuilt.clientId, owner: 'server' }])
      log.info('board.rebuilt', { boardId, from: storedBytes, to: rebuilt.bytes.byteLength })
    } catch (cause) {
      const code = cause instanceof StoreError ? cause.code : null
      log.warn('board.not-rebuilt', { boardId, code, cause })
    }
  }
}

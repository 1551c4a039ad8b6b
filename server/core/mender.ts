/**
 * Looks after the records of one board: what two people left broken by changing it at once is written
 * as everyone sees it already, once, by the server, when there is quiet; what nobody can read is
 * counted and stays where it lies. Invariants:
 * 1. Writes nothing while people write, and nothing on a board that is closed for good.
 * 2. What it writes changes nobody's view.
 */
import { emptyHolders, repairsOf, type Repairs } from '../../shared/board/integrity.ts'
import type { BoardRecord } from '../../shared/board/schema.ts'
import type { BoardId } from '../../shared/ids.ts'
import type { BoardDoc } from './board-doc.ts'
import type { OwnWrites } from './own-writes.ts'
import { StoreError, type Clock, type Log } from './ports.ts'
import { BoardFull } from './room-ports.ts'

/** As long without a change, and no hand is in the middle of something. */
const quietMs = 5_000
const reasonsMax = 5

type Records = ReadonlyMap<string, BoardRecord>

export interface MenderPorts {
  readonly boardId: BoardId
  readonly board: BoardDoc
  readonly own: OwnWrites
  readonly clock: Clock
  readonly log: Log
  readonly mayWrite: () => boolean
  readonly defect: (cause: unknown) => void
}

export class Mender implements Disposable {
  readonly #ports: MenderPorts
  #changedAt: number
  #timer: Disposable | null = null
  #leftOutCount = 0
  #isOver = false

  constructor(ports: MenderPorts) {
    this.#ports = ports
    this.#changedAt = ports.clock.now()
    this.#wait(quietMs)
  }

  /** How many records lie there that no reader takes, at the last look. */
  get leftOutCount(): number {
    return this.#leftOutCount
  }

  /** Something was written. */
  changed(): void {
    this.#changedAt = this.#ports.clock.now()
    if (this.#timer === null && !this.#isOver) this.#wait(quietMs)
  }

  #wait(ms: number): void {
    this.#timer = this.#ports.clock.after(ms, () => {
      this.#timer = null
      const left = this.#changedAt + quietMs - this.#ports.clock.now()
      if (left > 0) this.#wait(left)
      else void this.mend()
    })
  }

  /** Now, whoever is writing: for a board that is about to be closed for good. Never rejects. */
  async mend(): Promise<void> {
    await this.#write((records, unread) => repairsOf(records, this.#ports.board.gone, unread))
  }

  /** Nobody is here: what is left empty goes too. Never rejects. */
  async tidy(): Promise<void> {
    await this.#write((records, unread) => {
      const { puts, removes } = repairsOf(records, this.#ports.board.gone, unread)
      const mended = new Map(records)
      for (const put of puts) mended.set(put.id, put)
      for (const id of removes) mended.delete(id)
      // What can't be read may lie in any of them.
      const empty = unread.size > 0 ? [] : emptyHolders(mended)
      return { puts: puts.filter(({ id }) => !empty.includes(id)), removes: [...removes, ...empty] }
    })
  }

  async #write(repairs: (records: Records, unread: ReadonlySet<string>) => Repairs): Promise<void> {
    const { board, boardId, defect, log, mayWrite, own } = this.#ports
    if (this.#isOver) return
    const leftOut = board.leftOut()
    this.#count([...leftOut.values()])
    if (!mayWrite()) return
    try {
      const { puts, removes } = await own.write((records) => {
        const changes = repairs(records, new Set(leftOut.keys()))
        return { ...changes, answer: changes }
      })
      if (puts.length + removes.length > 0)
        log.info('room.mended', { boardId, put: puts.length, removed: removes.length })
    } catch (cause) {
      // Then it stays broken for now, and everyone goes on seeing it mended.
      if (!(cause instanceof BoardFull) && !(cause instanceof StoreError)) defect(cause)
    }
  }

  #count(reasons: readonly string[]): void {
    const { boardId, log } = this.#ports
    if (reasons.length === this.#leftOutCount) return
    this.#leftOutCount = reasons.length
    log.warn('room.records-left-out', {
      boardId,
      count: reasons.length,
      reasons: [...new Set(reasons)].slice(0, reasonsMax),
    })
  }

  [Symbol.dispose](): void {
    this.#isOver = true
    this.#timer?.[Symbol.dispose]()
  }
}

/**
 * What the server itself reads and writes on a board: always what the disk has, and one commit with
 * the facts that belong to it.
 */
import * as Y from 'yjs'
import { assert } from '../../shared/assert.ts'
import { writeDiff } from '../../shared/board/layout.ts'
import { validateRecord, type BoardRecord } from '../../shared/board/schema.ts'
import type { BoardDoc } from './board-doc.ts'
import type { Lane } from './commit.ts'
import type { Outbox } from './outbox.ts'
import { BoardFull, type ServerWrite } from './room-ports.ts'

export interface OwnWritesPorts {
  readonly board: BoardDoc
  readonly lane: Lane
  readonly outbox: Outbox
}

export class OwnWrites {
  readonly #ports: OwnWritesPorts
  readonly #onDefect: (cause: unknown) => void
  #hasBoundOwnId = false

  constructor(ports: OwnWritesPorts, onDefect: (cause: unknown) => void) {
    this.#ports = ports
    this.#onDefect = onDefect
  }

  /** All that was accepted by now, once it is on disk. */
  async stored(): Promise<ReadonlyMap<string, BoardRecord>> {
    const records = this.#ports.board.records()
    await this.#allStored()
    return records
  }

  /** The whole doc as one update, once all of it is on disk. */
  async snapshotBytes(): Promise<Uint8Array> {
    const bytes = Y.encodeStateAsUpdate(this.#ports.board.doc)
    await this.#allStored()
    return bytes
  }

  async #allStored(): Promise<void> {
    await this.#ports.lane.last?.stored
  }

  /** See Room.write. */
  async write<T>(decide: (records: ReadonlyMap<string, BoardRecord>) => ServerWrite<T>): Promise<T> {
    const { board, outbox } = this.#ports
    const present = board.records()
    const { puts = [], removes = [], facts = [], answer } = decide(present)
    for (const put of puts) assert(validateRecord(put).ok, 'the server writes valid records')
    if (puts.length > 0 && !board.hasRoomFor(present, puts, removes)) throw new BoardFull()
    const update = this.#change(present, puts, removes)
    if (update === null && facts.length === 0) return answer
    await outbox.takeOwn(update, this.#ownBinding(), facts)
    return answer
  }

  /** Half a change in the doc that is in no commit would part it from the disk for good. */
  #change(
    present: ReadonlyMap<string, BoardRecord>,
    puts: readonly BoardRecord[],
    removes: readonly string[],
  ): Uint8Array | null {
    try {
      return this.#ports.board.change([...puts.map(({ id }) => id), ...removes], (records) => {
        for (const put of puts) writeDiff(records, present.get(put.id) ?? null, put)
        for (const id of removes) writeDiff(records, present.get(id) ?? null, null)
      })
    } catch (cause) {
      this.#onDefect(cause)
      throw cause
    }
  }

  #ownBinding() {
    if (this.#hasBoundOwnId) return []
    this.#hasBoundOwnId = true
    return [{ clientId: this.#ports.board.doc.clientID, owner: 'server' as const }]
  }
}

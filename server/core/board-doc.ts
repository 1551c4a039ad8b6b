/**
 * One board's doc as a room holds it, with the bytes that make it up. The doc may be ahead of the
 * disk; `stored` never is. Knows nothing of people, connections or sending.
 */
import * as Y from 'yjs'
import { assert } from '../../shared/assert.ts'
import { recordsOf, type Records } from '../../shared/board/layout.ts'
import type { BoardRecord } from '../../shared/board/schema.ts'
import type { ParticipantId } from '../../shared/ids.ts'
import { recordsMax } from './guard/judge.ts'
import { StoreError, type StoredBoard } from './ports.ts'
import { ReadRecords } from './read-records.ts'

/** The tail may grow to the checkpoint's size before it is worth a new one; a small board has this much at least. */
const tailBytesMin = 128 * 1024
const tailLengthMax = 1_000
const docBytesMax = 48 * 1024 * 1024

export interface Checkpoint {
  readonly upToSeq: number
  readonly bytes: Uint8Array
}

export class BoardDoc {
  readonly doc = new Y.Doc()
  readonly #records = new ReadRecords(this.doc)
  /** Who wrote first with which doc client id. */
  readonly owners: Map<number, ParticipantId | 'server'>
  #checkpoint: Uint8Array | null
  #tail: Uint8Array[]
  /** How many updates of the store `#tail` stands for; joined ones are one in memory. */
  #tailCount: number
  #tailBytes: number
  #seq: number

  /** Throws StoreError `corrupt` when the stored bytes don't make a whole doc. */
  constructor(stored: StoredBoard, freshClientId: () => number) {
    this.owners = new Map(stored.clients.map(({ clientId, owner }) => [clientId, owner]))
    this.#checkpoint = stored.checkpoint
    this.#tail = [...stored.tail]
    this.#tailCount = stored.tail.length
    this.#tailBytes = totalBytes(stored.tail)
    this.#seq = stored.seq
    // Named before anything comes in: an unnamed root could be taken for another type.
    this.doc.getMap('records')
    this.doc.getMap('meta')
    this.#load()
    do this.doc.clientID = freshClientId()
    while (this.owners.has(this.doc.clientID))
    this.owners.set(this.doc.clientID, 'server')
  }

  #load(): void {
    try {
      this.doc.transact(() => {
        if (this.#checkpoint !== null) Y.applyUpdate(this.doc, this.#checkpoint)
        for (const update of this.#tail) Y.applyUpdate(this.doc, update)
      })
    } catch (cause) {
      throw new StoreError('corrupt', { cause })
    }
    if (hasPending(this.doc)) throw new StoreError('corrupt')
  }

  /** Every record that is valid alone, as the doc has it now. */
  records(): ReadonlyMap<string, BoardRecord> {
    return this.#records.all()
  }

  /** Takes an update that the guard let through, and that touches these records. */
  apply(update: Uint8Array, touched: Iterable<string>): void {
    this.#records.touch(touched)
    Y.applyUpdate(this.doc, update)
    assert(!hasPending(this.doc), 'the guard let through what Yjs could not take')
  }

  /** The server's own change of these records, as an update; null when it changed nothing. */
  change(touched: Iterable<string>, write: (records: Records) => void): Uint8Array | null {
    this.#records.touch(touched)
    const updates: Uint8Array[] = []
    const keep = (update: Uint8Array) => void updates.push(update)
    this.doc.on('update', keep)
    try {
      this.doc.transact(() => write(recordsOf(this.doc)))
    } finally {
      this.doc.off('update', keep)
    }
    assert(updates.length <= 1, 'one transaction is one update')
    return updates[0] ?? null
  }

  /** These updates are on disk now. */
  stored(updates: readonly Uint8Array[]): void {
    this.#tail.push(...updates)
    this.#tailCount += updates.length
    this.#tailBytes += totalBytes(updates)
    this.#seq += updates.length
  }

  /** What is on disk, as updates to be taken in this order. Joining is kept, so that many joins cost one. */
  storedUpdates(): readonly Uint8Array[] {
    if (this.#tail.length > 1) this.#tail = [Y.mergeUpdates(this.#tail)]
    return this.#checkpoint === null ? this.#tail : [this.#checkpoint, ...this.#tail]
  }

  get isCheckpointDue(): boolean {
    return (
      this.#tailCount > tailLengthMax ||
      this.#tailBytes > Math.max(tailBytesMin, this.#checkpoint?.byteLength ?? 0)
    )
  }
  /** No board of people comes near it; what does is held here before it hurts everyone's browser. */
  get isFull(): boolean {
    return (this.#checkpoint?.byteLength ?? 0) + this.#tailBytes > docBytesMax
  }
  /** The server keeps to the bounds that the guard holds everyone to. */
  hasRoomFor(
    present: ReadonlyMap<string, BoardRecord>,
    puts: readonly BoardRecord[],
    removes: readonly string[],
  ): boolean {
    const more = puts.filter(({ id }) => !present.has(id)).length
    const less = removes.filter((id) => present.has(id)).length
    return !this.isFull && (more <= less || present.size + more - less <= recordsMax)
  }
  get hasTail(): boolean {
    return this.#tailCount > 0
  }

  /** Exactly what is on disk, replayed; `isAllStored` says that the doc itself is just that. */
  makeCheckpoint(isAllStored: boolean): Checkpoint {
    if (isAllStored) return { upToSeq: this.#seq, bytes: Y.encodeStateAsUpdate(this.doc) }
    const replay = new Y.Doc()
    replay.transact(() => {
      for (const update of this.storedUpdates()) Y.applyUpdate(replay, update)
    })
    const bytes = Y.encodeStateAsUpdate(replay)
    replay.destroy()
    return { upToSeq: this.#seq, bytes }
  }

  /** The store has taken the checkpoint; what came after it is given again, since joining may have mixed the tail. */
  checkpointed({ bytes }: Checkpoint, after: readonly Uint8Array[]): void {
    this.#checkpoint = bytes
    this.#tail = [...after]
    this.#tailCount = after.length
    this.#tailBytes = totalBytes(after)
  }

  [Symbol.dispose](): void {
    this.doc.destroy()
  }
}

function hasPending(doc: Y.Doc): boolean {
  return doc.store.pendingStructs !== null || doc.store.pendingDs !== null
}

function totalBytes(updates: readonly Uint8Array[]): number {
  return updates.reduce((sum, update) => sum + update.byteLength, 0)
}

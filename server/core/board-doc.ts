/**
 * One board's doc as a room holds it, with the bytes that make it up. The doc may be ahead of the
 * disk; `stored` never is. Knows nothing of people, connections or sending.
 */
import * as Y from 'yjs'
import { assert } from '../../shared/assert.ts'
import { keepAsWritten } from '../../shared/board/as-written.ts'
import { LastSeen } from '../../shared/board/last-seen.ts'
import { recordsOf, type Records } from '../../shared/board/layout.ts'
import type { BoardRecord } from '../../shared/board/schema.ts'
import type { ParticipantId } from '../../shared/ids.ts'
import { recordsMax } from './guard/judge.ts'
import { StoreError, type StoredBoard } from './ports.ts'
import { applyQuickly } from './quick-decoder.ts'
import { ReadRecords } from './read-records.ts'
import { Tail } from './tail.ts'

/** The tail may grow to the checkpoint's size before it is worth a new one; a small board has this much at least. */
const tailBytesMin = 128 * 1024
const tailLengthMax = 1_000
const docBytesMax = 48 * 1024 * 1024

export class BoardDoc {
  readonly doc = new Y.Doc()
  readonly #records = new ReadRecords(this.doc)
  readonly #lastSeen = new LastSeen(this.doc)
  /** Who wrote first with which doc client id. */
  readonly owners: Map<number, ParticipantId | 'server'>
  #checkpoint: Uint8Array | null
  readonly #tail: Tail
  #seq: number

  /** Throws StoreError `corrupt` when the stored bytes don't make a whole doc. */
  constructor(stored: StoredBoard, freshClientId: () => number) {
    keepAsWritten(this.doc)
    this.owners = new Map(stored.clients.map(({ clientId, owner }) => [clientId, owner]))
    this.#checkpoint = stored.checkpoint
    this.#tail = new Tail(stored.tail)
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
        if (this.#checkpoint !== null) applyQuickly(this.doc, this.#checkpoint)
        for (const update of this.#tail.updates) applyQuickly(this.doc, update)
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

  /** What else lies there, by id, each with why it is left out; a reason is in nobody's words. */
  leftOut(): ReadonlyMap<string, string> {
    return this.#records.leftOut()
  }

  /** Shapes that went, as they last were; also those that went while this doc was read. */
  get gone(): ReadonlyMap<string, BoardRecord> {
    return this.#lastSeen.gone
  }

  /** Takes an update that the guard let through, and that touches these records. */
  apply(update: Uint8Array, touched: Iterable<string>): void {
    this.#records.touch(touched)
    applyQuickly(this.doc, update)
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
    this.#tail.push(updates)
    this.#seq += updates.length
  }

  /** What is on disk, as updates to be taken in this order. */
  storedUpdates(): readonly Uint8Array[] {
    return this.#behindCheckpoint(this.#tail.joined())
  }

  /** What is on disk, just as it lies there, and the number of its last update. */
  storedBytes(): { readonly upToSeq: number; readonly updates: readonly Uint8Array[] } {
    return { upToSeq: this.#seq, updates: this.#behindCheckpoint(this.#tail.updates) }
  }

  #behindCheckpoint(tail: readonly Uint8Array[]): readonly Uint8Array[] {
    return this.#checkpoint === null ? [...tail] : [this.#checkpoint, ...tail]
  }

  get storedByteCount(): number {
    return (this.#checkpoint?.byteLength ?? 0) + this.#tail.bytes
  }

  stateVector(): Uint8Array {
    return Y.encodeStateVector(this.doc)
  }

  get isCheckpointDue(): boolean {
    return (
      this.#tail.count > tailLengthMax ||
      this.#tail.bytes > Math.max(tailBytesMin, this.#checkpoint?.byteLength ?? 0)
    )
  }
  /** No board of people comes near it; what does is held here before it hurts everyone's browser. */
  get isFull(): boolean {
    return this.storedByteCount > docBytesMax
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
    return this.#tail.count > 0
  }

  /** The store has taken `bytes` in the place of all updates up to that number. */
  checkpointed(upToSeq: number, bytes: Uint8Array): void {
    const first = this.#seq - this.#tail.count
    this.#checkpoint = bytes
    this.#tail.drop(upToSeq - first)
  }

  [Symbol.dispose](): void {
    this.doc.destroy()
  }
}

function hasPending(doc: Y.Doc): boolean {
  return doc.store.pendingStructs !== null || doc.store.pendingDs !== null
}

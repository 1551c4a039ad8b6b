/** What the disk has, kept along with every commit that resolves; and the promises it is held against. */
import * as Y from 'yjs'
import type { BoardCommit, Fact, Store } from '../../../server/core/ports.ts'
import { keepAsWritten } from '../../../shared/board/as-written.ts'
import { readAll } from '../../../shared/board/layout.ts'
import { downSchema } from '../../../shared/wire/control.ts'
import { readFrame } from '../../../shared/wire/frames.ts'
import { seededBoard } from '../room-world.ts'
import { lettersIn } from './letters.ts'
import type { Watch } from './line.ts'

export class KeptDisk implements Watch {
  readonly doc = seededBoard()
  /** Promises that were broken; thrown, they would be taken for a defect of the room. */
  readonly broken = new Set<string>()
  #snapshot: Y.Snapshot | null = null

  constructor() {
    keepAsWritten(this.doc)
  }
  /** Every letter that ever lay in what was stored. */
  readonly letters = new Set<string>()

  watch(store: Store): void {
    const commit = store.commit.bind(store)
    store.commit = async (boards: readonly BoardCommit[], facts: readonly Fact[]) => {
      await commit(boards, facts)
      for (const { updates } of boards) for (const update of updates) this.#take(update)
    }
  }

  /** What reached the disk and was answered to nobody. */
  found(doc: Y.Doc): void {
    this.#take(Y.encodeStateAsUpdate(doc))
  }

  #take(update: Uint8Array): void {
    this.#snapshot = null
    for (const letter of lettersOf(update)) this.letters.add(letter)
    Y.applyUpdate(this.doc, update)
  }

  has(update: Uint8Array): boolean {
    this.#snapshot ??= Y.snapshot(this.doc)
    return Y.snapshotContainsUpdate(this.#snapshot, update)
  }

  get records() {
    return readAll(this.doc)
  }

  /** The server sends: now is when it must be true. */
  sends(bytes: Uint8Array, arrived: readonly (Uint8Array | null)[]): void {
    const frame = readFrame(bytes)
    if ((frame.type === 'update' || frame.type === 'step2') && !this.has(frame.update)) {
      this.broken.add('shown before it was stored')
    }
    if (frame.type !== 'control') return
    const down = downSchema.parse(JSON.parse(frame.json))
    if (down.type !== 'saved') return
    for (const update of arrived.slice(0, down.upTo)) {
      if (update !== null && !this.has(update)) this.broken.add('called saved before it was stored')
    }
  }
}

/** Letters in all that an update would bring, also in what it brings deleted. */
function lettersOf(update: Uint8Array): string[] {
  return Y.decodeUpdate(update).structs.flatMap((struct) => {
    if (!('content' in struct)) return []
    const { content } = struct
    if (content instanceof Y.ContentString) return lettersIn(content.str)
    return content instanceof Y.ContentAny ? lettersIn(JSON.stringify(content.arr)) : []
  })
}

/**
 * The records of a doc as values, read once and again only where something was touched: reading all
 * of a large board takes longer than everything else that a note by HTTP needs.
 */
import type * as Y from 'yjs'
import { readLoose, readRecord, recordsOf } from '../../shared/board/layout.ts'
import { validateRecord, type BoardRecord } from '../../shared/board/schema.ts'

export class ReadRecords {
  readonly #doc: Y.Doc
  /** Null for one that is gone, or not valid alone: it keeps its place in the order. */
  readonly #read = new Map<string, BoardRecord | null>()
  /** Null until someone asked for the first time: then all are. */
  #touched: Set<string> | null = null

  constructor(doc: Y.Doc) {
    this.#doc = doc
  }

  /** These may be others now. */
  touch(ids: Iterable<string>): void {
    if (this.#touched === null) return
    for (const id of ids) this.#touched.add(id)
  }

  /** Every record that is valid alone; the map is the caller's. */
  all(): Map<string, BoardRecord> {
    this.#readTouched()
    const all = new Map<string, BoardRecord>()
    for (const [id, record] of this.#read) if (record !== null) all.set(id, record)
    return all
  }

  /** What lies there and isn't among `all`, by id, each with why; in the words of `validateRecord`. */
  leftOut(): ReadonlyMap<string, string> {
    this.#readTouched()
    const records = recordsOf(this.#doc)
    const leftOut = new Map<string, string>()
    for (const [id, record] of this.#read) {
      if (record !== null || !records.has(id)) continue
      const validated = validateRecord(readLoose(records, id))
      if (!validated.ok) leftOut.set(id, validated.reason)
    }
    return leftOut
  }

  #readTouched(): void {
    const records = recordsOf(this.#doc)
    for (const id of this.#touched ?? records.keys()) this.#read.set(id, readRecord(records, id))
    this.#touched = new Set()
  }
}

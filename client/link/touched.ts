/**
 * What this page has changed in the doc and does not yet know to be on the server's disk, as record
 * ids and the groups in them. When the server refuses an update it applies nothing of it and nothing
 * later of that doc; then a fresh doc takes its place and `rewrite` puts what was touched, and was
 * not itself refused, into it again.
 */
import * as Y from 'yjs'
import { readRecord, recordsOf, writeDiff, type Records } from '../../shared/board/layout.ts'
import { plainText, readText, writeText } from '../../shared/board/text.ts'
import { updateBytesMax } from '../../shared/wire/bounds.ts'
import { inParts } from './parts.ts'

/** Groups touched in a record; `whole` when it was made or taken away. */
export type Groups = 'whole' | ReadonlySet<string>
export type Touched = ReadonlyMap<string, Groups>
/** The same as plain values, to be kept between two loads of the page. */
export type TouchedEntries = readonly (readonly [string, 'whole' | readonly string[]])[]

/** Collects what local transactions touch in a doc, until disposed. */
export class TouchedRecords implements Disposable {
  readonly #records: Records
  #touched = new Map<string, 'whole' | Set<string>>()
  #latest: ReadonlySet<string> = new Set()

  constructor(doc: Y.Doc) {
    this.#records = recordsOf(doc)
    this.#records.observeDeep(this.#collect)
  }

  now(): Touched {
    return this.#touched
  }

  /** The records of the latest transaction alone. */
  latest(): ReadonlySet<string> {
    return this.#latest
  }

  forget(): void {
    this.#touched = new Map()
  }

  entries(): TouchedEntries {
    return [...this.#touched].map(([id, groups]) => [id, groups === 'whole' ? groups : [...groups]])
  }

  /** What an earlier page touched counts as touched here. */
  restore(entries: TouchedEntries): void {
    for (const [id, groups] of entries) {
      const here = this.#touched.get(id)
      if (groups === 'whole' || here === 'whole') this.#touched.set(id, 'whole')
      else this.#touched.set(id, new Set([...(here ?? []), ...groups]))
    }
  }

  [Symbol.dispose](): void {
    this.#records.unobserveDeep(this.#collect)
  }

  readonly #collect = (events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction): void => {
    if (!transaction.local) return
    const latest = new Set<string>()
    this.#latest = latest
    for (const event of events) {
      const [id, group] = event.path
      if (typeof id !== 'string') {
        for (const key of event.changes.keys.keys()) {
          this.#touched.set(key, 'whole')
          latest.add(key)
        }
        continue
      }
      latest.add(id)
      const groups = this.#touched.get(id) ?? new Set<string>()
      if (groups === 'whole') continue
      if (typeof group === 'string') groups.add(group)
      else for (const key of event.changes.keys.keys()) groups.add(key)
      this.#touched.set(id, groups)
    }
  }
}

export function touchedFrom(entries: TouchedEntries): Touched {
  return new Map(entries.map(([id, groups]) => [id, groups === 'whole' ? groups : new Set(groups)]))
}

/** Words that the server did not take, for the tray. */
export interface LostWords {
  readonly recordId: string
  readonly text: string
}

/** All words that were touched. */
export function wordsIn(doc: Y.Doc, touched: Touched): LostWords[] {
  const records = recordsOf(doc)
  return [...touched].flatMap(([id, groups]) => {
    const text = wordsOf(records.get(id))
    return text !== '' && touchedText(groups) ? [{ recordId: id, text }] : []
  })
}

/**
 * Writes what was touched in `old` into `fresh`, which is in step with the server, leaving out the
 * refused records. Returns the words that are now only with their writer.
 */
export function rewrite(
  old: Y.Doc,
  fresh: Y.Doc,
  touched: Touched,
  refused: ReadonlySet<string>,
  origin: unknown,
): LostWords[] {
  const both = mergedOf(old, fresh)
  const sides: Sides = { from: recordsOf(old), to: recordsOf(fresh), both: recordsOf(both) }
  const lost: LostWords[] = []
  for (const part of partsOf(sides.from, touched)) {
    fresh.transact(() => {
      for (const [id, groups] of part) {
        const words = wordsOf(sides.from.get(id))
        if (refused.has(id) || !rewriteRecord(sides, id, groups)) {
          if (words !== '' && touchedText(groups) && words !== wordsOf(sides.to.get(id))) {
            lost.push({ recordId: id, text: words })
          }
        }
      }
    }, origin)
  }
  both.destroy()
  return lost
}

interface Sides {
  readonly from: Records
  readonly to: Records
  /** What the doc would be had nothing been refused: in its texts are our letters and those of others. */
  readonly both: Records
}

/** What goes up as one update each: none may be larger than the server takes. */
function partsOf(from: Records, touched: Touched): (readonly [string, Groups])[][] {
  const sized = [...touched].map(([id, groups]) => {
    const record = readRecord(from, id)
    return {
      one: [id, groups] as const,
      id,
      parent: record?.typeName === 'shape' ? record.parentId : null,
      // The letters of its JSON, which is about the bytes of its update, and never a quarter of them.
      size: record === null ? 1 : JSON.stringify(record).length,
      isLast: record?.typeName !== 'shape',
    }
  })
  return inParts(sized, updateBytesMax / 4)
}

function mergedOf(old: Y.Doc, fresh: Y.Doc): Y.Doc {
  const merged = new Y.Doc()
  for (const doc of [fresh, old]) Y.applyUpdate(merged, Y.encodeStateAsUpdate(doc))
  return merged
}

/** False when the record is gone on the server's side, so that there is nothing to write into. */
function rewriteRecord({ from, to, both }: Sides, id: string, groups: Groups): boolean {
  const old = from.get(id)
  const fresh = to.get(id)
  if (old === undefined) {
    to.delete(id)
    return true
  }
  if (groups === 'whole') {
    const after = (fresh === undefined ? null : readRecord(both, id)) ?? readRecord(from, id)
    if (after === null) return false
    writeDiff(to, readRecord(to, id), after)
    return true
  }
  if (fresh === undefined) return false
  for (const group of groups) rewriteGroup(old, fresh, both.get(id), group)
  return true
}

function rewriteGroup(
  old: Y.Map<unknown>,
  fresh: Y.Map<unknown>,
  both: Y.Map<unknown> | undefined,
  group: string,
): void {
  const value = old.get(group)
  const present = fresh.get(group)
  if (value instanceof Y.XmlFragment) {
    const merged = both?.get(group)
    if (!(present instanceof Y.XmlFragment)) return
    writeText(present, readText(merged instanceof Y.XmlFragment ? merged : value))
  } else if (value === undefined) {
    fresh.delete(group)
  } else if (JSON.stringify(value) !== JSON.stringify(present)) {
    fresh.set(group, value)
  }
}

function wordsOf(record: Y.Map<unknown> | undefined): string {
  // What another version or a broken device kept may be anything.
  const text = record instanceof Y.Map ? record.get('text') : null
  return text instanceof Y.XmlFragment ? plainText(readText(text)).trim() : ''
}

function touchedText(groups: Groups): boolean {
  return groups === 'whole' || groups.has('text')
}

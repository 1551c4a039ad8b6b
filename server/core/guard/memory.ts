/**
 * What the guard has seen of a doc before, so that nothing is read, checked or counted again that did
 * not change. Every transaction says what it touched, and that is forgotten; the exception is what was
 * just judged, which is compared with what Yjs really made of it.
 *
 * Invariants:
 * 1. A record here has the properties that the doc gives it now, its text left out (`withoutWords`).
 * 2. One called sound is valid, its text included: checked whole once, and after that only changed by
 *    what the guard let through.
 * 3. It belongs to one doc and lives as long.
 */
import * as Y from 'yjs'
import { baseKey, joinRecord, textKey, type Loose } from '../../../shared/board/groups.ts'
import { isObject, isSameJson, type Json } from '../../../shared/board/json.ts'
import { readLoose, recordsOf, type Records } from '../../../shared/board/layout.ts'
import { isShape, validateRecord, type BoardRecord } from '../../../shared/board/schema.ts'
import { topOfTemplates } from '../../../shared/board/stacking.ts'
import { templateShapeTypes } from '../../../shared/board/vocabulary.ts'

/** Something that the doc holds under an id. */
export interface Known {
  readonly record: BoardRecord
  /** Valid with all that is in it; otherwise it may be mended, and is judged whole each time. */
  readonly isSound: boolean
}

/** What a change that was let through makes of a record: these groups, and the record with them. */
export interface Foreseen {
  readonly record: BoardRecord
  readonly isNew: boolean
  readonly groups: ReadonlyMap<string, Json | undefined>
}

interface Kept extends Known {
  readonly parts: Y.Map<unknown>
}

const laid = new Set<string>(templateShapeTypes)
/** Any text stands for a record's own: what it says is for other rules. */
export const emptyText = { type: 'doc', content: [{ type: 'paragraph' }] } as const

const memories = new WeakMap<Y.Doc, Memory>()

export function memoryOf(doc: Y.Doc): Memory {
  const known = memories.get(doc)
  if (known !== undefined) return known
  const made = new Memory(doc)
  memories.set(doc, made)
  return made
}

export class Memory {
  readonly #records: Records
  readonly #kept = new Map<string, Kept>()
  #foreseen: ReadonlyMap<string, Foreseen> | null = null
  /** Of the whole board, once someone asked. */
  #overview: Overview | null = null
  readonly #touched = new Set<string>()

  constructor(doc: Y.Doc) {
    this.#records = recordsOf(doc)
    doc.on('afterTransaction', (transaction) => this.#changed(transaction))
  }

  /** Null when there is nothing, or nothing that reads as a record. */
  known(id: string): Known | null {
    const kept = this.#kept.get(id)
    if (kept !== undefined) return kept
    const parts = this.#records.get(id)
    const loose = readLoose(this.#records, id)
    if (parts === undefined || loose === null || !isKept(loose)) return null
    const made = { parts, record: withoutWords(loose), isSound: validateRecord(loose).ok }
    this.#kept.set(id, made)
    return made
  }

  /** The next transaction may be that of an update which was let through just now. */
  foresee(records: ReadonlyMap<string, Foreseen> | null): void {
    this.#foreseen = records
  }

  /** The place in the stacking order of the highest part of a template; null without any. */
  get topOfTemplates(): string | null {
    return this.#overviewNow().top()
  }
  childrenOf(id: string): Iterable<string> {
    return this.#overviewNow().childrenOf(id)
  }
  /** How many ids have something under them. */
  get size(): number {
    return this.#overviewNow().size
  }

  #overviewNow(): Overview {
    if (this.#overview === null) {
      this.#overview = new Overview()
      for (const id of this.#records.keys()) this.#touched.add(id)
    }
    for (const id of this.#touched) this.#overview.put(id, this.#glance(id))
    this.#touched.clear()
    return this.#overview
  }

  /** For the overview nobody checks a record whole: it looks at all of them. */
  #glance(id: string): Glance | null {
    const kept = this.#kept.get(id)
    if (kept !== undefined) return glanceAt(kept.record)
    const parts = this.#records.get(id)
    if (parts === undefined) return null
    const base: unknown = parts instanceof Y.Map ? parts.get(baseKey) : null
    if (!isObject(base) || base['id'] !== id) return nothingOfNote
    const groups = new Map([...parts].filter(([key]) => key !== baseKey && key !== textKey))
    const loose = joinRecord({ base, groups })
    return isKept(loose) ? glanceAt(loose) : nothingOfNote
  }

  #changed({ changed, changedParentTypes, local }: Y.Transaction): void {
    const foreseen = local ? null : this.#foreseen
    this.#foreseen = null
    const ids = new Set<string>()
    for (const id of changed.get(this.#records as never) ?? []) if (id !== null) ids.add(id)
    for (const type of changedParentTypes.keys()) {
      // oxlint-disable-next-line no-underscore-dangle -- Yjs has no other way from a type to its item
      const owner = type._item
      if (owner !== null && owner.parent === this.#records && owner.parentSub !== null)
        ids.add(owner.parentSub)
    }
    for (const id of ids) {
      const next = this.#asForeseen(id, foreseen?.get(id))
      if (next === null) this.#kept.delete(id)
      else this.#kept.set(id, next)
      if (this.#overview !== null) this.#touched.add(id)
    }
  }

  /** Of two changes at once Yjs keeps one: what is kept here is what it kept. */
  #asForeseen(id: string, foreseen: Foreseen | undefined): Kept | null {
    const parts = this.#records.get(id)
    if (foreseen === undefined || parts === undefined) return null
    for (const [key, value] of foreseen.groups) {
      if (value === undefined || !isSameJson(parts.get(key), value)) return null
    }
    const isSameMap = this.#kept.get(id)?.parts === parts
    // Other groups than the foreseen ones are those of before; in a new map there are none.
    const isWhole = !foreseen.isNew || parts.size === foreseen.groups.size + Number(parts.has(textKey))
    if (isSameMap === foreseen.isNew || !isWhole) return null
    return { parts, record: foreseen.record, isSound: true }
  }
}

/** What counts of a record for others: where it lies, and its place in the order when a template laid it. */
interface Glance {
  readonly parent: string | null
  readonly laid: BoardRecord | null
}

const nothingOfNote: Glance = { parent: null, laid: null }

function glanceAt(record: BoardRecord): Glance {
  if (!isShape(record)) return nothingOfNote
  return { parent: record.parentId, laid: laid.has(record.type) ? record : null }
}

class Overview {
  readonly #glances = new Map<string, Glance>()
  readonly #children = new Map<string, Set<string>>()
  readonly #laid = new Map<string, BoardRecord>()

  get size(): number {
    return this.#glances.size
  }
  top(): string | null {
    return topOfTemplates(this.#laid.values())
  }
  childrenOf(id: string): Iterable<string> {
    return this.#children.get(id) ?? []
  }

  put(id: string, glance: Glance | null): void {
    const before = this.#glances.get(id)
    if (before !== undefined) this.#take(id, before)
    if (glance === null) return
    this.#glances.set(id, glance)
    if (glance.laid !== null) this.#laid.set(id, glance.laid)
    if (glance.parent === null) return
    const siblings = this.#children.get(glance.parent) ?? new Set()
    this.#children.set(glance.parent, siblings.add(id))
  }

  #take(id: string, { parent }: Glance): void {
    this.#glances.delete(id)
    this.#laid.delete(id)
    if (parent === null) return
    const siblings = this.#children.get(parent)
    siblings?.delete(id)
    if (siblings?.size === 0) this.#children.delete(parent)
  }
}

function isKept(loose: Loose): loose is Loose & BoardRecord {
  return typeof loose['typeName'] === 'string'
}

/** The same record with any text for its own. */
export function withoutWords<R extends BoardRecord>(record: R): R {
  if (!isShape(record) || !('richText' in record.props)) return record
  return { ...record, props: { ...record.props, richText: emptyText } }
}

/**
 * A board's doc: which keys hold what, and how records go in and come out.
 *
 * Root `records`: id → Y.Map of one record. In it `base` (the record as it was made, JSON), a key
 * per group that was changed since (`groups.ts`), and `text` (letters) for shapes that have any.
 * Root `meta` is the server's: `format`, `schema`, `epoch`.
 *
 * The doc is the truth. What is read here is unvalidated: `validateRecord` and `integrity.ts` come
 * after it.
 */
import * as Y from 'yjs'
import { firstRecords } from './factories.ts'
import {
  baseKey,
  groupValue,
  hasText,
  joinRecord,
  changedGroups,
  storedForm,
  textKey,
  type Loose,
} from './groups.ts'
import { isAllInSight, isObject, isSameJson } from './json.ts'
import { normaliseRichText, type LooseText } from './rich-text.ts'
import { richTextOf, serialisedSchema, validateRecord, type BoardRecord } from './schema.ts'
import { mergeTexts, readText, writeText } from './text.ts'
import type { RichText } from './vocabulary.ts'

/** The records of a board, each in a map of its own. */
export type Records = Y.Map<Y.Map<unknown>>

/** Raised when the keys of the doc change their meaning. */
export const docFormat = 1

export function recordsOf(doc: Y.Doc): Records {
  return doc.getMap('records')
}

export interface DocMeta {
  readonly format: number
  readonly schema: string
  readonly epoch: number
}

/** Null for a doc that the server has not seeded yet. */
export function readMeta(doc: Y.Doc): DocMeta | null {
  const meta = doc.getMap('meta')
  const [format, schema, epoch] = [meta.get('format'), meta.get('schema'), meta.get('epoch')]
  if (typeof format !== 'number' || typeof schema !== 'string' || typeof epoch !== 'number') return null
  return { format, schema, epoch }
}

/** Writes what every board has from its first moment. The server's, once per board. */
export function seedBoard(doc: Y.Doc, { title, epoch }: { title: string; epoch: number }): void {
  doc.transact(() => {
    const meta = doc.getMap('meta')
    meta.set('format', docFormat)
    meta.set('schema', serialisedSchema)
    meta.set('epoch', epoch)
    for (const record of firstRecords(title)) writeDiff(recordsOf(doc), null, record)
  })
}

// ---- reading ----------------------------------------------------------------------------------

/**
 * The record as the doc has it now, whatever it is; null when there is none. What no writer of ours
 * makes (an unknown key, a group of another form, letters in `base`) is named in a property
 * `foreign`, which no record may have: so nothing can lie hidden in a record that reads as valid.
 */
export function readLoose(records: Records, id: string): Loose | null {
  const parts = records.get(id)
  if (!(parts instanceof Y.Map)) return null
  const base = parts.get(baseKey)
  // The key in `records` is the id: a base that says otherwise is no record.
  if (!isObject(base) || base['id'] !== id) return null
  const groups = new Map([...parts].filter(([key]) => key !== baseKey && key !== textKey))
  // First: what is nested deeper than a record is would end whoever compares it.
  if (!isAllInSight([base, ...groups.values()])) return { id, foreign: ['out of sight'] }
  const joined = joinRecord({ base, groups })
  const foreign = [...groups.keys()].filter((key) => !isSameJson(groupValue(joined, key), groups.get(key)))
  if (!isSameJson(base, storedForm(base))) foreign.push(baseKey)
  const text = parts.get(textKey)
  const letters = hasText(base) && text instanceof Y.XmlFragment ? readText(text) : null
  if (letters === null && text !== undefined) foreign.push(textKey)
  const record = letters === null ? joined : withText(joined, letters)
  return foreign.length > 0 ? { ...record, foreign } : record
}

function withText(record: Loose, richText: RichText): Loose {
  return { ...record, props: { ...(isObject(record['props']) ? record['props'] : {}), richText } }
}

/**
 * The record when the doc has one that is valid alone; null when there is none, and for an invalid
 * one. Whoever must tell those apart (the guard) takes `readLoose` and `validateRecord`.
 */
export function readRecord(records: Records, id: string): BoardRecord | null {
  const loose = readLoose(records, id)
  if (loose === null) return null
  const validated = validateRecord(loose)
  return validated.ok ? validated.record : null
}

/** Every record that is valid alone. */
export function readAll(doc: Y.Doc): Map<string, BoardRecord> {
  const records = recordsOf(doc)
  const all = new Map<string, BoardRecord>()
  for (const id of records.keys()) {
    const record = readRecord(records, id)
    if (record !== null) all.set(id, record)
  }
  return all
}

// ---- writing ----------------------------------------------------------------------------------

/**
 * Brings what changed from `before` to `after` into the doc, and nothing else. Call inside a
 * transaction. A record that someone removed meanwhile stays removed: deleting wins over changing.
 */
export function writeDiff(records: Records, before: BoardRecord | null, after: BoardRecord | null): void {
  if (after === null) {
    if (before !== null) records.delete(before.id)
    return
  }
  const parts = records.get(after.id)
  if (parts === undefined) {
    if (before === null) create(records, after)
    return
  }
  // Made here while it was there already (undo of a delete that came back by another way): its map
  // stays, or what others wrote in it would be lost.
  change(parts, before ?? readRecord(records, after.id), after)
}

function create(records: Records, record: BoardRecord): void {
  const parts = new Y.Map<unknown>()
  records.set(record.id, parts)
  parts.set(baseKey, storedForm(looseOf(record)))
  const richText = richTextOf(record)
  if (richText === null) return
  const text = new Y.XmlFragment()
  parts.set(textKey, text)
  writeText(text, richText)
}

function change(parts: Y.Map<unknown>, before: BoardRecord | null, after: BoardRecord): void {
  const base = parts.get(baseKey)
  for (const [key, value] of changedGroups(before === null ? null : looseOf(before), looseOf(after))) {
    const present = parts.has(key) || !isObject(base) ? parts.get(key) : groupValue(base, key)
    // Someone else may have made the very same change.
    if (!isSameJson(present, value)) parts.set(key, value)
  }
  changeText(parts, before === null ? null : richTextOf(before), richTextOf(after))
}

function changeText(parts: Y.Map<unknown>, before: LooseText | null, after: LooseText | null): void {
  const fragment = parts.get(textKey)
  if (after === null || after === before || !(fragment instanceof Y.XmlFragment)) return
  const wanted = normaliseRichText(after)
  if (before === null) return writeText(fragment, wanted)
  const earlier = normaliseRichText(before)
  if (isSameJson(earlier, wanted)) return
  const present = readText(fragment)
  // Letters of others that came in since `before`: writing `after` over them would take them away.
  writeText(fragment, isSameJson(present, earlier) ? wanted : mergeTexts(earlier, wanted, present))
}

function looseOf(record: BoardRecord): Loose {
  return { ...record }
}

/**
 * Brings a doc that an older version wrote to the schema of this one, with tldraw's own migrations and
 * ours. The server does so once when a board is opened, and stores it; who reads a snapshot does it to
 * a copy. A record that doesn't come through stays as it lies, left out like any other that no reader
 * takes. Invariant: what comes through reads as tldraw's migration makes it.
 */
import * as Y from 'yjs'
import { baseKey, joinRecord, groupKeysOf, storedForm, textKey, type Loose } from './groups.ts'
import { isObject, isSameJson } from './json.ts'
import { docFormat, readLoose, readMeta, recordsOf, writeDiff, type Records } from './layout.ts'
import { boardSchema, richTextOf, serialisedSchema, validateRecord, type BoardRecord } from './schema.ts'
import { readText, writeText } from './text.ts'

export type SchemaAge = 'present' | 'older' | 'newer' | 'unknown'

type Schema = Pick<typeof boardSchema, 'getMigrationsSince'>
type Migrations = Extract<ReturnType<Schema['getMigrationsSince']>, { ok: true }>['value']

/** Of the version that wrote this doc, beside ours. `unknown`: it says nothing that could be read. */
export function schemaAgeOf(doc: Y.Doc): SchemaAge {
  const meta = readMeta(doc)
  if (meta === null) return 'unknown'
  if (meta.format > docFormat) return 'newer'
  if (meta.schema === serialisedSchema) return 'present'
  const persisted = parsed(meta.schema)
  if (persisted === null) return 'unknown'
  return boardSchema.getMigrationsSince(persisted).ok ? 'older' : 'newer'
}

/** Writes an `older` doc as this version has it, in one transaction; any other stays as it is. */
export function upgrade(doc: Y.Doc): void {
  if (schemaAgeOf(doc) !== 'older') return
  const from = readMeta(doc)?.schema ?? ''
  doc.transact(() => {
    writeMigrated(recordsOf(doc), from)
    const meta = doc.getMap('meta')
    meta.set('schema', serialisedSchema)
    meta.set('format', docFormat)
  })
}

function writeMigrated(records: Records, from: string): void {
  const before = new Map<string, Loose>()
  for (const id of records.keys()) {
    const old = readOld(records, id)
    if (old !== null) before.set(id, old)
  }
  const after = migrated(before, from)
  for (const id of before.keys()) if (!after.has(id)) records.delete(id)
  for (const [id, loose] of after) {
    // The very same as before: it came through no migration, or could not.
    if (loose === before.get(id)) continue
    const validated = validateRecord(loose)
    if (validated.ok && validated.record.id === id) write(records, validated.record)
  }
}

/** A record as its version had it: what this one knows no group for was a property of its own. */
function readOld(records: Records, id: string): Loose | null {
  const parts = records.get(id)
  if (!(parts instanceof Y.Map)) return null
  const base = parts.get(baseKey)
  if (!isObject(base) || base['id'] !== id) return null
  const known = new Set(groupKeysOf(base))
  const groups = new Map<string, unknown>()
  const props: { [key: string]: unknown } = {}
  for (const [key, value] of parts) {
    if (key === textKey && value instanceof Y.XmlFragment) props['richText'] = readText(value)
    else if (value instanceof Y.AbstractType) return null
    else if (known.has(key)) groups.set(key, value)
    else if (key !== baseKey) props[key] = value
  }
  const joined = joinRecord({ base, groups })
  if (Object.keys(props).length === 0) return joined
  return { ...joined, props: { ...(isObject(joined['props']) ? joined['props'] : {}), ...props } }
}

/**
 * These records by the migrations since that schema; the very same value where nothing was to be done,
 * or a migration could not take it.
 */
export function migrated(
  records: ReadonlyMap<string, Loose>,
  from: string,
  schema: Schema = boardSchema,
): ReadonlyMap<string, Loose> {
  const persisted = parsed(from)
  const migrations = persisted === null ? null : schema.getMigrationsSince(persisted)
  if (migrations === null || !migrations.ok || migrations.value.length === 0) return records
  // One record that no migration understands must not keep the others from theirs.
  const sound = new Map(
    [...records].filter(([id, record]) => run(migrations.value, { [id]: record }) !== null),
  )
  const after = run(migrations.value, Object.fromEntries(sound))
  if (after === null) return records
  const result = new Map<string, Loose>()
  for (const [id, record] of records) if (!sound.has(id)) result.set(id, record)
  for (const [id, record] of Object.entries(after)) {
    const was = sound.get(id)
    if (isObject(record)) result.set(id, was !== undefined && isSameJson(was, record) ? was : record)
  }
  return result
}

/** Null when one of them could not be done. */
function run(
  migrations: Migrations,
  records: { readonly [id: string]: Loose },
): { [id: string]: unknown } | null {
  try {
    // A migration changes what it is given.
    let store: { [id: string]: unknown } = JSON.parse(JSON.stringify(records))
    for (const migration of migrations) {
      if (migration.scope === 'store') {
        store = asObject(migration.up(store as never)) ?? store
        continue
      }
      for (const [id, record] of Object.entries(store)) {
        if (migration.filter?.(record as never) === false) continue
        store[id] = asObject(migration.up(record as never)) ?? record
      }
    }
    return store
  } catch (cause) {
    // What a migration does not understand it says by throwing.
    if (cause instanceof Error) return null
    throw cause
  }
}

function asObject(value: unknown): { [id: string]: unknown } | null {
  return isObject(value) ? value : null
}

function write(records: Records, record: BoardRecord): void {
  const parts = records.get(record.id)
  if (!(parts instanceof Y.Map)) return writeDiff(records, null, record)
  if (isSameJson(readLoose(records, record.id), record)) return
  for (const key of parts.keys()) if (key !== baseKey && key !== textKey) parts.delete(key)
  parts.set(baseKey, storedForm({ ...record }))
  const richText = richTextOf(record)
  const letters = parts.get(textKey)
  if (richText === null) return parts.delete(textKey)
  // Letters that are there stay the same letters.
  const text = letters instanceof Y.XmlFragment ? letters : new Y.XmlFragment()
  if (text !== letters) parts.set(textKey, text)
  writeText(text, richText)
}

type Persisted = Parameters<Schema['getMigrationsSince']>[0]

function parsed(serialised: string): Persisted | null {
  try {
    const schema: unknown = JSON.parse(serialised)
    return isPersisted(schema) ? schema : null
  } catch {
    return null
  }
}

function isPersisted(schema: unknown): schema is Persisted {
  if (!isObject(schema) || schema['schemaVersion'] !== 2) return false
  const sequences = schema['sequences']
  return isObject(sequences) && Object.values(sequences).every((version) => Number.isInteger(version))
}

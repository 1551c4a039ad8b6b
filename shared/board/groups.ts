/**
 * How a record falls apart into groups: the properties that change together share one key of the
 * record's Y.Map, so that two people changing different things of one shape both keep their change,
 * and one drag writes one key. The one table that names the groups.
 *
 * `base` is what never changes (id, type, author, origin); the text of a shape is no group but
 * letters in a Y.XmlFragment (`text.ts`); what each browser measures for itself is in no group.
 */
import { isObject, isSameJson, type Json } from './json.ts'
import { propNamesOf } from './schema.ts'

/** Keys of a record's Y.Map that are no group. */
export const baseKey = 'base'
export const textKey = 'text'

/** Where a property lies in a record. */
type Path = readonly [string] | readonly ['props' | 'meta', string]
interface Group {
  readonly key: string
  readonly paths: readonly Path[]
  /** One path: the value itself. `list`: the values in the order of the paths. `fields`: an object, absent ones left out. */
  readonly form: 'value' | 'list' | 'fields'
}

const own = (key: string): Group => ({ key, paths: [[key]], form: 'value' })
const prop = (key: string, name = key): Group => ({ key, paths: [['props', name]], form: 'value' })
const props = (key: string, names: readonly string[]): Group => ({
  key,
  paths: names.map((name) => ['props', name] as const),
  form: 'list',
})

/** Parent and coordinates are one decision of one person: else a shape lands at one frame's coordinates in another. */
const position: Group = { key: 'pos', paths: [['parentId'], ['x'], ['y'], ['rotation']], form: 'list' }
const kind: Group = {
  key: 'kind',
  paths: [
    ['meta', 'kind'],
    ['meta', 'kindLog'],
  ],
  form: 'fields',
}
const everyShape: readonly Group[] = [position, own('index'), own('opacity'), own('isLocked')]

/** Groups that are not simply one prop under its own name. A prop named here has no key of its own. */
const grouped: { readonly [shapeType: string]: readonly Group[] } = {
  note: [kind],
  text: [kind, props('box', ['w', 'autoSize', 'scale'])],
  geo: [kind, props('box', ['w', 'h'])],
  // `kind` and `text` are taken: what sort of note it is, and letters.
  arrow: [kind, prop('arrowKind', 'kind'), prop('label', 'text')],
  line: [kind],
  draw: [kind, props('path', ['segments', 'isComplete', 'isClosed'])],
  highlight: [kind, props('path', ['segments', 'isComplete'])],
  group: [kind],
  image: [kind, props('box', ['w', 'h'])],
  zone: [props('box', ['w', 'h']), prop('noteKind', 'kind')],
  header: [props('box', ['w', 'h'])],
  mark: [props('box', ['w', 'h'])],
  card: [props('box', ['w', 'h'])],
}

/** Measured from the text by each browser with its own fonts: never in the doc, zero when read. */
const measured: { readonly [shapeType: string]: readonly string[] } = {
  note: ['growY', 'fontSizeAdjustment'],
  geo: ['growY'],
}

const others: { readonly [typeName: string]: readonly Group[] } = {
  document: [own('name'), own('gridSize')],
  page: [own('name'), own('index')],
  // Never changes.
  asset: [],
  // Which shapes an arrow holds and where it touches them: an end of one person and a place of
  // another would make an arrow that nobody drew.
  binding: [{ key: 'ends', paths: [['fromId'], ['toId'], ['props']], form: 'list' }],
}

const shapeTables = new Map<string, readonly Group[]>()

/** All groups of a record's type; empty for a type that has no place on a board. */
function tableOf(record: Loose): readonly Group[] {
  const { typeName, type } = record
  if (typeName !== 'shape') return (typeof typeName === 'string' ? others[typeName] : undefined) ?? []
  return typeof type === 'string' ? shapeTable(type) : []
}

function shapeTable(type: string): readonly Group[] {
  const known = shapeTables.get(type)
  if (known !== undefined) return known
  const names = propNamesOf(type)
  if (names === null) return []
  const special = grouped[type] ?? []
  const taken = new Set(
    special.flatMap((group) => group.paths.flatMap((path) => (path[0] === 'props' ? [path[1]] : []))),
  )
  const left = names.filter(
    (name) => !taken.has(name) && name !== 'richText' && !measuredOf(type).includes(name),
  )
  const table = [...everyShape, ...special, ...left.map((name) => prop(name))]
  shapeTables.set(type, table)
  return table
}

function measuredOf(type: unknown): readonly string[] {
  return (typeof type === 'string' ? measured[type] : undefined) ?? []
}

/** A record of which nothing is known but that it is an object. */
export type Loose = { readonly [key: string]: unknown }

/** Names of the groups a record of this type may have; any other key in its Y.Map is foreign. */
export function groupKeysOf(record: Loose): readonly string[] {
  return tableOf(record).map((group) => group.key)
}

/** The group that a property belongs to, as `['props', 'w']` or `['x']`; null when it is in none. */
export function groupOf(record: Loose, path: readonly string[]): string | null {
  const group = tableOf(record).find(({ paths }) => paths.some((own) => own.join(' ') === path.join(' ')))
  return group?.key ?? null
}

/** Whether shapes of this type have letters. */
export function hasText(record: Loose): boolean {
  return (
    record['typeName'] === 'shape' &&
    typeof record['type'] === 'string' &&
    propNamesOf(record['type'])?.includes('richText') === true
  )
}

/** What a record consists of. Absent groups are those whose properties the record lacks. */
export interface RecordParts {
  readonly base: Loose
  readonly groups: ReadonlyMap<string, unknown>
}

/** The value of one group; undefined when the record lacks it or its type has no such group. */
export function groupValue(record: Loose, key: string): Json | undefined {
  const group = tableOf(record).find((each) => each.key === key)
  return group && valueOf(record, group)
}

/** The groups of a record that differ from those it had before. */
export function changedGroups(
  before: Loose | null,
  after: Loose,
): readonly (readonly [key: string, value: Json])[] {
  return tableOf(after).flatMap((group) => {
    const value = valueOf(after, group)
    const isSame = value === undefined || (before !== null && isSameJson(valueOf(before, group), value))
    return isSame ? [] : [[group.key, value] as const]
  })
}

/** A record without its text and without what is measured, as it goes into `base` when it is made. */
export function storedForm(record: Loose): Loose {
  if (record['typeName'] !== 'shape' || !isObject(record['props'])) return record
  const leftOut = new Set(['richText', ...measuredOf(record['type'])])
  const kept = Object.entries(record['props']).filter(([name]) => !leftOut.has(name))
  return { ...record, props: Object.fromEntries(kept) }
}

export function splitRecord(record: Loose): RecordParts & { readonly groups: ReadonlyMap<string, Json> } {
  const groups = new Map<string, Json>()
  for (const group of tableOf(record)) {
    const value = valueOf(record, group)
    if (value !== undefined) groups.set(group.key, value)
  }
  return { base: withoutGroups(storedForm(record)), groups }
}

/**
 * A record with these groups of it changed, and all else as it was: the very same values. Null when
 * its type has no such group.
 */
export function withGroups(record: Loose, changes: ReadonlyMap<string, unknown>): Loose | null {
  const after: { [key: string]: unknown } = { ...record }
  const inner: { [key: string]: { [key: string]: unknown } } = {}
  const table = tableOf(record)
  for (const [key, value] of changes) {
    const group = table.find((each) => each.key === key)
    if (group === undefined) return null
    group.paths.forEach((path, at) => {
      const part = partOf(value, group, path, at)
      if (path.length === 1) return put(after, path[0], part)
      put((inner[path[0]] ??= copyOf(record[path[0]])), path[1], part)
    })
  }
  return { ...after, ...inner }
}

function copyOf(value: unknown): { [key: string]: unknown } {
  return isObject(value) ? { ...value } : {}
}

function put(place: { [key: string]: unknown }, name: string, part: unknown): void {
  if (part === undefined) delete place[name]
  else place[name] = part
}

/** The record of these parts, unvalidated and without text. A part that is not as it should be leaves its properties out. */
export function joinRecord({ base, groups }: RecordParts): Loose {
  const record: { [key: string]: unknown } = { ...base }
  const inner: { [K in 'props' | 'meta']: { [key: string]: unknown } } = {
    props: { ...(isObject(base['props']) ? base['props'] : {}) },
    meta: { ...(isObject(base['meta']) ? base['meta'] : {}) },
  }
  for (const group of tableOf(base)) {
    const value = groups.get(group.key)
    if (value === undefined) continue
    group.paths.forEach((path, at) => {
      const part = partOf(value, group, path, at)
      if (path.length === 1) put(record, path[0], part)
      else put(inner[path[0]], path[1], part)
    })
  }
  if (base['typeName'] === 'shape') {
    for (const name of measuredOf(base['type'])) inner.props[name] = 0
    record['props'] = inner.props
  }
  return { ...record, meta: inner.meta }
}

function valueOf(record: Loose, group: Group): Json | undefined {
  const values = group.paths.map((path) => at(record, path))
  if (group.form === 'value') return values[0]
  if (group.form === 'list') {
    return values.every((value) => value === undefined) ? undefined : values.map((value) => value ?? null)
  }
  const named = group.paths.map((path, index) => [path.at(-1) ?? '', values[index]] as const)
  return Object.fromEntries(named.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
}

function partOf(value: unknown, group: Group, path: Path, index: number): unknown {
  if (group.form === 'value') return value
  if (group.form === 'list') return Array.isArray(value) ? value[index] : null
  // Null where an object belongs: absent would be an answer, and a valid one.
  return isObject(value) ? value[path.at(-1) ?? ''] : null
}

function at(record: Loose, path: Path): Json | undefined {
  const place = path.length === 1 ? record : record[path[0]]
  const value = isObject(place) ? place[path.length === 1 ? path[0] : path[1]] : undefined
  return isJson(value) ? value : undefined
}

/** Records come from tldraw's store or from JSON: whatever is there and is no function is JSON. */
function isJson(value: unknown): value is Json {
  return (
    value !== undefined &&
    typeof value !== 'function' &&
    typeof value !== 'symbol' &&
    typeof value !== 'bigint'
  )
}

function withoutGroups(record: Loose): Loose {
  const grouped = new Set(tableOf(record).flatMap(({ paths }) => paths.map((path) => path.join(' '))))
  const strip = (name: 'props' | 'meta') =>
    isObject(record[name])
      ? {
          [name]: Object.fromEntries(
            Object.entries(record[name]).filter(([key]) => !grouped.has(`${name} ${key}`)),
          ),
        }
      : {}
  const top = Object.entries(record).filter(([key]) => !grouped.has(key))
  return { ...Object.fromEntries(top), ...strip('meta'), ...(grouped.has('props') ? {} : strip('props')) }
}

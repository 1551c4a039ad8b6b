/** What no writer of ours makes, to be put straight into a doc: under any id, of any form. */
import * as fc from 'fast-check'
import * as Y from 'yjs'
import { storedForm } from '../../shared/board/groups.ts'
import type { Records } from '../../shared/board/layout.ts'
import { arbitraryRecord } from './board-arbitraries.ts'

/** Something under an id of `records`. */
export interface Junk {
  readonly id: string
  readonly put: (records: Records) => void
}

const ids = fc.oneof(
  fc.constantFrom('', '__proto__', 'shape:', 'shape:a/b', 'camera:page:page', 'pointer:pointer', 'woorden'),
  fc.stringMatching(/^(shape|binding|asset|page|document|instance):[0-9a-z]{1,12}$/),
)

const nested = fc.constantFrom(20, 300, 1_500).map((depth) => {
  let value: unknown = 'diep'
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { diep: value }
  return value
})

/** Made anew each time: a Yjs type lies in one place. */
const values: fc.Arbitrary<() => unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }).map((value) => () => value),
  nested.map((value) => () => value),
  fc.constantFrom<() => unknown>(
    () => Uint8Array.of(1, 2, 3),
    () => new Y.Text('letters'),
    () => Y.Array.from([1, 'twee']),
    () => new Y.Map([['base', { id: 'shape:x' }]]),
    () => new Y.XmlFragment(),
    () => new Y.XmlElement('script'),
    () => undefined,
  ),
)

const groupNames = fc.constantFrom('pos', 'kind', 'box', 'path', 'ends', 'index', 'text', 'base', 'weg')
const groups = fc.array(fc.tuple(groupNames, values), { maxLength: 3 })

/** A record of ours, or nearly, with one part of it another. */
const mangled = fc
  .tuple(arbitraryRecord, fc.constantFrom('typeName', 'type', 'props', 'meta', 'x', 'parentId'), values)
  .map(([record, key, value]) => ({ base: { ...storedForm({ ...record }), [key]: value() }, id: record.id }))

const madeUp = fc
  .tuple(ids, fc.dictionary(fc.constantFrom('typeName', 'type', 'props', 'meta', 'x'), fc.jsonValue()))
  .map(([id, base]) => ({ id, base: { ...base, id } }))

const maps: fc.Arbitrary<Junk> = fc
  .tuple(fc.oneof(mangled, madeUp), groups)
  .filter(([{ base }]) => isStorable(base))
  .map(([{ id, base }, more]) => ({
    id,
    put: (records) => {
      const parts = new Y.Map<unknown>()
      records.set(id, parts)
      parts.set('base', base)
      for (const [key, value] of more) parts.set(key, value())
    },
  }))

const others: fc.Arbitrary<Junk> = fc.tuple(ids, values).map(([id, value]) => ({
  id,
  put: (records) => void records.set(id, value() as never),
}))

export const arbitraryJunk: fc.Arbitrary<readonly Junk[]> = fc.array(fc.oneof(maps, others), {
  minLength: 1,
  maxLength: 6,
})

/** A Yjs type lies in a map, never in a plain value. */
function isStorable(base: object): boolean {
  return Object.values(base).every((value) => !(value instanceof Y.AbstractType))
}

/** Puts them into the doc, as if they had lain there for ever. */
export function litter(doc: Y.Doc, junk: readonly Junk[]): void {
  doc.transact(() => {
    for (const { put } of junk) put(doc.getMap('records'))
  })
}

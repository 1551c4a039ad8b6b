import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import {
  createShapePropsMigrationIds,
  createShapePropsMigrationSequence,
  createTLSchema,
  defaultShapeSchemas,
  T,
} from 'tldraw'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { Loose } from '../../../../shared/board/groups.ts'
import { readAll, readLoose, readMeta, recordsOf } from '../../../../shared/board/layout.ts'
import { normaliseRichText } from '../../../../shared/board/rich-text.ts'
import { boardSchema, serialisedSchema } from '../../../../shared/board/schema.ts'
import { migrated, schemaAgeOf, upgrade } from '../../../../shared/board/upgrade.ts'
import { wireVersion } from '../../../../shared/wire/version.ts'
import { arbitraryShape } from '../../../support/board-arbitraries.ts'
import { layOld, oldForm, oldSchema } from '../../../support/old-board.ts'
import { seededBoard } from '../../../support/room-world.ts'

const oldShapes = fc
  .uniqueArray(
    fc.oneof(...(['note', 'text', 'geo', 'arrow', 'zone'] as const).map((type) => arbitraryShape(type))),
    {
      minLength: 1,
      maxLength: 6,
      selector: ({ id }) => id,
    },
  )
  .map((shapes) => shapes.map(oldForm))
/** A text as the editor has it after opening it. */
function normalised(record: object): Loose {
  const copy = JSON.parse(JSON.stringify(record))
  if (copy.props?.richText !== undefined) copy.props.richText = normaliseRichText(copy.props.richText)
  return copy
}

describe('a board that an older version wrote', () => {
  test('[BD110] reads as the migrations of tldraw make it, wherever its props lay', () => {
    fc.assert(
      fc.property(oldShapes, fc.boolean(), (shapes, isChanged) => {
        const doc = seededBoard([])
        const own = readAll(doc)
        layOld(doc, shapes, isChanged)
        const store = Object.fromEntries([...own, ...shapes.map((shape) => [shape['id'], shape] as const)])
        const wanted = boardSchema.migrateStoreSnapshot({
          store,
          schema: JSON.parse(oldSchema),
        })
        expect(schemaAgeOf(doc)).toBe('older')
        upgrade(doc)
        expect(schemaAgeOf(doc)).toBe('present')
        if (wanted.type === 'error') throw new Error(wanted.reason)
        const normal = Object.values(wanted.value).map((record) => [record.id, normalised(record)])
        expect(Object.fromEntries(readAll(doc))).toEqual(Object.fromEntries(normal))
        expect(readMeta(doc)?.epoch).toBe(1)
        const before = Y.encodeStateVector(doc)
        upgrade(doc)
        expect(Y.encodeStateVector(doc)).toEqual(before)
      }),
      { numRuns: 50 },
    )
  })

  test('[BD110] our own shapes have migrations of their own', () => {
    const ids = createShapePropsMigrationIds('zone', { AddTint: 1 })
    const migrations = createShapePropsMigrationSequence({
      sequence: [
        { id: ids.AddTint, up: (props: { tint?: string }) => void (props.tint = 'geel'), down: 'retired' },
      ],
    })
    const later = createTLSchema({
      shapes: { ...defaultShapeSchemas, zone: { props: { tint: T.string }, migrations } },
    })
    const zone = { typeName: 'shape', id: 'shape:z', type: 'zone', props: { zone: 'facts' } }
    const other = { typeName: 'shape', id: 'shape:c', type: 'cluster', props: {} }
    const records = new Map<string, Loose>([zone, other].map((record) => [record.id, record]))
    const after = migrated(records, serialisedSchema, later)
    expect(after.get(zone.id)).toEqual({ ...zone, props: { zone: 'facts', tint: 'geel' } })
    expect(after.get(other.id)).toBe(other)
    expect(zone.props).toEqual({ zone: 'facts' })
  })

  test('[BD111] keeps what does not come through as it lies, and brings the rest', () => {
    const doc = seededBoard([])
    const shape = { typeName: 'shape', type: 'note', id: 'shape:broken', props: null, meta: {} }
    const [sound] = fc.sample(arbitraryShape('note'), 1).map(oldForm)
    layOld(doc, [shape, sound ?? {}], false)
    recordsOf(doc).set('shape:word', 'een woord' as never)
    const broken = readLoose(recordsOf(doc), 'shape:broken')
    upgrade(doc)
    expect(readLoose(recordsOf(doc), 'shape:broken')).toEqual(broken)
    expect(recordsOf(doc).get('shape:word')).toBe('een woord')
    expect([...readAll(doc).keys()]).toContain(sound?.['id'])
  })
})

describe('a board that another version wrote', () => {
  const age = (meta: { schema?: unknown; format?: unknown }) => {
    const doc = seededBoard()
    doc.transact(() => {
      for (const [key, value] of Object.entries(meta)) doc.getMap('meta').set(key, value)
    })
    const before = Y.encodeStateVector(doc)
    const said = schemaAgeOf(doc)
    upgrade(doc)
    if (said !== 'older') expect(Y.encodeStateVector(doc)).toEqual(before)
    return said
  }
  const withVersion = (name: string, version: number) => {
    const { sequences, ...rest } = JSON.parse(serialisedSchema)
    return JSON.stringify({ ...rest, sequences: { ...sequences, [name]: version } })
  }

  test('[BD112] says whether that was older or newer; a newer one is not touched', () => {
    expect(age({})).toBe('present')
    expect(age({ schema: withVersion('com.tldraw.shape.note', 99) })).toBe('newer')
    expect(age({ schema: withVersion('com.tldraw.shape.zone', 1) })).toBe('newer')
    expect(age({ format: 2 })).toBe('newer')
    expect(age({ schema: withVersion('com.tldraw.shape.note', 7) })).toBe('older')
    expect(age({ schema: '{}' })).toBe('unknown')
    expect(age({ schema: 'geen JSON' })).toBe('unknown')
    expect(age({ schema: 7 })).toBe('unknown')
  })
})

/** A new line when the schema changes, with the `wireVersion` that was raised for it. */
const schemaOf: { readonly [version: number]: string } = { 3: '7990a0fbe5c923d2' }

test('[BD113] each schema has a version of the wire: a client of another schema is told to reload', () => {
  expect(createHash('sha256').update(serialisedSchema).digest('hex').slice(0, 16)).toBe(schemaOf[wireVersion])
})

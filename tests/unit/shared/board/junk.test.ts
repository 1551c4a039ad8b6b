import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { repairForView } from '../../../../shared/board/integrity.ts'
import { readAll, readLoose, readRecord, recordsOf } from '../../../../shared/board/layout.ts'
import { outlineOf } from '../../../../shared/board/outline.ts'
import { pictureOf } from '../../../../shared/board/picture.ts'
import { validateRecord } from '../../../../shared/board/schema.ts'
import { arbitraryJunk, litter } from '../../../support/junk.ts'
import { rounds } from '../../../support/size.ts'
import { seededBoard } from '../../../support/room-world.ts'

describe('a value of any depth', () => {
  test.each([65, 1_000, 5_000])('[BD100] %i deep is left out, and nobody who reads it ends', (depth) => {
    let value: unknown = 'diep'
    for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { diep: value }
    const doc = seededBoard()
    const before = readAll(doc)
    const parts = new Y.Map<unknown>()
    doc.transact(() => {
      recordsOf(doc).set('shape:deep', parts)
      parts.set('base', { id: 'shape:deep', typeName: 'shape', type: 'note', props: { kind: value } })
      parts.set('kind', value)
    })
    expect(readLoose(recordsOf(doc), 'shape:deep')).toEqual({ id: 'shape:deep', foreign: ['out of sight'] })
    expect(readAll(doc)).toEqual(before)
  })
})

describe('what no writer of ours made', () => {
  test('[BD100] is left out by every reader, and nothing else is', () => {
    fc.assert(
      fc.property(arbitraryJunk, (junk) => {
        const doc = new Y.Doc()
        const clean = seededBoard()
        const own = readAll(clean)
        litter(clean, junk)
        Y.applyUpdate(doc, Y.encodeStateAsUpdate(clean))
        const read = readAll(doc)
        for (const record of read.values()) expect(validateRecord(record).ok).toBe(true)
        const littered = new Set(junk.map(({ id }) => id))
        for (const [id, record] of own) if (!littered.has(id)) expect(read.get(id)).toEqual(record)
        for (const id of recordsOf(doc).keys())
          expect(readRecord(recordsOf(doc), id)).toEqual(read.get(id) ?? null)
        const shown = repairForView(read)
        expect(outlineOf(shown)).toBeTruthy()
        expect(pictureOf(shown, 'nl')).toContain('<svg')
      }),
      { numRuns: rounds(60, 2_000) },
    )
  })
})

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  baseKey,
  groupKeysOf,
  groupOf,
  joinRecord,
  splitRecord,
  storedForm,
  textKey,
} from '../../../../shared/board/groups.ts'
import type { BoardRecord } from '../../../../shared/board/schema.ts'
import { arbitraryBinding, arbitraryShape, shapeTypes } from '../../../support/board-arbitraries.ts'

/** Letters lie elsewhere: what must come back from the parts alone. */
function withoutLetters(record: BoardRecord): object {
  const { richText: _, ...props } = { richText: null, ...('props' in record ? record.props : {}) }
  return 'props' in record ? { ...record, props } : record
}

describe('a record in groups', () => {
  for (const type of shapeTypes) {
    test(`[BD1] a ${type} falls apart and comes together without loss`, () => {
      fc.assert(
        fc.property(arbitraryShape(type), (shape) => {
          expect(joinRecord(splitRecord({ ...shape }))).toEqual(withoutLetters(shape))
        }),
        { numRuns: 50 },
      )
    })

    test(`[BD1] a ${type} is its stored form overlaid with the groups of another`, () => {
      fc.assert(
        fc.property(arbitraryShape(type, 'shape:one'), arbitraryShape(type, 'shape:one'), (made, later) => {
          const joined = joinRecord({
            base: storedForm({ ...made }),
            groups: splitRecord({ ...later }).groups,
          })
          const { author: _, origin: __, ...changeable } = later.meta
          const { author, origin } = made.meta
          const meta = { ...changeable, ...(author && { author }), ...(origin && { origin }) }
          expect(joined).toEqual(withoutLetters({ ...later, meta }))
        }),
        { numRuns: 50 },
      )
    })

    test(`[BD2] no two groups of a ${type} share a key, and none takes a reserved one`, () => {
      const keys = groupKeysOf({ typeName: 'shape', type })
      expect(new Set(keys).size).toBe(keys.length)
      expect(keys).not.toContain(baseKey)
      expect(keys).not.toContain(textKey)
    })
  }

  test('[BD1] a binding falls apart and comes together without loss', () => {
    fc.assert(
      fc.property(arbitraryBinding, (binding) => {
        expect(joinRecord(splitRecord({ ...binding }))).toEqual(binding)
      }),
    )
  })

  test('[BD2] what changes together has one key, what does not has its own', () => {
    const note = { typeName: 'shape', type: 'note' }
    const geo = { typeName: 'shape', type: 'geo' }
    const arrow = { typeName: 'shape', type: 'arrow' }
    expect([['x'], ['y'], ['rotation'], ['parentId']].map((path) => groupOf(note, path))).toEqual(
      Array(4).fill('pos'),
    )
    expect(groupOf(note, ['props', 'color'])).toBe('color')
    expect([groupOf(note, ['meta', 'kind']), groupOf(note, ['meta', 'kindLog'])]).toEqual(['kind', 'kind'])
    expect([
      groupOf(geo, ['props', 'w']),
      groupOf(geo, ['props', 'h']),
      groupOf(geo, ['props', 'size']),
    ]).toEqual(['box', 'box', 'size'])
    expect([groupOf(arrow, ['props', 'start']), groupOf(arrow, ['props', 'kind'])]).toEqual([
      'start',
      'arrowKind',
    ])
  })

  test('[BD3] what a browser measures is in no group, and the author is none either', () => {
    const note = { typeName: 'shape', type: 'note' }
    for (const path of [
      ['props', 'growY'],
      ['props', 'fontSizeAdjustment'],
      ['props', 'richText'],
      ['meta', 'author'],
      ['meta', 'origin'],
    ]) {
      expect(groupOf(note, path)).toBeNull()
    }
  })
})

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { validateRecord } from '../../../../shared/board/schema.ts'
import { arbitraryJunk, litter } from '../../../support/junk.ts'
import { rounds } from '../../../support/size.ts'
import { aBoard, noteId, noteOn } from './board.ts'

describe('what no writer of ours made', () => {
  test('[LK70] never comes into an editor, neither from the start nor while it is open; the rest goes on', () => {
    fc.assert(
      fc.property(arbitraryJunk, arbitraryJunk, (lying, coming) => {
        const board = aBoard()
        litter(board.server, lying)
        const [piet, noor] = [board.join(), board.join()]
        litter(board.server, coming)
        board.settle()
        const note = noteOn(piet.store, noteId)
        if (note !== undefined) piet.store.put([{ ...note, x: 77 }])
        board.settle()
        board.settle()
        for (const { store, binding } of [piet, noor]) {
          expect(noteOn(store, noteId)?.x).toBe(77)
          for (const record of store.allRecords()) {
            if (record.typeName === 'shape' || record.typeName === 'binding') {
              expect(validateRecord({ ...record }).ok).toBe(true)
            }
          }
          expect(binding.differences()).toEqual([])
        }
      }),
      { numRuns: rounds(15, 1_000) },
    )
  })
})

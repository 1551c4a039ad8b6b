import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { LastSeen } from '../../../../shared/board/last-seen.ts'
import { readRecord, recordsOf, writeDiff } from '../../../../shared/board/layout.ts'
import { richTextFrom } from '../../../../shared/board/rich-text.ts'
import type { BoardRecord } from '../../../../shared/board/schema.ts'
import { arbitraryShape } from '../../../support/board-arbitraries.ts'

/** As it is kept in mind: without its words. */
function withoutWords(record: BoardRecord): BoardRecord {
  if (record.typeName !== 'shape' || !('richText' in record.props)) return record
  return { ...record, props: { ...record.props, richText: richTextFrom('') } } as BoardRecord
}

const shapes = fc.oneof(
  ...(['group', 'note', 'geo', 'cluster'] as const).map((type) => arbitraryShape(type, 'shape:x')),
)
const moves = fc.array(fc.tuple(fc.integer({ max: 999, min: -999 }), fc.boolean()), { maxLength: 4 })

test('[BD105] what goes is kept in mind as it last was, whether its end comes alone or with all before it', () => {
  fc.assert(
    fc.property(shapes, moves, fc.boolean(), (shape, steps, isWhole) => {
      const author = new Y.Doc()
      const updates: Uint8Array[] = []
      author.on('update', (update: Uint8Array) => void updates.push(update))
      const records = recordsOf(author)
      let last: BoardRecord = shape
      author.transact(() => writeDiff(records, null, shape))
      for (const [x] of steps) {
        const next = { ...last, x } as BoardRecord
        author.transact(() => writeDiff(records, last, next))
        last = next
      }
      last = readRecord(records, shape.id) ?? last
      author.transact(() => writeDiff(records, last, null))

      const doc = new Y.Doc()
      const seen = new LastSeen(doc)
      const take = () => {
        for (const update of updates) Y.applyUpdate(doc, update)
      }
      if (isWhole) doc.transact(take)
      else take()
      expect([...seen.gone.values()]).toEqual([withoutWords(last)])

      author.transact(() => writeDiff(records, null, shape))
      Y.applyUpdate(doc, updates.at(-1) ?? new Uint8Array())
      expect(seen.gone.size).toBe(0)
    }),
  )
})

test('[BD105] the latest thousand are kept in mind', () => {
  const doc = new Y.Doc()
  const seen = new LastSeen(doc)
  const base = {
    typeName: 'shape',
    type: 'group',
    parentId: 'page:page',
    x: 0,
    y: 0,
    rotation: 0,
    index: 'a1',
  }
  for (let at = 0; at < 1_200; at += 1) {
    const id = `shape:g${at}`
    doc.transact(() => {
      const parts = new Y.Map<unknown>()
      recordsOf(doc).set(id, parts)
      parts.set('base', { ...base, id, opacity: 1, isLocked: false, props: {}, meta: {} })
    })
    doc.transact(() => recordsOf(doc).delete(id))
  }
  expect(seen.gone.size).toBe(1_000)
  expect([seen.gone.has('shape:g0'), seen.gone.has('shape:g1199')]).toEqual([false, true])
})

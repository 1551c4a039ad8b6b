import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { applyQuickly, decodeQuickly } from '../../../../server/core/quick-decoder.ts'

const text = fc.string({ unit: 'grapheme', maxLength: 40 })
const value = fc.oneof(
  fc.anything({
    key: text,
    values: [text, fc.double(), fc.float(), fc.integer(), fc.boolean(), fc.constant(null)],
  }),
  fc.uint8Array({ maxLength: 20 }),
  fc.constant(undefined),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
)

function updateOf(values: readonly unknown[], words: readonly string[]): Uint8Array {
  const doc = new Y.Doc()
  for (const [index, each] of values.entries())
    doc.getMap('map').set(`key ${index} ${words[index] ?? ''}`, each)
  for (const word of words) doc.getText('letters').insert(0, word)
  doc.getText('letters').format(0, 3, { bold: true })
  return Y.encodeStateAsUpdate(doc)
}

/** What a reader makes of the bytes: a doc's whole state, or that it could not. */
function outcome(read: () => unknown): unknown {
  try {
    return read()
  } catch {
    return 'a fault'
  }
}
function stateBy(apply: (doc: Y.Doc, update: Uint8Array) => void, update: Uint8Array): unknown {
  const doc = new Y.Doc()
  doc.getMap('map')
  doc.getText('letters')
  apply(doc, update)
  return [doc.getMap('map').toJSON(), doc.getText('letters').toDelta(), Y.encodeStateAsUpdate(doc)]
}

test('[RM72] values and words are read as Yjs reads them', () => {
  fc.assert(
    fc.property(fc.array(value, { maxLength: 8 }), fc.array(text, { maxLength: 8 }), (values, words) => {
      const update = updateOf(values, words)
      expect(stateBy(applyQuickly, update)).toEqual(stateBy(Y.applyUpdate, update))
      expect(decodeQuickly(update)).toEqual(Y.decodeUpdate(update))
    }),
    { numRuns: 300 },
  )
})

test('[RM72] bytes cut short or changed are the same to both', () => {
  fc.assert(
    fc.property(
      fc.array(value, { minLength: 1, maxLength: 4 }),
      fc.array(text, { maxLength: 4 }),
      fc.nat(),
      fc.nat(255),
      fc.boolean(),
      (values, words, at, byte, isCut) => {
        const update = updateOf(values, words)
        const place = at % update.length
        const broken = isCut ? update.slice(0, place) : update.with(place, byte)
        expect(outcome(() => decodeQuickly(broken))).toEqual(outcome(() => Y.decodeUpdate(broken)))
      },
    ),
    { numRuns: 300 },
  )
})

import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { joinUpdates } from '../../../../server/core/join-updates.ts'
import { partsOf } from '../../../../server/core/update-parts.ts'

/** One stroke of someone's hand: who, and what they do where. */
const stroke = fc.record({
  who: fc.nat(3),
  does: fc.constantFrom('letters', 'cut', 'mark', 'value', 'list', 'drop', 'paragraph', 'bytes'),
  at: fc.nat(20),
  text: fc.string({ unit: 'grapheme', maxLength: 6 }),
  value: fc.oneof(fc.jsonValue(), fc.double(), fc.constant(undefined)),
})
type Stroke = typeof stroke extends fc.Arbitrary<infer T> ? T : never

/** Four docs that hear of each other at once, and every update in the order in which it was made. */
function afternoon(strokes: readonly Stroke[]): Uint8Array[] {
  const docs = Array.from({ length: 4 }, () => new Y.Doc())
  const updates: Uint8Array[] = []
  for (const { who, does, at, text, value } of strokes) {
    const doc = docs[who]!
    const before = Y.encodeStateVector(doc)
    doc.transact(() => act(doc, does, at, text, value))
    // Only what is new; deletes of before come along, as they do from a client that comes back.
    const update = Y.encodeStateAsUpdate(doc, before)
    updates.push(update)
    for (const other of docs) if (other !== doc) Y.applyUpdate(other, update)
  }
  return updates
}

function act(doc: Y.Doc, does: Stroke['does'], at: number, text: string, value: unknown): void {
  const letters = doc.getText('letters')
  const map = doc.getMap('map')
  const length = letters.length
  if (does === 'letters') letters.insert(Math.min(at, length), text)
  if (does === 'cut') letters.delete(Math.min(at, length), Math.min(3, length - Math.min(at, length)))
  if (does === 'mark') letters.format(0, Math.min(at, length), { bold: at % 2 === 0 ? true : null })
  if (does === 'value') map.set(`key${at}`, value)
  if (does === 'list') doc.getArray('list').insert(0, [text, at, { value: value ?? null }])
  if (does === 'drop') map.delete(`key${at}`)
  if (does === 'bytes') map.set('bytes', new Uint8Array([at, 255, 0]))
  if (does === 'paragraph') {
    const paragraph = new Y.XmlElement('paragraph')
    doc.getXmlFragment('page').insert(0, [paragraph])
    paragraph.insert(0, [new Y.XmlText(text)])
  }
}

function stateOf(updates: readonly Uint8Array[]): Uint8Array {
  const doc = new Y.Doc()
  for (const name of ['letters', 'map', 'list', 'page']) doc.get(name)
  for (const update of updates) Y.applyUpdate(doc, update)
  expect(doc.store.pendingStructs).toBeNull()
  return Y.encodeStateAsUpdate(doc)
}

test('[RM70] joined updates make the same doc as one after the other', () => {
  fc.assert(
    fc.property(fc.array(stroke, { minLength: 1, maxLength: 40 }), fc.nat(40), (strokes, cut) => {
      const updates = afternoon(strokes)
      const joined = [joinUpdates(updates.slice(0, cut)), joinUpdates(updates.slice(cut))]
      expect(stateOf(joined.filter((update) => update.length > 2))).toEqual(stateOf(updates))
    }),
    { numRuns: 300 },
  )
})

test('[RM70] what it reads of an update is what Yjs reads', () => {
  fc.assert(
    fc.property(fc.array(stroke, { minLength: 1, maxLength: 20 }), (strokes) => {
      for (const update of afternoon(strokes)) {
        const { from, to } = Y.parseUpdateMeta(update)
        const parts = partsOf(update)
        expect(new Map(parts?.sections.map(({ client, clock }) => [client, clock]))).toEqual(from)
        expect(new Map(parts?.sections.map(({ client, end }) => [client, end]))).toEqual(to)
      }
    }),
    { numRuns: 200 },
  )
})

test('[RM70] an update twice, a gap between two and bytes cut short are left to Yjs', () => {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => void updates.push(update))
  for (const letter of 'noor') doc.getText('letters').insert(0, letter)
  const [first, second, third] = updates
  expect(stateOf([joinUpdates([first!, second!, second!])])).toEqual(stateOf([first!, second!]))
  expect(joinUpdates([first!, third!])).toEqual(Y.mergeUpdates([first!, third!]))
  expect(partsOf(third!.subarray(0, -2))).toBeNull()
})

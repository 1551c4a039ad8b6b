import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { recordFactories } from '../../../../shared/board/factories.ts'
import { centreOf } from '../../../../shared/board/geometry.ts'
import { repairForView } from '../../../../shared/board/integrity.ts'
import { readAll, readRecord, recordsOf, writeDiff } from '../../../../shared/board/layout.ts'
import { outlineOf } from '../../../../shared/board/outline.ts'
import { isShape, pageId, shapeIdOf, type NoteShape, type ShapeId } from '../../../../shared/board/schema.ts'
import { note, people, seededBoard } from '../../../support/room-world.ts'

const names = ['een', 'twee', 'drie', 'vier'].map((name) => name.padEnd(16, '0'))
const laid = names.map((name, at) => note(name, name, people.piet, { x: at * 300, y: at * 100 }))

type Act =
  | { readonly does: 'make'; readonly cluster: number; readonly notes: readonly number[] }
  | { readonly does: 'join'; readonly cluster: number; readonly note: number }
  | { readonly does: 'leave'; readonly note: number }
  | { readonly does: 'take apart'; readonly cluster: number }
const noteAt = fc.nat({ max: names.length - 1 })
const clusterAt = fc.nat({ max: 2 })
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    does: fc.constant('make' as const),
    cluster: clusterAt,
    notes: fc.uniqueArray(noteAt, { minLength: 2 }),
  }),
  fc.record({ does: fc.constant('join' as const), cluster: clusterAt, note: noteAt }),
  fc.record({ does: fc.constant('leave' as const), note: noteAt }),
  fc.record({ does: fc.constant('take apart' as const), cluster: clusterAt }),
)

/** One person on a copy of the board; the clusters that they make have ids of their own. */
class Person {
  readonly doc = new Y.Doc()
  readonly #name: string
  constructor(name: string, board: Y.Doc) {
    this.#name = name
    this.hears(board)
  }

  hears(other: Y.Doc): void {
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(other, Y.encodeStateVector(this.doc)))
  }

  does(one: Act): void {
    this.doc.transact(() => {
      if (one.does === 'make') this.#make(one)
      else if (one.does === 'join') this.#lay(one.note, this.#cluster(one.cluster))
      else if (one.does === 'leave') this.#lay(one.note, pageId)
      else this.#takeApart(this.#cluster(one.cluster))
    })
  }

  #make({ cluster, notes }: Act & { does: 'make' }): void {
    const id = `${this.#name}${cluster}`
    const made = recordFactories.cluster({ id, at: { x: 0, y: 0, index: 'a0' }, name: '' })
    if (!recordsOf(this.doc).has(made.id)) writeDiff(recordsOf(this.doc), null, made)
    for (const at of notes) this.#lay(at, made.id)
  }

  /** One of those that are there; the page where there is none. */
  #cluster(at: number): ShapeId | typeof pageId {
    const clusters = [...readAll(this.doc).values()].filter(
      (each) => isShape(each) && each.type === 'cluster',
    )
    const found = clusters[at % Math.max(1, clusters.length)]
    return found !== undefined && isShape(found) ? found.id : pageId
  }

  #lay(at: number, parentId: NoteShape['parentId']): void {
    const present = readRecord(recordsOf(this.doc), laid[at]?.id ?? '')
    if (present === null || !isShape(present) || present.type !== 'note') return
    writeDiff(recordsOf(this.doc), present, { ...present, parentId })
  }

  #takeApart(cluster: ShapeId | typeof pageId): void {
    const gone = cluster === pageId ? null : readRecord(recordsOf(this.doc), cluster)
    if (gone === null) return
    for (const [at, { id }] of laid.entries()) {
      const present = readRecord(recordsOf(this.doc), id)
      if (present !== null && isShape(present) && present.parentId === cluster) this.#lay(at, pageId)
    }
    writeDiff(recordsOf(this.doc), gone, null)
  }
}

/** Where every note lies, as it is shown. */
function placesOn(doc: Y.Doc) {
  const records = repairForView(readAll(doc))
  return laid.map(({ id }) => {
    const shown = records.get(id)
    return shown !== undefined && isShape(shown) ? centreOf(records, shown) : null
  })
}

test('[OL24] law: whatever two people do with clusters at once, all read the same and no note is lost or moved', () => {
  const acts = fc.array(act, { maxLength: 8 })
  fc.assert(
    fc.property(acts, acts, acts, (before, ofPiet, ofNoor) => {
      const board = seededBoard(laid)
      const places = placesOn(board)
      const first = new Person('ana', board)
      for (const one of before) first.does(one)
      const [piet, noor] = [new Person('piet', first.doc), new Person('noor', first.doc)]
      for (const one of ofPiet) piet.does(one)
      for (const one of ofNoor) noor.does(one)
      piet.hears(noor.doc)
      noor.hears(piet.doc)
      expect([placesOn(piet.doc), placesOn(noor.doc)]).toEqual([places, places])
      const read = [piet, noor].map(({ doc }) => outlineOf(repairForView(readAll(doc))))
      expect(read[0]).toEqual(read[1])
      const { clusters = [], unplaced } = read[0] ?? { unplaced: [] }
      const told = unplaced.map(({ id }) => shapeIdOf(id))
      expect(told.toSorted()).toEqual(laid.map(({ id }) => id).toSorted())
      expect(clusters.every(({ noteIds }) => noteIds.length > 1)).toBe(true)
    }),
    { numRuns: 40 },
  )
})

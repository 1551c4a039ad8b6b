import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { recordFactories } from '../../../../shared/board/factories.ts'
import {
  docFormat,
  readAll,
  readLoose,
  readMeta,
  readRecord,
  recordsOf,
  seedBoard,
  writeDiff,
} from '../../../../shared/board/layout.ts'
import { normaliseRichText } from '../../../../shared/board/rich-text.ts'
import {
  richTextOf,
  serialisedSchema,
  type BoardRecord,
  type NoteShape,
} from '../../../../shared/board/schema.ts'
import { plainText, richTextFrom } from '../../../../shared/board/text.ts'
import { mintId, type NoteId, type TemplateInstanceId } from '../../../../shared/ids.ts'
import { arbitraryRecord, arbitraryShape, shapeTypes, valid } from '../../../support/board-arbitraries.ts'

const noteId = (at = 0): NoteId =>
  mintId(() => Uint8Array.from({ length: 16 }, (_, place) => Math.floor(at / 34 ** place) % 34))

function note(text = '', at = 0): NoteShape {
  return recordFactories.note({
    id: noteId(at),
    at: { x: 10, y: 20, index: 'a1' },
    text,
    meta: { kind: 'fact' },
  })
}

function card(text: string): BoardRecord {
  const made = recordFactories.card({
    id: 'kaart',
    at: { x: 0, y: 0, index: 'a1' },
    props: {
      w: 800,
      h: 300,
      instance: mintId<TemplateInstanceId>(() => new Uint8Array(16)),
      zone: 'problem',
    },
  })
  return { ...made, props: { ...made.props, richText: richTextFrom(text) } }
}

/** One person's copy of a board. */
class Copy {
  readonly doc = new Y.Doc()
  readonly records = recordsOf(this.doc)

  /** What the doc has now becomes what `change` makes of it; the update, or null when there was none. */
  put(before: BoardRecord | null, after: BoardRecord | null): Uint8Array | null {
    let update: Uint8Array | null = null
    const heard = (bytes: Uint8Array) => (update = bytes)
    this.doc.on('update', heard)
    this.doc.transact(() => writeDiff(this.records, before, after))
    this.doc.off('update', heard)
    return update
  }

  read(id: string): BoardRecord | null {
    return readRecord(this.records, id)
  }

  hear(other: Copy): void {
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(other.doc))
  }
}

function twoPeople(...start: readonly BoardRecord[]) {
  const server = new Copy()
  for (const record of start) server.put(null, record)
  const [piet, noor] = [new Copy(), new Copy()]
  piet.hear(server)
  noor.hear(server)
  const settle = () => {
    piet.hear(noor)
    noor.hear(piet)
    expect(readAll(piet.doc)).toEqual(readAll(noor.doc))
  }
  return { piet, noor, settle }
}

/** As the doc gives it back: its text in normal form, what browsers measure at zero. */
function asStored(record: BoardRecord): object {
  const richText = richTextOf(record)
  return richText === null
    ? record
    : {
        ...record,
        props: { ...('props' in record ? record.props : {}), richText: normaliseRichText(richText) },
      }
}

function textOf(copy: Copy, id: string): string {
  const record = copy.read(id)
  return plainText((record && richTextOf(record)) ?? { type: 'doc', content: [] })
}

describe('a new board', () => {
  test('[BD10] has one page, its document, and what only the server writes', () => {
    const doc = new Y.Doc()
    seedBoard(doc, { title: 'Rust aan tafel', epoch: 3 })
    expect([...readAll(doc).keys()].toSorted()).toEqual(['document:document', 'page:page'])
    expect(readMeta(doc)).toEqual({ format: docFormat, schema: serialisedSchema, epoch: 3 })
  })

  test('[BD10] a doc that nobody seeded has no meta', () => {
    expect(readMeta(new Y.Doc())).toBeNull()
  })
})

describe('records in and out', () => {
  for (const type of shapeTypes) {
    test(`[BD4] a ${type} comes out as it went in`, () => {
      fc.assert(
        fc.property(arbitraryShape(type), (shape) => {
          const copy = new Copy()
          copy.put(null, shape)
          expect(copy.read(shape.id)).toEqual(asStored(shape))
        }),
        { numRuns: 30 },
      )
    })

    test(`[BD4] a ${type} becomes any other of its type, and a second copy reads the same`, () => {
      fc.assert(
        fc.property(arbitraryShape(type, 'shape:one'), arbitraryShape(type, 'shape:one'), (first, second) => {
          const [here, there] = [new Copy(), new Copy()]
          const { author: _, origin: __, ...changed } = second.meta
          const { author, origin } = first.meta
          const wanted = valid({
            ...second,
            meta: { ...changed, ...(author && { author }), ...(origin && { origin }) },
          })
          here.put(null, first)
          here.put(here.read('shape:one'), wanted)
          there.hear(here)
          expect(there.read('shape:one')).toEqual(asStored(wanted))
        }),
        { numRuns: 30 },
      )
    })
  }

  test('[BD3] what a browser measures never goes into the doc', () => {
    const copy = new Copy()
    const grown = { ...note('hoi'), props: { ...note('hoi').props, growY: 40, fontSizeAdjustment: 18 } }
    copy.put(null, grown)
    expect(copy.put(grown, { ...grown, props: { ...grown.props, growY: 80 } })).toBeNull()
    expect(copy.read(grown.id)).toEqual(note('hoi'))
  })

  test('[BD5] writing what is there already is no update', () => {
    fc.assert(
      fc.property(arbitraryRecord, (record) => {
        const copy = new Copy()
        copy.put(null, record)
        expect(copy.put(record, record)).toBeNull()
        expect(copy.put(null, record)).toBeNull()
      }),
    )
  })

  test('[BD6] the author and the origin of a shape never change', () => {
    const copy = new Copy()
    const mine = valid({ ...note('hoi'), meta: { kind: 'fact', author: 'pietpietpietpiet' } })
    copy.put(null, mine)
    copy.put(mine, valid({ ...mine, meta: { kind: 'fact', author: 'noornoornoornoor' } }))
    expect(copy.read(mine.id)).toEqual(mine)
  })

  test('[BD7] a move of a note costs at most 60 bytes', () => {
    const copy = new Copy()
    const before = note('Elke avond om zes uur is het druk')
    copy.put(null, before)
    const update = copy.put(before, { ...before, x: 1234.567890123, y: -987.654321 })
    expect(update?.length).toBeLessThanOrEqual(60)
  })

  test('[BD7] after dragging 1,000 notes 20 times the document is at most 1.3 times its live size', () => {
    const copy = new Copy()
    const notes = Array.from({ length: 1000 }, (_, at) =>
      note('Elke avond om zes uur is het druk aan tafel', at),
    )
    expect(new Set(notes.map(({ id }) => id)).size).toBe(1000)
    for (const each of notes) copy.put(null, each)
    for (const each of notes) {
      let at = each
      for (let drag = 1; drag <= 20; drag += 1) {
        const moved = { ...each, x: drag * 13.37, y: drag * 7.77 }
        copy.put(at, moved)
        at = moved
      }
    }
    const live = new Copy()
    for (const each of readAll(copy.doc).values()) live.put(null, each)
    const grown = Y.encodeStateAsUpdate(copy.doc).length / Y.encodeStateAsUpdate(live.doc).length
    expect(grown).toBeLessThanOrEqual(1.3)
  })
})

describe('two people at once', () => {
  test('[BD8] piet moves a note while noor makes it blue; both stay', () => {
    const start = note('hoi')
    const { piet, noor, settle } = twoPeople(start)
    piet.put(start, { ...start, x: 400 })
    noor.put(start, { ...start, props: { ...start.props, color: 'blue' } })
    settle()
    expect(piet.read(start.id)).toEqual({ ...start, x: 400, props: { ...start.props, color: 'blue' } })
  })

  for (const type of shapeTypes) {
    test(`[BD8] law: of a ${type}, position here and everything else there both stay`, () => {
      fc.assert(
        fc.property(arbitraryShape(type, 'shape:one'), arbitraryShape(type, 'shape:one'), (first, second) => {
          const { piet, noor, settle } = twoPeople(first)
          const { parentId, x, y, rotation } = second
          const { author: _, origin: __, ...changed } = second.meta
          const { author, origin } = first.meta
          const meta = { ...changed, ...(author && { author }), ...(origin && { origin }) }
          const place = { parentId: first.parentId, x: first.x, y: first.y, rotation: first.rotation }
          piet.put(first, valid({ ...first, parentId, x, y, rotation }))
          noor.put(first, valid({ ...second, ...place, meta }))
          settle()
          expect(piet.read('shape:one')).toEqual(asStored(valid({ ...second, meta })))
        }),
        { numRuns: 20 },
      )
    })
  }

  test('[BD8] noor colours before she took in the move of piet; his move stays', () => {
    const start = note('hoi')
    const { piet, noor, settle } = twoPeople(start)
    piet.put(start, { ...start, x: 400 })
    noor.hear(piet)
    noor.put(start, { ...start, props: { ...start.props, color: 'blue' } })
    settle()
    expect(piet.read(start.id)).toEqual({ ...start, x: 400, props: { ...start.props, color: 'blue' } })
  })

  test('[BD5] a change that someone else made already is no update', () => {
    const start = note('hoi')
    const { piet, noor } = twoPeople(start)
    const moved: NoteShape = { ...start, x: 400, props: { ...start.props, color: 'blue' } }
    piet.put(start, moved)
    noor.hear(piet)
    expect(noor.put(start, moved)).toBeNull()
  })

  test('[BD9] piet and noor type on one card; every letter stays', () => {
    const start = card('Wij willen rust')
    const { piet, noor, settle } = twoPeople(start)
    piet.put(start, card('Wij willen meer rust'))
    noor.put(start, card('Wij willen rust aan tafel'))
    settle()
    expect(textOf(piet, start.id)).toBe('Wij willen meer rust aan tafel')
  })

  test('[BD9] noor types before she took in what piet wrote; his letters stay', () => {
    const start = card('Wij willen rust')
    const { piet, noor, settle } = twoPeople(start)
    piet.put(start, card('Wij willen meer rust'))
    noor.hear(piet)
    noor.put(start, card('Wij willen rust aan tafel'))
    settle()
    expect(textOf(noor, start.id)).toBe('Wij willen meer rust aan tafel')
  })

  test('[BD11] piet takes a note away while noor moves it; it is gone', () => {
    const start = note('hoi')
    const { piet, noor, settle } = twoPeople(start)
    piet.put(start, null)
    noor.put(start, { ...start, x: 400 })
    settle()
    expect(noor.read(start.id)).toBeNull()
  })

  test('[BD11] a change of a note that is gone brings nothing back', () => {
    const copy = new Copy()
    const before = note('hoi')
    expect(copy.put(before, { ...before, x: 5 })).toBeNull()
    expect(copy.read(before.id)).toBeNull()
  })

  test('[BD12] making a record that is there keeps what others write in it', () => {
    const start = note('hoi')
    const { piet, noor, settle } = twoPeople(start)
    piet.put(null, { ...start, x: 400 })
    noor.put(start, { ...start, opacity: 0.5 })
    settle()
    expect(piet.read(start.id)).toEqual({ ...start, x: 400, opacity: 0.5 })
  })
})

describe('what no writer of ours makes', () => {
  const hidden: { readonly [what: string]: (parts: Y.Map<unknown>) => void } = {
    'a measured height': (parts) => parts.set('growY', 500),
    'a lone x': (parts) => parts.set('x', 500),
    'a fifth number in a position': (parts) => parts.set('pos', ['page:page', 1, 2, 0, 5]),
    'a word beside the kind': (parts) => parts.set('kind', { kind: 'fact', geheim: 'x' }),
    'a nested type': (parts) => parts.set('pos', new Y.Map()),
    'a nested type where an object belongs': (parts) => parts.set('kind', new Y.Map()),
    bytes: (parts) => parts.set('index', new Uint8Array(9)),
    'words behind the base': (parts) =>
      parts.set('base', Object.assign(Object.create({ geheim: 'x' }) as object, parts.get('base'))),
    'words behind a kind': (parts) => parts.set('kind', Object.create({ geheim: 'x', kind: 'fact' })),
    'letters in the base': (parts) => parts.set('base', { ...note('hoi') }),
  }
  for (const [what, hide] of Object.entries(hidden)) {
    test(`[BD13] ${what} makes the record invalid: nothing lies hidden in a valid one`, () => {
      const copy = new Copy()
      copy.put(null, note('hoi'))
      const parts = copy.records.get(note().id)
      if (parts) hide(parts)
      expect(readLoose(copy.records, note().id)).not.toBeNull()
      expect(copy.read(note().id)).toBeNull()
    })
  }

  test('[BD13] letters on a shape without letters make it invalid', () => {
    const copy = new Copy()
    const zone = recordFactories.mark({
      id: 'pijl',
      at: { x: 0, y: 0, index: 'a1' },
      props: {
        w: 1,
        h: 1,
        instance: mintId<TemplateInstanceId>(() => new Uint8Array(16)),
        form: 'arrow',
        label: { nl: '', en: '' },
      },
    })
    copy.put(null, zone)
    copy.records.get(zone.id)?.set('text', new Y.XmlFragment())
    expect(copy.read(zone.id)).toBeNull()
  })

  test('[BD13] a record without a base of its own id is none', () => {
    const copy = new Copy()
    copy.put(null, note('hoi'))
    const base = copy.records.get(note().id)?.get('base')
    copy.doc.transact(() => {
      copy.records.set('shape:ander', new Y.Map(Object.entries({ base })))
      copy.records.set('shape:leeg', new Y.Map())
    })
    expect([readLoose(copy.records, 'shape:ander'), readLoose(copy.records, 'shape:leeg')]).toEqual([
      null,
      null,
    ])
  })

  test('[BD13] a group with a value of another form makes the record invalid, not the reader fail', () => {
    for (const value of [null, 'los', 7, { x: 1 }, [], ['page:page', 'een', 2, 3]]) {
      const copy = new Copy()
      copy.put(null, note('hoi'))
      copy.records.get(note().id)?.set('pos', value)
      expect(copy.read(note().id)).toBeNull()
      expect(readLoose(copy.records, note().id)).not.toBeNull()
    }
  })
})

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { readRecord, recordsOf, type Records } from '../../../../shared/board/layout.ts'
import type { BoardRecord } from '../../../../shared/board/schema.ts'
import { accepted, put, refused, rewrite, table, textOf, type Change } from '../../../support/room-guard.ts'
import { card, copyOf, note, notes, people } from '../../../support/room-world.ts'

const { piet, noor } = people

function paragraphs(count: number): Change {
  return (records) => {
    const text = textOf(records, card.id)
    text.insert(
      text.length,
      Array.from({ length: count }, () => new Y.XmlElement('paragraph')),
    )
  }
}
function breaks(count: number): Change {
  return (records) => {
    const block = firstBlock(records)
    block.insert(
      0,
      Array.from({ length: count }, () => new Y.XmlElement('hardBreak')),
    )
  }
}
function letters(count: number): Change {
  return (records) => run(records).insert(0, 'ab'.repeat(count))
}
/** Every other letter gets the mark: as many runs as letters. */
function marks(count: number): Change {
  return (records) => {
    const at = run(records)
    for (let index = 0; index < Math.min(count, at.length); index += 2) at.format(index, 1, { bold: {} })
  }
}
function unmark(): Change {
  return (records) => run(records).format(0, run(records).length, { bold: null })
}
function cut(count: number): Change {
  return (records) => {
    const text = textOf(records, card.id)
    text.delete(0, Math.min(count, text.length - 1))
  }
}
function firstBlock(records: Records): Y.XmlElement {
  const text = textOf(records, card.id)
  if (text.length === 0) text.insert(0, [new Y.XmlElement('paragraph')])
  const block = text.get(0)
  if (!(block instanceof Y.XmlElement)) throw new Error('no block')
  return block
}
function run(records: Records): Y.XmlText {
  const block = firstBlock(records)
  const last = block.length === 0 ? null : block.get(block.length - 1)
  if (last instanceof Y.XmlText) return last
  block.insert(block.length, [new Y.XmlText()])
  return run(records)
}

describe('the size of a text', () => {
  test.each([
    ['paragraphs', paragraphs(4_100)],
    ['line breaks', breaks(4_100)],
  ])('[GD18] more %s than a text may hold are too large, and the card stays a card', (_, change) => {
    const board = table()
    expect(board.does(piet, copyOf(board.doc, 100), change)).toEqual(refused('too-large'))
    expect(board.tries(noor, rewrite(card, 'wij gaan door'), 200)).toEqual(accepted)
  })

  test('[GD18] whatever is let through, every record that it touches is valid', () => {
    const size = fc.constantFrom(1, 3, 40, 700, 1_500)
    const step = fc.oneof(
      size.map(paragraphs),
      size.map(breaks),
      size.map(letters),
      size.map(marks),
      fc.constant(null).map(unmark),
      size.map(cut),
    )
    fc.assert(
      fc.property(fc.array(step, { minLength: 2, maxLength: 8 }), (steps) => {
        const board = table()
        let copy = copyOf(board.doc, 100)
        for (const [at, change] of steps.entries()) {
          if (board.does(piet, copy, change).kind !== 'accepted') copy = copyOf(board.doc, 101 + at)
          expect(readRecord(recordsOf(board.doc), card.id)).not.toBeNull()
        }
      }),
      { numRuns: 40 },
    )
  })

  test('[GD19] thousands of letters are replaced by as many others in one update', () => {
    const board = table()
    const copy = copyOf(board.doc, 100)
    expect(board.does(piet, copy, rewrite(notes.piet, 'a'.repeat(6_000)))).toEqual(accepted)
    expect(board.does(piet, copy, rewrite(notes.piet, 'b'.repeat(6_000)))).toEqual(accepted)
    expect(board.does(piet, copy, rewrite(notes.piet, 'c'.repeat(10_001)))).toEqual(refused('too-large'))
  })

  test('[GD19] a part of what goes is that part', () => {
    const board = table()
    const copy = copyOf(board.doc, 100)
    expect(board.does(piet, copy, rewrite(card, 'a'.repeat(9_000)))).toEqual(accepted)
    const more: Change = (records) => {
      run(records).delete(0, 500)
      run(records).insert(0, 'b'.repeat(1_600))
    }
    expect(board.does(piet, copy, more)).toEqual(refused('too-large'))
  })

  test('[GD20] a card with too much in it is mended by taking away, and by nothing else', () => {
    const board = table()
    board.doc.transact(() => paragraphs(4_100)(recordsOf(board.doc), board.doc))
    expect(readRecord(recordsOf(board.doc), card.id)).toBeNull()
    expect(board.tries(noor, paragraphs(1), 200)).toEqual(refused('too-large'))
    expect(board.does(noor, copyOf(board.doc, 201), cut(3_000))).toEqual(accepted)
    expect(readRecord(recordsOf(board.doc), card.id)).not.toBeNull()
    expect(board.tries(piet, rewrite(card, 'en verder'), 202)).toEqual(accepted)
  })
})

describe('groups in groups', () => {
  const group = (at: number): BoardRecord =>
    ({
      ...notes.piet,
      id: `shape:group-${at}`,
      type: 'group',
      parentId: at === 0 ? 'page:page' : `shape:group-${at - 1}`,
      props: {},
      meta: { author: piet.participantId },
    }) as never
  const chain =
    (from: number, to: number): Change =>
    (records, doc) => {
      for (let at = from; at < to; at += 1) put(null, group(at))(records, doc)
    }
  const under = (parentId: string): BoardRecord =>
    ({ ...note('note-deep', '', piet), parentId }) as BoardRecord

  test('[GD21] thirty-two deep and no deeper, in one update or several', () => {
    expect(table().tries(piet, chain(0, 32))).toEqual(accepted)
    expect(table().tries(piet, chain(0, 33))).toEqual(refused('cycle'))
    const board = table()
    const copy = copyOf(board.doc, 100)
    expect(board.does(piet, copy, chain(0, 20))).toEqual(accepted)
    expect(board.does(piet, copy, chain(20, 31))).toEqual(accepted)
    expect(board.tries(piet, put(null, under('shape:group-30')), 101)).toEqual(accepted)
    expect(board.does(piet, copy, chain(31, 32))).toEqual(accepted)
    expect(board.tries(piet, put(null, under('shape:group-31')), 102)).toEqual(refused('cycle'))
  })

  test('[GD21] of a thousand shapes in one deep group, the way up is looked up once', () => {
    const board = table()
    expect(board.does(piet, copyOf(board.doc, 100), chain(0, 31))).toEqual(accepted)
    const many: Change = (records, doc) => {
      for (let at = 0; at < 1_000; at += 1) {
        const record = { ...note(`note-many-${at}`, '', piet), parentId: 'shape:group-30' } as BoardRecord
        put(null, record)(records, doc)
      }
    }
    const copy = copyOf(board.doc, 101)
    let looks = 0
    const records = recordsOf(board.doc)
    const get = records.get.bind(records)
    records.get = (id) => {
      if (id.startsWith('shape:group-')) looks += 1
      return get(id)
    }
    expect(board.does(piet, copy, many)).toEqual(accepted)
    expect(looks).toBeLessThanOrEqual(31)
  })
})

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { textWidth } from '../../../../shared/board/picture/letters.ts'
import { fitText, setPlain } from '../../../../shared/board/picture/lines.ts'
import { pictureOf } from '../../../../shared/board/picture.ts'
import { repairForView } from '../../../../shared/board/integrity.ts'
import { richTextFrom } from '../../../../shared/board/rich-text.ts'
import { isShape, pageId, toIndexKey, type BoardRecord } from '../../../../shared/board/schema.ts'
import type { SessionKind } from '../../../../shared/session/session.ts'
import { assumptionCheck } from '../../../../shared/template/catalog/assumption-check.ts'
import { batesonPyramid } from '../../../../shared/template/catalog/bateson-pyramid.ts'
import { arbitraryRecord, valid } from '../../../support/board-arbitraries.ts'
import { first, noor, piet, TableBoard } from '../../../support/board-on-table.ts'
import { wordsIn, xmlFaults } from '../../../support/xml.ts'

const shape = {
  typeName: 'shape',
  parentId: pageId,
  rotation: 0,
  opacity: 1,
  isLocked: false,
  meta: { author: piet },
}
const arrowProps = {
  kind: 'arc',
  labelColor: 'black',
  color: 'black',
  fill: 'none',
  dash: 'draw',
  size: 'm',
  font: 'sans',
  scale: 1,
  arrowheadStart: 'none',
  arrowheadEnd: 'arrow',
  start: { x: 0, y: 0 },
  end: { x: 9, y: 9 },
  bend: 0,
  text: '',
  labelPosition: 0.5,
  elbowMidPoint: 0.5,
}

function bound(arrow: string, to: string, terminal: 'start' | 'end'): BoardRecord {
  return valid({
    typeName: 'binding',
    id: `binding:${arrow}-${terminal}`,
    type: 'arrow',
    fromId: `shape:${arrow}`,
    toId: `shape:${to}`,
    meta: {},
    props: {
      terminal,
      normalizedAnchor: {
        x: 0.5,
        y: 0.5,
      },
      isExact: false,
      isPrecise: false,
      snap: 'none',
    },
  })
}

function mapOf(records: readonly BoardRecord[]): Map<string, BoardRecord> {
  return new Map(records.map((record) => [record.id, record]))
}

describe('picture', () => {
  test('[PX1] any board gives well-formed XML without a number that is none', () => {
    // Everything hangs on the page, so that every record is drawn.
    const boards = fc
      .array(arbitraryRecord, { maxLength: 8 })
      .map((records) =>
        mapOf(records.map((record) => (isShape(record) ? { ...record, parentId: pageId } : record))),
      )
    fc.assert(
      fc.property(boards, fc.constantFrom('nl' as const, 'en' as const), (records, language) => {
        const svg = pictureOf(records, language)
        expect({
          faults: xmlFaults(svg),
          odd: /NaN|Infinity|undefined/.exec(svg.replaceAll(/>[^<]*</g, '><'))?.[0],
        }).toEqual({ faults: [] })
      }),
      { numRuns: 150 },
    )
  })

  test('[PX2] hostile words stay words', () => {
    const board = new TableBoard()
    const hostile = `</text><script>alert('x')</script>&amp; "<!--" ]]>\u0000\uffff`
    board.note('note', { x: 0, y: 0 }, { text: hostile, author: piet })
    const svg = pictureOf(board.records, 'nl', { names: () => '<b>Piet</b>', title: '<title>' })
    expect(xmlFaults(svg)).toEqual([])
    expect(svg).not.toMatch(/<(script|b|!--)/)
    expect(wordsIn(svg).join('')).toContain('<script>')
  })

  test('[PX3] a word too wide for its note is broken, a text too long makes the note grow; nothing is left out', () => {
    const board = new TableBoard()
    const texts = ['Arbeidsongeschiktheidsverzekeringsmaatschappij', 'Wij eten om half zes. '.repeat(40)]
    texts.forEach((text, at) => board.note(`n${at}`, { x: at * 300, y: 0 }, { text }))
    const letters = wordsIn(pictureOf(board.records, 'nl')).join('').replaceAll(/\s/g, '')
    for (const text of texts) expect(letters).toContain(text.replaceAll(/\s/g, ''))
    expect(pictureOf(board.records, 'nl')).not.toContain('…')
  })

  test('[PX4] no line is wider than its box, and a text that fits at a size keeps it', () => {
    const text = fc.string({ maxLength: 120, unit: fc.constantFrom('a', 'W', 'i', ' ', 'é', '漢', '👩‍🦽') })
    fc.assert(
      fc.property(text, fc.integer({ min: 60, max: 400 }), (plain, width) => {
        const set = fitText(richTextFrom(plain), { width, height: 150 }, 22, 15)
        expect(set.lines.filter((line) => line.width > width + 0.001)).toEqual([])
        expect(
          set.lines
            .flatMap((line) => line.runs.map((run) => run.text))
            .join('')
            .replaceAll(/\s/g, ''),
        ).toBe(plain.replaceAll(/\s/g, ''))
      }),
    )
    expect(fitText(richTextFrom('kort'), { width: 170, height: 150 }, 22, 15).size).toBe(22)
    expect(setPlain('half zes', 20, null).lines[0]?.width).toBeCloseTo(textWidth('half zes', 20, false))
  })

  test('[PX5] the picture is the same whatever the order in which records are held, and needs nothing from outside', () => {
    const board = new TableBoard().lay(first)
    for (const name of ['a', 'b']) board.noteIn('facts', name, { author: piet })
    for (const record of board.records.values()) {
      if (isShape(record)) board.records.set(record.id, { ...record, index: toIndexKey('a1') })
    }
    const svg = pictureOf(board.records, 'nl')
    expect(pictureOf(new Map([...board.records].toReversed()), 'nl')).toBe(svg)
    expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(
      /https?:|url\(|href|foreignObject|<style/,
    )
  })

  test('[PX6] it has a role, a name and a description in the language asked for', () => {
    const board = new TableBoard().lay(first)
    board.noteIn('facts', 'one')
    expect(pictureOf(board.records, 'nl')).toMatch(
      /role="img".*<title>Probleem in beeld<\/title><desc>10 vakken, 1 briefje<\/desc>/,
    )
    expect(pictureOf(board.records, 'en', { title: 'Monday' })).toMatch(
      /<title>Monday<\/title><desc>10 areas, 1 note<\/desc>/,
    )
    expect(wordsIn(pictureOf(board.records, 'en'))).toContain('What is going on?')
  })

  test('[PX7] names stand on notes only when asked for, and never on a nameless one', () => {
    const board = new TableBoard()
    board.note('hers', { x: 0, y: 0 }, { author: noor })
    board.note('nobodys', { x: 400, y: 0 })
    const names = (id: string) => (id === noor ? 'Noor' : null)
    expect(wordsIn(pictureOf(board.records, 'nl')).filter((word) => word === 'Noor')).toEqual([])
    expect(wordsIn(pictureOf(board.records, 'nl', { names })).filter((word) => word === 'Noor')).toEqual([
      'Noor',
    ])
  })

  test('[PX12] zones say that they are nameless, sensitive ones when the session is mixed', () => {
    const { records } = new TableBoard().lay(first)
    const marked = (sessionKind: SessionKind | null) =>
      wordsIn(pictureOf(records, 'nl', { sessionKind })).filter((word) => word === 'zonder naam').length
    expect([marked(null), marked('residents'), marked('mixed')]).toEqual([2, 2, 3])
  })

  test('[PX8] its frame holds everything on the board with a margin; an empty board has a frame too', () => {
    const board = new TableBoard()
    expect(pictureOf(board.records, 'nl')).toContain('viewBox="0 0 1200 800"')
    board.note('one', { x: 0, y: 0 })
    board.note('two', { x: 1000, y: 500 })
    expect(pictureOf(board.records, 'nl')).toContain('viewBox="-160 -160 1320 820"')
    expect(pictureOf(board.records, 'nl', { bounds: { x: 1, y: 2, w: 3, h: 4 } })).toContain(
      'viewBox="1 2 3 4"',
    )
  })

  test('[PX16] a picture of the pyramid holds its feet, which are wider than their zones', () => {
    const { records } = new TableBoard().lay(first, { x: 0, y: 0 }, batesonPyramid)
    expect(pictureOf(records, 'nl')).toContain('viewBox="-160 -60 4420 3780"')
  })

  test('[PX17] what beside an axis stands upright is read from the bottom up', () => {
    const { records } = new TableBoard().lay(first, { x: 0, y: 0 }, assumptionCheck)
    const svg = pictureOf(records, 'nl')
    expect(svg).toMatch(/rotate\(-90\)"><text [^>]*><tspan [^>]*>maakt veel uit</)
    expect(svg).not.toMatch(/rotate\(-90\)"><text [^>]*><tspan [^>]*>we gokken</)
  })

  test('[PX18] a picture for a small place shows the titles of zones and not their prompts', () => {
    const { records } = new TableBoard().lay(first)
    const drawn = (isFar: boolean) => wordsIn(pictureOf(records, 'nl', { isFar })).join(' ')
    expect([drawn(false), drawn(true)].map((all) => all.includes('Wat doet het met je?'))).toEqual([
      true,
      false,
    ])
    expect(drawn(true)).toContain('Gevoelens')
  })

  test('[PX9] an arrow between two notes runs from edge to edge, wherever the notes have gone', () => {
    const board = new TableBoard()
    const [from, to] = [board.note('from', { x: 0, y: 0 }), board.note('to', { x: 1000, y: 0 })]
    const arrow = valid({
      ...shape,
      id: 'shape:arrow',
      type: 'arrow',
      x: 50,
      y: 0,
      index: 'b00',
      props: arrowProps,
    })
    for (const record of [arrow, bound('arrow', from, 'start'), bound('arrow', to, 'end')])
      board.records.set(record.id, record)
    expect(pictureOf(board.records, 'nl')).toContain('d="M50 0L850 0"')
  })

  test('[PX10] shapes lie on each other in the order of the board, groups with all that is in them', () => {
    const board = new TableBoard()
    const [low, high, inGroup] = ['low', 'high', 'inside'].map((name) => board.note(name, { x: 0, y: 0 }))
    const inside = board.records.get(`shape:${inGroup}`)
    if (inside === undefined || !isShape(inside)) throw new Error('no note')
    const group = valid({ ...shape, id: 'shape:group', type: 'group', x: 7, y: 9, index: 'a0', props: {} })
    board.records.set(group.id, group)
    board.records.set(inside.id, { ...inside, parentId: 'shape:group' as typeof inside.parentId, x: 1, y: 1 })
    const svg = pictureOf(board.records, 'nl')
    const order = ['inside', 'low', 'high'].map((name) => svg.indexOf(`>${name}<`))
    expect(order.toSorted((a, b) => a - b)).toEqual(order)
    expect(svg).toContain('translate(8 10)')
    expect([low, high].includes(undefined)).toBe(false)
  })

  test('[PX11] parents in a circle are left out and nothing hangs', () => {
    const board = new TableBoard()
    const [one, two] = [board.note('one', { x: 0, y: 0 }), board.note('two', { x: 0, y: 0 })]
    for (const [id, parent] of [
      [one, two],
      [two, one],
    ] as const) {
      const note = board.records.get(`shape:${id}`)
      if (note !== undefined && isShape(note))
        board.records.set(note.id, { ...note, parentId: `shape:${parent}` as typeof note.parentId })
    }
    expect(wordsIn(pictureOf(board.records, 'nl'))).not.toContain('one')
    expect(wordsIn(pictureOf(repairForView(board.records), 'nl'))).toContain('one')
  })
})

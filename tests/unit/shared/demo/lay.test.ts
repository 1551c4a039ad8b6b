import { describe, expect, test } from 'vitest'
import { must } from '../../../../shared/assert.ts'
import { calmAtTheTable } from '../../../../shared/demo/calm-at-the-table.ts'
import type { DemoNote } from '../../../../shared/demo/demo.ts'
import { layDemo } from '../../../../shared/demo/lay.ts'
import { centreOf } from '../../../../shared/board/geometry.ts'
import { authorOf } from '../../../../shared/board/note-meta.ts'
import { kindIn, outlineOf, type OutlineNote } from '../../../../shared/board/outline.ts'
import { isBinding, isShape, validateRecord, type BoardRecord } from '../../../../shared/board/schema.ts'
import type { NoteId, ParticipantId, TemplateInstanceId } from '../../../../shared/ids.ts'
import { languages, type Language } from '../../../../shared/language.ts'

const { boards, facilitator, others } = calmAtTheTable
const people = new Map(
  [facilitator, ...others].map(({ key }) => [key, `participant-${key}` as ParticipantId]),
)

function lay(language: Language): ReadonlyMap<string, BoardRecord>[] {
  let minted = 0
  return boards.map((board) => {
    const records = layDemo(board, {
      language,
      people,
      facilitator: must(people.get(facilitator.key), 'the facilitator'),
      mintInstance: () => `instance-${(minted += 1)}` as TemplateInstanceId,
      mintNote: () => `note-${String((minted += 1)).padStart(4, '0')}` as NoteId,
    })
    return new Map(records.map((record) => [record.id, record]))
  })
}

describe.each(languages)('the example in %s', (language) => {
  const laid = lay(language)
  const first = must(laid[0], 'a board')

  test('[DM1] the boards say what the rows of the example say: zone, words, author, place', () => {
    const told = boards.map(({ instances }) =>
      instances.map(({ template, notes, cards }) => ({
        template,
        notes: notes.map((note) => told1(note, language)).toSorted(byWords),
        cards: Object.fromEntries(Object.entries(cards).map(([zone, text]) => [zone, text[language]])),
      })),
    )
    const found = laid.map((records) =>
      outlineOf(records).instances.map(({ template, zones }) => ({
        template,
        notes: zones.flatMap(({ key, notes }) => notes.map((note) => found1(key, note))).toSorted(byWords),
        cards: Object.fromEntries(
          zones.flatMap(({ key, card }) => (card === null || card.text === '' ? [] : [[key, card.text]])),
        ),
      })),
    )
    expect(found).toEqual(told)
    for (const records of laid) expect(outlineOf(records).unplaced).toEqual([])
  })

  test('[DM2] each note has the kind of its zone', () => {
    for (const zone of outlineOf(first).instances.flatMap(({ zones }) => zones)) {
      const kinds = new Set(zone.notes.map(({ kind }) => kind))
      const wanted = kindIn(zone) ?? 'contribution'
      expect([...kinds], zone.key).toEqual(zone.notes.length === 0 ? [] : [wanted])
    }
  })

  test('[DM3] no note lies on another', () => {
    const centres = [...first.values()]
      .filter(isShape)
      .flatMap((shape) => (shape.type === 'note' ? [centreOf(first, shape)] : []))
    expect(centres).toHaveLength(35)
    for (const [at, a] of centres.entries()) {
      for (const b of centres.slice(at + 1)) {
        expect(Math.max(Math.abs(a.x - b.x), Math.abs(a.y - b.y))).toBeGreaterThanOrEqual(200)
      }
    }
  })

  test('[DM4] what the example holds is what a board may hold, and its arrows hang on notes', () => {
    for (const record of laid.flatMap((records) => [...records.values()])) {
      expect(validateRecord(record), record.id).toEqual({ ok: true, record })
    }
    const ends = [...first.values()].filter(isBinding)
    const hangsOn = ends.map(({ toId }) => {
      const shape = must(first.get(toId), 'what an arrow hangs on')
      return isShape(shape) ? shape.type : null
    })
    expect(hangsOn).toEqual(['note', 'note', 'note', 'note'])
  })

  test('[DM5] what nobody put a name to has no author', () => {
    const nameless = boards
      .flatMap(({ instances }) => instances.flatMap(({ notes }) => notes))
      .filter(({ by }) => by === null)
    const withoutAuthor = [...first.values()]
      .filter(isShape)
      .filter((shape) => shape.type === 'note' && authorOf(shape) === null)
    expect(nameless).toHaveLength(16)
    expect(withoutAuthor).toHaveLength(16)
    for (const note of withoutAuthor) expect(JSON.stringify(note)).not.toContain('participant-')
  })

  test('[DM6] the templates stand beside each other with two units between them', () => {
    const headers = [...first.values()]
      .filter(isShape)
      .flatMap((shape) => (shape.type === 'header' ? [shape] : []))
      .toSorted((a, b) => a.x - b.x)
    const gaps = headers.slice(1).map((header, at) => {
      const before = must(headers[at], 'the one before')
      return header.x - (before.x + before.props.w)
    })
    expect(gaps).toEqual([400, 400])
    expect(new Set(headers.map(({ y }) => y))).toEqual(new Set([0]))
  })
})

interface Told {
  readonly zone: string
  readonly text: string
  readonly author: ParticipantId | null
  readonly plot: { readonly x: number; readonly y: number } | null
}

function told1({ zone, by, text, at }: DemoNote, language: Language): Told {
  const author = by === null ? null : must(people.get(by), by)
  const plot = at !== undefined && 'plot' in at ? at.plot : null
  return { zone, text: text[language], author, plot }
}

/** Places are told to a hundredth, as the example gives them. */
function found1(zone: string, { text, author, plot }: OutlineNote): Told {
  const rounded = (part: number) => Math.round(part * 100) / 100
  return {
    zone,
    text,
    author: author ?? null,
    plot: plot === undefined ? null : { x: rounded(plot.x), y: rounded(plot.y) },
  }
}

function byWords(a: Told, b: Told): number {
  return a.text < b.text ? -1 : Number(a.text > b.text)
}

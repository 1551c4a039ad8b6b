import { expect, test } from 'vitest'
import { canvasWords } from '../../../../client/canvas/words/canvas-words.ts'
import { editorNl } from '../../../../client/canvas/words/editor-nl.ts'
import { en } from '../../../../client/text/en.ts'
import { nl } from '../../../../client/text/nl.ts'
import { problemKey, refusalKey } from '../../../../client/text/problem.ts'
import { kindLooks } from '../../../../shared/board/kinds.ts'
import { calmAtTheTable } from '../../../../shared/demo/calm-at-the-table.ts'
import { templates } from '../../../../shared/template/catalog.ts'
import { problemCodes } from '../../../../shared/wire/problem.ts'
import { refusalCodes } from '../../../../shared/wire/control.ts'

const dutch = Object.entries(nl)
const english = Object.entries(en)

// Everything else that a person reads, wherever it lies. What people of the example wrote is theirs.
const { title, session, boards } = calmAtTheTable
const localised = [
  ...localisedIn('canvas', canvasWords),
  ...localisedIn('kind', kindLooks),
  ...localisedIn('template', templates),
  ...localisedIn('example', { title, session, boards: boards.map((board) => board.title) }),
]
const allDutch: [string, string][] = [
  ...dutch,
  ...Object.entries(editorNl),
  ...localised.map(({ key, nl: words }): [string, string] => [key, words]),
]

test('[UI1] both languages have the same keys, and none is empty', () => {
  expect(Object.keys(en).toSorted()).toEqual(Object.keys(nl).toSorted())
  expect([...dutch, ...english].filter(([, words]) => words.trim() === '')).toEqual([])
})

test('[UI1] what lies beside the pages is there in both languages too, with the same values', () => {
  const lacking = localised.filter(({ nl: dutchWords, en: englishWords }) => {
    const isEmpty = dutchWords.trim() === '' || englishWords.trim() === ''
    return isEmpty || valuesOf(dutchWords).join() !== valuesOf(englishWords).join()
  })
  expect(lacking).toEqual([])
})

test('[UI1] both languages fill in the same values', () => {
  for (const [key, words] of dutch) {
    expect([key, valuesOf(en[key as keyof typeof nl])]).toEqual([key, valuesOf(words)])
  }
})

test('[UI1] a text for one has a text for more', () => {
  const stems = (end: string) =>
    Object.keys(nl)
      .filter((key) => key.endsWith(end))
      .map((key) => key.slice(0, -end.length))
  expect(stems('_one')).toEqual(stems('_other'))
})

// Sentences that explain a licence or a device are longer: they are read once, by who asks for them.
const mayBeLong = new Set(['about.tldraw', 'problem.wrong-note-key'])

test('[UI2] a Dutch sentence has at most ten words', () => {
  const long = allDutch.flatMap(([key, words]) =>
    sentencesOf(words)
      .filter((sentence) => wordsOf(sentence).length > 10)
      .map((sentence) => `${key}: ${sentence}`),
  )
  expect(long.filter((found) => !mayBeLong.has(found.split(':')[0] ?? ''))).toEqual([])
})

/** What slips in when a sentence was thought in English. `open` and `link` are Dutch words too. */
const englishWords = ['the', 'and', 'board', 'note', 'notes', 'save', 'share', 'join', 'template', 'session']
const names = new Set(['about.font', 'about.tldraw', 'about.licence'])

test('[UI2] there is no English word in the Dutch', () => {
  const found = allDutch.filter(
    ([key, words]) =>
      !names.has(key) && wordsOf(words.toLowerCase()).some((word) => englishWords.includes(word)),
  )
  expect(found).toEqual([])
})

test('[UI2] the Dutch says "je", never "u"', () => {
  expect(
    allDutch.filter(([, words]) => wordsOf(words.toLowerCase()).some((word) => ['u', 'uw'].includes(word))),
  ).toEqual([])
})

test('[UI3] every problem and every refusal of the server has its own words', () => {
  for (const code of [...problemCodes, 'offline', 'unreadable'] as const)
    expect(nl).toHaveProperty([problemKey(code)])
  for (const code of refusalCodes) expect(nl).toHaveProperty([refusalKey(code)])
  expect(refusalKey('of-a-newer-server')).toBe('refusal.general')
})

/** Every pair of a Dutch and an English text in a table, however deep. */
function localisedIn(name: string, table: unknown): { key: string; nl: string; en: string }[] {
  if (typeof table !== 'object' || table === null) return []
  if ('nl' in table && 'en' in table) return [{ key: name, nl: String(table.nl), en: String(table.en) }]
  return Object.entries(table).flatMap(([key, part]) => localisedIn(`${name}.${key}`, part))
}

function valuesOf(words: string): string[] {
  return [...words.matchAll(/\{+(\w+)\}+/g)]
    .map((match) => match[1] ?? '')
    .toSorted((a, b) => a.localeCompare(b))
}

function sentencesOf(words: string): string[] {
  return words.split(/(?<=[.?!])\s+/)
}

function wordsOf(words: string): string[] {
  return words.match(/[\p{L}\p{N}{}’'-]+/gu) ?? []
}

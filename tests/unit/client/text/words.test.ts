import { expect, test } from 'vitest'
import { en } from '../../../../client/text/en.ts'
import { nl } from '../../../../client/text/nl.ts'
import { problemKey, refusalKey } from '../../../../client/text/problem.ts'
import { problemCodes } from '../../../../shared/wire/problem.ts'
import { refusalCodes } from '../../../../shared/wire/control.ts'

const dutch = Object.entries(nl)
const english = Object.entries(en)

test('[UI1] both languages have the same keys, and none is empty', () => {
  expect(Object.keys(en).toSorted()).toEqual(Object.keys(nl).toSorted())
  expect([...dutch, ...english].filter(([, words]) => words.trim() === '')).toEqual([])
})

test('[UI1] both languages fill in the same values', () => {
  const values = (words: string) =>
    [...words.matchAll(/\{\{(\w+)\}\}/g)]
      .map((match) => match[1] ?? '')
      .toSorted((a, b) => a.localeCompare(b))
  for (const [key, words] of dutch) {
    expect([key, values(en[key as keyof typeof nl])]).toEqual([key, values(words)])
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
  const long = dutch.flatMap(([key, words]) =>
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
  const found = dutch.filter(
    ([key, words]) =>
      !names.has(key) && wordsOf(words.toLowerCase()).some((word) => englishWords.includes(word)),
  )
  expect(found).toEqual([])
})

test('[UI2] the Dutch says "je", never "u"', () => {
  expect(
    dutch.filter(([, words]) => wordsOf(words.toLowerCase()).some((word) => ['u', 'uw'].includes(word))),
  ).toEqual([])
})

test('[UI3] every problem and every refusal of the server has its own words', () => {
  for (const code of [...problemCodes, 'offline', 'unreadable'] as const)
    expect(nl).toHaveProperty([problemKey(code)])
  for (const code of refusalCodes) expect(nl).toHaveProperty([refusalKey(code)])
  expect(refusalKey('of-a-newer-server')).toBe('refusal.general')
})

function sentencesOf(words: string): string[] {
  return words.split(/(?<=[.?!])\s+/)
}

function wordsOf(words: string): string[] {
  return words.match(/[\p{L}\p{N}{}’'-]+/gu) ?? []
}

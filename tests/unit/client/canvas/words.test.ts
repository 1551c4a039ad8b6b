import { expect, test } from 'vitest'
import english from '@tldraw/assets/translations/main.json' with { type: 'json' }
import shipped from '@tldraw/assets/translations/nl.json' with { type: 'json' }
import { peopleShapeTypes, templateShapeTypes } from '../../../../shared/board/vocabulary.ts'
import { shapeNames } from '../../../../client/canvas/words/shape-names.ts'
import { editorNl, sameInDutch } from '../../../../client/canvas/words/editor-nl.ts'

const dutch: Readonly<Record<string, string>> = { ...shipped, ...editorNl }

test('[CV1] every word of the editor has a Dutch one', () => {
  expect(Object.keys(english).filter((key) => (dutch[key] ?? '').trim() === '')).toEqual([])
})

test('[CV1] no word of the editor falls back to English, but for those that are the same', () => {
  const same = Object.entries(english).filter(([key, word]) => dutch[key] === word)
  expect(same.map(([key]) => key).toSorted()).toEqual(sameInDutch.toSorted())
})

test('[CV1] we have no words for what the editor does not say', () => {
  expect(Object.keys(editorNl).filter((key) => !(key in english))).toEqual([])
})

test('[CV1] nobody is called u', () => {
  const formal = Object.entries(dutch).filter(([, word]) => /\b(u|uw)\b/i.test(word))
  expect(formal).toEqual([])
})

test('[CV37] every shape on a board has a name in both languages', () => {
  // Of these the editor says the form.
  const types = [...peopleShapeTypes, ...templateShapeTypes].filter((type) => type !== 'geo')
  const names: readonly Readonly<Record<string, string>>[] = [
    { ...dutch, ...shapeNames.nl },
    { ...english, ...shapeNames.en },
  ]
  for (const words of names) expect(types.filter((type) => words[`tool.${type}`] === undefined)).toEqual([])
})

import { Schema } from '@tiptap/pm/model'
import { EditorState, TextSelection } from '@tiptap/pm/state'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { mergeInto } from '../../../../client/canvas/editor/text-merge.ts'

const schema = new Schema({
  nodes: {
    doc: { content: 'paragraph+' },
    paragraph: { content: 'text*' },
    text: {},
  },
})
function doc(...lines: string[]) {
  return schema.node(
    'doc',
    null,
    lines.map((line) => schema.node('paragraph', null, line === '' ? [] : [schema.text(line)])),
  )
}
/** A text with the caret where the | is, after others' text has come in. */
function merged(before: string, wanted: string): string {
  const caret = before.indexOf('|') + 1
  const start = doc(before.replace('|', ''))
  const state = EditorState.create({ doc: start, selection: TextSelection.create(start, caret) })
  const tr = mergeInto(state.tr, doc(wanted))
  const after = tr.doc.textContent
  return `${after.slice(0, tr.selection.head - 1)}|${after.slice(tr.selection.head - 1)}`
}

test('[CV17] letters before the caret push it along, letters after it do not', () => {
  expect(merged('goed|', 'heel goed')).toBe('heel goed|')
  expect(merged('|goed', 'goed zo')).toBe('|goed zo')
  expect(merged('een twee| drie', 'een nul twee drie')).toBe('een nul twee| drie')
})

test('[CV17] a caret stays with its letter when others write at the very same place', () => {
  expect(merged('Het pro|', 'Het proVoor')).toBe('Het pro|Voor')
  expect(merged('|', 'Voor')).toBe('|Voor')
})

test('[CV17] where letters repeat the caret stays as well', () => {
  expect(merged('hee|', 'heee')).toMatch(/^hee\|?e\|?$/)
  expect(merged('|hee', 'heee')).toBe('|heee')
})

test('[CV17] after it the text is the wanted one, whatever both were', () => {
  const lines = fc.array(fc.stringMatching(/^[ab ]{0,6}$/), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(lines, lines, (before, wanted) => {
      const state = EditorState.create({ doc: doc(...before) })
      expect(mergeInto(state.tr, doc(...wanted)).doc.toJSON()).toEqual(doc(...wanted).toJSON())
    }),
  )
})

import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, expect, test, vi } from 'vitest'
import { notesByHeading } from '../../../../client/records/continue-choice.ts'
import { OutlineNotes } from '../../../../client/records/outline-notes.tsx'
import { startText } from '../../../../client/text/text.ts'
import type { Outline } from '../../../../shared/board/outline.ts'

beforeAll(async () => {
  vi.stubGlobal('document', { documentElement: {} })
  await startText()
  vi.unstubAllGlobals()
})

const words = { nl: 'Groepjes', en: 'Clusters' }
const idea = (id: string, text: string) => ({ id, kind: 'idea', text, x: 0, y: 0 })
const zone = {
  key: 'clusters',
  zone: 'i/clusters',
  title: words,
  prompt: words,
  kind: 'idea',
  form: 'field',
  attribution: 'named',
  clusters: [
    { id: 'c1', name: 'Rust', placement: { x: 0.8, y: 0.9 }, notes: [idea('n1', 'muziek')] },
    {
      id: 'c2',
      name: '',
      placement: { x: 0.5, y: 0.5 },
      notes: [idea('n2', 'tafels'), idea('n3', 'stoelen')],
    },
  ],
  notes: [idea('n4', 'losse vogel')],
  card: null,
}
const outline = {
  instances: [{ id: 'i', title: words, zones: [zone] }],
  unplaced: [idea('n5', 'tuin'), idea('n6', 'bankje')],
  clusters: [{ id: 'c3', name: 'Buiten', noteIds: ['n5'] }],
} as unknown as Outline

test('[OL23] a record reads clusters by name and field, loose notes after them, those outside at the end', () => {
  const html = renderToStaticMarkup(
    createElement(OutlineNotes, { outline, boardLanguage: 'nl', names: new Map(), sessionKind: null }),
  )
  const heard = html
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  expect(heard).toBe(
    'Groepjes Groepjes Rust Wauw muziek Groepje zonder naam tafels stoelen Nog los losse vogel Buiten de vakken Buiten tuin idee Nog los bankje idee',
  )
})

test('[OL23] notes of every cluster may go along to the next board', () => {
  const groups = notesByHeading(outline, 'nl', 'Buiten de vakken')
  expect(groups.map(({ heading, notes }) => [heading, notes.map(({ text }) => text)])).toEqual([
    ['Groepjes', ['muziek', 'tafels', 'stoelen', 'losse vogel']],
    ['Buiten de vakken', ['tuin', 'bankje']],
  ])
})

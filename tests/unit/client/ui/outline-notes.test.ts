import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, expect, test, vi } from 'vitest'
import { namesOf, OutlineNotes } from '../../../../client/records/outline-notes.tsx'
import { startText } from '../../../../client/text/text.ts'
import type { Outline } from '../../../../shared/board/outline.ts'
import type { Language } from '../../../../shared/language.ts'
import type { SessionKind } from '../../../../shared/session/session.ts'

beforeAll(async () => {
  vi.stubGlobal('document', { documentElement: {} })
  await startText()
  vi.unstubAllGlobals()
})

const unplaced = [
  { id: 'n1', kind: 'fact', text: 'Drie van de tien.', author: 'piet', x: 0, y: 0 },
  { id: 'n2', kind: 'emotion', text: 'Ik ben bang.', x: 0, y: 0 },
] as unknown as Outline['unplaced']
const outline: Outline = { instances: [], unplaced }
const names = namesOf([{ participantId: 'piet', name: 'Piet' }])

/** What a reader would hear: the words without the markup. */
function read(
  hidesEmotions: boolean,
  shown = outline,
  sessionKind: SessionKind | null = null,
  boardLanguage: Language = 'nl',
): string {
  const html = renderToStaticMarkup(
    createElement(OutlineNotes, { outline: shown, boardLanguage, names, sessionKind, hidesEmotions }),
  )
  return html
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

test('[UI10] a record says how many feelings there were, not which', () => {
  expect(read(true)).toBe(
    'Buiten de vakken Drie van de tien. feit · Piet 1 gevoel. Dat lees je alleen op het bord.',
  )
})

test('[UI10] with the board itself the feelings are read as well', () => {
  expect(read(false)).toBe('Buiten de vakken Drie van de tien. feit · Piet Ik ben bang. gevoel')
})

test.each([
  ['named', 'mixed', true],
  ['sensitive', 'directors', true],
  ['sensitive', 'mixed', false],
  ['nameless', null, false],
] as const)('[UI13] names in a %s zone of a session of kind %s: %s', (attribution, sessionKind, isNamed) => {
  const words = { nl: 'Vak', en: 'Area' }
  const zone = {
    key: 'z',
    zone: 'i/z',
    title: words,
    prompt: words,
    kind: 'fact',
    form: 'notes',
    attribution,
  }
  const laid = { ...zone, clusters: [], notes: unplaced.slice(0, 1), card: null }
  const instance = { id: 'i', template: 't', version: 1, title: words, purpose: words, phases: [], steps: [] }
  const shown = { instances: [{ ...instance, zones: [laid] }], unplaced: [] } as unknown as Outline
  expect(read(true, shown, sessionKind)).toBe(`Vak Vak Drie van de tien.${isNamed ? ' Piet' : ''}`)
})

test('[UI15] titles and kinds are read as on the board, whatever the reader speaks', () => {
  expect(read(false, outline, null, 'en')).toBe(
    'Buiten de vakken Drie van de tien. fact · Piet Ik ben bang. emotion',
  )
})

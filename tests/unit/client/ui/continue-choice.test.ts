import { expect, test } from 'vitest'
import { chosenAtFirst, notesByHeading } from '../../../../client/records/continue-choice.ts'
import type { Outline, OutlineNote, OutlineZone } from '../../../../shared/board/outline.ts'
import type { NoteKind } from '../../../../shared/board/vocabulary.ts'

const note = (id: string, kind: NoteKind): OutlineNote => ({
  id: id as OutlineNote['id'],
  kind,
  text: id,
  x: 0,
  y: 0,
})
const zone = (key: string, kind: NoteKind, notes: OutlineNote[]): OutlineZone => ({
  key,
  zone: `i1/${key}`,
  title: { nl: `vak ${key}`, en: `zone ${key}` },
  prompt: { nl: '', en: '' },
  kind,
  form: 'notes',
  attribution: 'named',
  clusters: [],
  notes,
  card: null,
})
const outline: Outline = {
  instances: [
    {
      id: 'i1' as Outline['instances'][number]['id'],
      template: 'problem-map',
      version: 1,
      title: { nl: '', en: '' },
      purpose: { nl: '', en: '' },
      phases: [],
      steps: [],
      zones: [
        zone('facts', 'fact', [note('n1', 'fact')]),
        zone('empty', 'fact', []),
        zone('emotions', 'emotion', [note('n2', 'emotion')]),
      ],
    },
  ],
  unplaced: [note('n3', 'idea')],
}

test('[UI9] every note is offered under its zone, the unplaced last', () => {
  const groups = notesByHeading(outline, 'nl', 'buiten')
  expect(groups.map(({ heading, notes }) => [heading, notes.map(({ id }) => id)])).toEqual([
    ['vak facts', ['n1']],
    ['vak emotions', ['n2']],
    ['buiten', ['n3']],
  ])
})

test('[UI9] all notes are chosen at first but feelings, which never travel on their own', () => {
  expect([...chosenAtFirst(outline)]).toEqual(['n1', 'n3'])
})

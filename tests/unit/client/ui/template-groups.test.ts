import { expect, test } from 'vitest'
import { groupedByPhase } from '../../../../client/session/template-groups.ts'

const offers = [
  { key: 'problem', phases: [1] },
  { key: 'assumptions', phases: [1, 2] },
  { key: 'ideas', phases: [2, 3] },
  { key: 'any', phases: [] },
]
const listed = (phase: number | null) =>
  groupedByPhase(offers, phase).map((group) => [group.phase, ...group.templates.map(({ key }) => key)])

test('[TP19] templates stand under their first phase, each once, in the order of the phases', () => {
  expect(listed(null)).toEqual([
    [1, 'problem', 'assumptions'],
    [2, 'ideas'],
    [null, 'any'],
  ])
})

test('[TP19] what fits the phase of the session comes first', () => {
  expect(listed(2)).toEqual([
    [2, 'assumptions', 'ideas'],
    [1, 'problem'],
    [null, 'any'],
  ])
  expect(listed(5)).toEqual(listed(null))
})

import { expect, test } from 'vitest'
import { nameProblem, perspectiveOf, titleProblem } from '../../../../client/start/form-values.ts'

test('[UI7] an empty and a very long name or title each get their own sentence', () => {
  expect([nameProblem(''), nameProblem('n'.repeat(61)), nameProblem('Noor')]).toEqual([
    'empty-name',
    'name-too-long',
    null,
  ])
  expect([titleProblem(''), titleProblem('t'.repeat(121)), titleProblem('Rust aan tafel')]).toEqual([
    'empty-title',
    'title-too-long',
    null,
  ])
})

test('[UI7] a perspective that is left open is none', () => {
  const form = new FormData()
  form.set('perspective', '')
  expect(perspectiveOf(form, 'perspective')).toBe(null)
  form.set('perspective', 'resident')
  expect(perspectiveOf(form, 'perspective')).toBe('resident')
})

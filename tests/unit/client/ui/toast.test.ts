import { expect, test } from 'vitest'
import { type Toast, toastStaysMs, withToast } from '../../../../client/ui/toast.ts'

const run = () => {}
const toast = (id: number, text: string): Toast => ({ id, text, action: { text: 'Weer weghalen', run } })

test('[UI18] a message takes the place of one that says the same, and stands last', () => {
  const before = [toast(1, 'Het bord ligt er.'), toast(2, 'Bewaard.')]
  expect(withToast(before, toast(3, 'Het bord ligt er.')).map(({ id }) => id)).toEqual([2, 3])
})

test('[UI18] of more than three messages the last three stay', () => {
  const shown = ['a', 'b', 'c', 'd'].reduce<readonly Toast[]>(
    (all, text, n) => withToast(all, toast(n, text)),
    [],
  )
  expect(shown.map(({ text }) => text)).toEqual(['b', 'c', 'd'])
})

test('[UI18] a message with a button leaves too, but leaves time to choose', () => {
  expect(toastStaysMs(toast(1, 'Het bord ligt er.'))).toBe(60_000)
  expect(toastStaysMs({ id: 1, text: 'Bewaard.' })).toBe(10_000)
})

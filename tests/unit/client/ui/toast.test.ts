import { expect, test } from 'vitest'
import { type Toast, toastStaysMs, withoutPassing, withToast } from '../../../../client/ui/toast.ts'

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

test('[UI18] of messages about templates the latest alone is shown', () => {
  const laid = (id: number, text: string): Toast => ({
    ...toast(id, text),
    about: 'template',
    isPassing: true,
  })
  const before = [laid(1, '‘Klopt dat wel?’ ligt op het bord.'), toast(2, 'Bewaard.')]
  expect(withToast(before, laid(3, '‘Piramide’ ligt op het bord.')).map(({ id }) => id)).toEqual([2, 3])
})

test('[UI21] who does something else is no longer told of the template that was laid', () => {
  const laid: Toast = { ...toast(1, '‘Piramide’ ligt op het bord.'), about: 'template', isPassing: true }
  const taken: Toast = { ...toast(2, '‘Klopt dat wel?’ is weggehaald.'), about: 'template' }
  expect(withoutPassing([laid, taken])).toEqual([taken])
})

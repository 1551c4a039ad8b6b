import { expect, test } from 'vitest'
import { dayText, isoToday } from '../../../../client/text/dates.ts'

test('[UI4] a session’s day is the same day wherever it is read', () => {
  expect(dayText('2026-11-22', 'nl')).toBe('22 november 2026')
  expect(dayText('2026-11-22', 'en')).toBe('22 November 2026')
})

test('[UI4] today is the reader’s own day, also just after midnight', () => {
  expect(isoToday(new Date(2026, 0, 5, 0, 1))).toBe('2026-01-05')
})

import { expect, test } from 'vitest'
import { expiryText } from '../../../../client/start/expiry.ts'

const today = new Date(2026, 10, 22, 14, 5).getTime()
const hourMs = 60 * 60 * 1000

test('[UI63] when an example goes is said as people say it', () => {
  const said = [24, 9, 0].map((hours) => expiryText(today + hours * hourMs, today, 'nl'))
  expect(said).toEqual(['morgen om 14:05', 'vandaag om 23:05', 'vandaag om 14:05'])
  expect(expiryText(today + 24 * hourMs, today, 'en')).toBe('tomorrow at 14:05')
})

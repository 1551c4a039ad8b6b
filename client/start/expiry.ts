import type { Language } from '../../shared/language.ts'

const dayMs = 24 * 60 * 60 * 1000
const locales = { nl: 'nl-NL', en: 'en-GB' } as const
const at = { nl: 'om', en: 'at' } as const

/** When an example goes, as people say it where the reader is: "morgen om 14:05". It lives a day, so no date is needed. */
export function expiryText(expiresAt: number, now: number, language: Language): string {
  const locale = locales[language]
  const days = Math.max(0, Math.round((midnightOf(expiresAt) - midnightOf(now)) / dayMs))
  const day = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day')
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(expiresAt)
  return `${day} ${at[language]} ${time}`
}

function midnightOf(instant: number): number {
  return new Date(instant).setHours(0, 0, 0, 0)
}

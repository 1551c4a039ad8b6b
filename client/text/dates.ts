import type { Language } from '../../shared/language.ts'

/** 22 november 2026, from an ISO date; the day itself has no time zone. */
export function dayText(isoDate: string, language: Language): string {
  const at = new Date(`${isoDate}T12:00:00Z`)
  return new Intl.DateTimeFormat(locale(language), { dateStyle: 'long', timeZone: 'UTC' }).format(at)
}

/** 22 november 2026 om 14:05, where the reader is. */
export function momentText(at: number, language: Language): string {
  return new Intl.DateTimeFormat(locale(language), { dateStyle: 'long', timeStyle: 'short' }).format(at)
}

/** 14:05, where the reader is. */
export function clockText(at: number, language: Language): string {
  return new Intl.DateTimeFormat(locale(language), { timeStyle: 'short' }).format(at)
}

/** Today as an ISO date, where the reader is. */
export function isoToday(now: Date): string {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

function locale(language: Language): string {
  return language === 'en' ? 'en-GB' : 'nl-NL'
}

/**
 * The words of the interface. Dutch is the default; the other language is a file of its own and is
 * loaded when asked for. Keys are flat, so that a search finds a sentence from its key and back.
 */
import { createInstance } from 'i18next'
import { useCallback } from 'react'
import { initReactI18next, useTranslation } from 'react-i18next'
import { type Language, languages } from '../../shared/language.ts'
import { deviceMemory } from '../browser/storage.ts'
import type { nl } from './nl.ts'

type WithoutPlural<K extends string> = K extends `${infer Stem}_one` | `${infer Stem}_other` ? Stem : K
export type TextKey = WithoutPlural<keyof typeof nl>
export type TextValues = Readonly<Record<string, string | number>>
export type Say = (key: TextKey, values?: TextValues) => string

const i18n = createInstance()
const rememberedAs = 'leerbord.language'

const wordsOf = {
  nl: async () => (await import('./nl.ts')).nl,
  en: async () => (await import('./en.ts')).en,
} satisfies Record<Language, () => Promise<Record<string, string>>>

async function loadWords(language: Language): Promise<void> {
  if (i18n.hasResourceBundle(language, 'translation')) return
  i18n.addResourceBundle(language, 'translation', await wordsOf[language]())
}

function rememberedLanguage(): Language | null {
  const remembered = deviceMemory.get(rememberedAs)
  return languages.find((language) => language === remembered) ?? null
}

/** Call once before the first render, so that nobody sees a key or the wrong language flash by. */
export async function startText(): Promise<void> {
  const language = rememberedLanguage() ?? 'nl'
  await i18n.use(initReactI18next).init({
    lng: language,
    resources: {},
    fallbackLng: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  })
  await loadWords(language)
  document.documentElement.lang = language
}

/** From now on in this language; kept on this device. */
export async function speak(language: Language): Promise<void> {
  deviceMemory.set(rememberedAs, language)
  await change(language)
}

/** Speaks the language of a trajectory, unless this device has chosen one itself. */
export async function speakUnlessChosen(language: Language): Promise<void> {
  if (rememberedLanguage() === null) await change(language)
}

async function change(language: Language): Promise<void> {
  await loadWords(language)
  await i18n.changeLanguage(language)
  document.documentElement.lang = language
}

function currentLanguage(tag: string): Language {
  return tag === 'en' ? 'en' : 'nl'
}

export function useText(): { say: Say; language: Language } {
  const { t, i18n: spoken } = useTranslation()
  const say = useCallback((key: TextKey, values?: TextValues) => t(key, { ...values }), [t])
  return { say, language: currentLanguage(spoken.language) }
}

import { atom, createTLUser, type TLUser, type TLUserPreferences } from 'tldraw'
import { useState } from 'react'
import type { Language } from '../../shared/language.ts'

/**
 * Who the editor takes the person for. Not its own preferences: those lie in local storage and go to
 * every tab of this browser, so two people on one device would share a name.
 */
export function useEditorUser(id: string, name: string, language: Language): TLUser {
  const [user] = useState(() => {
    const preferences = atom<TLUserPreferences>('user', {
      id,
      name,
      locale: language,
      colorScheme: 'light',
      isSnapMode: false,
    })
    return {
      preferences,
      user: createTLUser({
        userPreferences: preferences,
        setUserPreferences: (next) => preferences.set(next),
      }),
    }
  })
  const present = user.preferences.get()
  if (present.locale !== language) user.preferences.set({ ...present, locale: language })
  return user.user
}

/** Which tools and actions there are here. What has no place on a board isn't in a menu or on a key. */
import type { TLUiOverrides } from 'tldraw'
import type { Language } from '../../../shared/language.ts'
import { translations } from './assets.ts'

const toolsLeftOut = ['frame', 'asset', 'laser', 'embed']
const actionsLeftOut = [
  'insert-embed',
  'insert-media',
  'convert-to-bookmark',
  'convert-to-embed',
  'open-embed-link',
  'edit-link',
  'toggle-lock',
  'unlock-all',
  'flatten-to-image',
  'remove-frame',
  'fit-frame-to-content',
  'export-as-svg',
  'export-as-png',
  'export-all-as-svg',
  'export-all-as-png',
  'copy-as-svg',
  'copy-as-png',
  'print',
  'toggle-debug-mode',
  'toggle-dark-mode',
  'toggle-dynamic-size-mode',
  'toggle-focus-mode',
  'toggle-grid',
  'toggle-transparent',
  'open-cursor-chat',
  'move-to-new-page',
  'change-page-prev',
  'change-page-next',
  'image-replace',
  'video-replace',
  'download-original',
  'select-white-color',
  // Notes lie side by side here, and what went to the back would be gone for everyone.
  'send-to-back',
  'send-backward',
  'bring-forward',
  'bring-to-front',
]

const overridesByLanguage = { nl: overrides('nl'), en: overrides('en') }

/** The same object for each language: another one would make the menus start anew. */
export function overridesFor(language: Language): TLUiOverrides {
  return overridesByLanguage[language]
}

function overrides(language: Language): TLUiOverrides {
  return {
    translations: translations[language],
    tools: (_editor, tools) => without(tools, toolsLeftOut),
    actions: (_editor, actions) => without(actions, actionsLeftOut),
  }
}

function without<T>(all: Record<string, T>, names: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(all).filter(([name]) => !names.includes(name)))
}

/** Which tools and actions there are here. What has no place on a board isn't in a menu or on a key. */
import type { TLUiOverrides } from 'tldraw'
import type { Language } from '../../../shared/language.ts'
import { translations } from './assets.ts'
import { withoutLetters } from './letter-keys.ts'

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

const overridesByLanguage = {
  nl: { withLetters: overrides('nl', true), without: overrides('nl', false) },
  en: { withLetters: overrides('en', true), without: overrides('en', false) },
}

/**
 * The same object each time: another one would make the menus start anew. Keys of one letter are
 * said where they do something (letter-keys.ts).
 */
export function overridesFor(language: Language, hasLetterKeys = false): TLUiOverrides {
  return overridesByLanguage[language][hasLetterKeys ? 'withLetters' : 'without']
}

function overrides(language: Language, hasLetterKeys: boolean): TLUiOverrides {
  const keyed = <T extends Keyed>(all: Record<string, T>) => (hasLetterKeys ? all : withoutLetterKeys(all))
  return {
    translations: translations[language],
    tools: (_editor, tools) => keyed(eraserByHand(without(tools, toolsLeftOut))),
    actions: (_editor, actions) => keyed(without(actions, actionsLeftOut)),
  }
}

interface Keyed {
  readonly kbd?: string
}

function withoutLetterKeys<T extends Keyed>(all: Record<string, T>): Record<string, T> {
  const keyed = (one: T): T => (one.kbd === undefined ? one : { ...one, kbd: withoutLetters(one.kbd) })
  return Object.fromEntries(Object.entries(all).map(([name, one]) => [name, keyed(one)]))
}

/** What takes away is taken in hand on purpose, never by a letter. */
function eraserByHand<T extends Keyed>({ eraser, ...tools }: Record<string, T>): Record<string, T> {
  return eraser === undefined ? tools : { ...tools, eraser: { ...eraser, kbd: '' } }
}

function without<T>(all: Record<string, T>, names: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(all).filter(([name]) => !names.includes(name)))
}

/** Fonts, icons and words of the editor from our own server; nothing is fetched from another host. */
import { getAssetUrlsByImport } from '@tldraw/assets/imports.vite'
import dutch from '@tldraw/assets/translations/nl.json'
import type { TLUiAssetUrlOverrides } from 'tldraw'
import type { Language } from '../../../shared/language.ts'
import { editorNl } from '../words/editor-nl.ts'
import { shapeNames } from '../words/shape-names.ts'

const wordsNl = { ...dutch, ...editorNl, ...shapeNames.nl }

/** The words come with the code (below); what the editor fetches on top of them is empty. */
const noWords = 'data:application/json;base64,e30='
/** One see-through dot: there are no embeds here, so nobody sees their icons. */
const noPicture = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'

const imported = getAssetUrlsByImport()

// One object for the life of the page: another one would make the editor start anew.
export const assetUrls: TLUiAssetUrlOverrides = {
  ...imported,
  translations: everyKey(imported.translations, noWords),
  embedIcons: everyKey(imported.embedIcons, noPicture),
}

/** The editor starts out in English whatever its locale is; Dutch words under that name keep it from flashing by. */
export const translations: { readonly [L in Language]: Record<string, Record<string, string>> } = {
  nl: { nl: wordsNl, en: wordsNl },
  en: { en: shapeNames.en },
}

function everyKey(urls: object, url: string): Record<string, string> {
  return Object.fromEntries(Object.keys(urls).map((key) => [key, url]))
}

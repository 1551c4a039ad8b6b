import { tipTapDefaultExtensions, type TLTextOptions } from 'tldraw'
import { MergedText } from './text-merge.ts'

/** The editor's own text editing, and others' letters coming in between. */
export const textOptions: Partial<TLTextOptions> = {
  tipTapConfig: { extensions: [...tipTapDefaultExtensions, MergedText] },
}

import { tipTapDefaultExtensions, type TLTextOptions } from 'tldraw'
import { MergedText } from './text-merge.ts'

/** The editor's own text editing, and others' letters coming in between. */
export const textOptions: Partial<TLTextOptions> = {
  // At once at the end: letters typed before the editor puts the caret there would come in front.
  tipTapConfig: { autofocus: 'end', extensions: [...tipTapDefaultExtensions, MergedText] },
}

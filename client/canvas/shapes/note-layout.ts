/**
 * How a note holds its words. Long words and many words get smaller letters first; then the note
 * grows, to twice its height at most. What goes beyond that fades out below until the note is chosen.
 */
import {
  FONT_FAMILIES,
  LABEL_FONT_SIZES,
  renderHtmlFromRichTextForMeasurement,
  renderPlaintextFromRichText,
  TEXT_PROPS,
  type Editor,
  type TLNoteShape,
} from 'tldraw'
import type { Language } from '../../../shared/language.ts'
import { unitPx } from '../../../shared/template/template.ts'

export const notePadPx = 16
/** Above and below the words, which stand in the middle: the name of the author has a line of its own there. */
const namePadPx = 20
/** A note as tall as this may hold more words than it shows. */
export const mostGrowth = unitPx

const smallerSizes = [18, 15]
/** The browser's measures are some tenths of a pixel off where a word just fits. */
const give = 1

/** Words are measured as broken in this language, as notes show them. */
export function measureIn(editor: Editor, language: Language): void {
  editor.getContainer().querySelector('.tl-text-measure')?.setAttribute('lang', language)
}

/** The note with its height and letters for its words; undefined when it has those already. */
export function laidOut(editor: Editor, note: TLNoteShape): TLNoteShape | undefined {
  const { growY, fontSizeAdjustment } = layoutOf(editor, note.props)
  if (growY === note.props.growY && fontSizeAdjustment === note.props.fontSizeAdjustment) return undefined
  return { ...note, props: { ...note.props, growY, fontSizeAdjustment } }
}

type Layout = Pick<TLNoteShape['props'], 'growY' | 'fontSizeAdjustment'>

function layoutOf(editor: Editor, { richText, font, size }: TLNoteShape['props']): Layout {
  if (renderPlaintextFromRichText(editor, richText) === '') return { growY: 0, fontSizeAdjustment: 0 }
  const html = renderHtmlFromRichTextForMeasurement(editor, richText)
  const measure = (fontSize: number, mayBreakWords: boolean) =>
    editor.textMeasure.measureHtml(html, {
      ...TEXT_PROPS,
      fontFamily: FONT_FAMILIES[font],
      fontSize,
      maxWidth: unitPx - 2 * notePadPx - give,
      disableOverflowWrapBreaking: !mayBreakWords,
      measureScrollWidth: true,
    })
  const largest = LABEL_FONT_SIZES[size]
  const sizes = [largest, ...smallerSizes.filter((px) => px < largest)]
  for (const px of sizes) {
    const { w, h, scrollWidth } = measure(px, false)
    const isInside = scrollWidth.toFixed(0) === w.toFixed(0) && h + 2 * namePadPx <= unitPx
    if (isInside) return { growY: 0, fontSizeAdjustment: px }
  }
  const smallest = sizes.at(-1) ?? largest
  const height = measure(smallest, true).h + 2 * namePadPx
  return { growY: Math.min(mostGrowth, Math.max(0, height - unitPx)), fontSizeAdjustment: smallest }
}

/** How large the words above a zone are. Picture and canvas both ask here, so that they look the same. */
import { bandOf, unitPx } from '../../template/template.ts'
import type { Language } from '../../language.ts'
import { richTextFrom } from '../rich-text.ts'
import type { ZoneShape } from '../schema.ts'
import { fitText, setPlain, widthOf, type SetText } from './lines.ts'

/** The strip above a template leaves a gap below, so that it doesn't stick to the zones. */
export const stripGap = 0.2 * unitPx

export const namelessSize = 26

export interface ZoneHeading {
  readonly pad: number
  readonly iconSize: number
  readonly title: SetText
  readonly titleX: number
  readonly titleTop: number
  readonly titleMiddle: number
  readonly prompt: SetText
  readonly promptTop: number
}

/**
 * Large enough to be read with the whole template in view, and never more than the band above the
 * notes holds: a title stays on one line, a prompt gets smaller. `badgeWidth`: what stands beside the title.
 */
export function zoneHeading(
  { w, form, title, prompt }: ZoneShape['props'],
  language: Language,
  badgeWidth: number,
): ZoneHeading {
  const pad = 26
  const iconSize = w < 500 ? 40 : 52
  const titleX = pad + iconSize + 14
  const titleTop = 10
  const set = fitLine(title[language], 60, w - titleX - pad - (badgeWidth === 0 ? 0 : badgeWidth + 16))
  const promptTop = titleTop + set.height
  const room = { width: w - 2 * pad, height: bandOf(form) * unitPx - promptTop }
  return {
    pad,
    iconSize,
    title: set,
    titleX,
    titleTop,
    titleMiddle: titleTop + set.height / 2,
    prompt: fitText(richTextFrom(prompt[language]), room, 36, 18),
    promptTop,
  }
}

/** What says that notes here have no name: its words with room around them. */
export function badgeWidthOf(words: string, size = namelessSize): number {
  return widthOf(setPlain(words, size, null)) + size * 1.5
}

/** A title stays on one line; it gets smaller instead. */
function fitLine(text: string, largest: number, room: number): SetText {
  for (let size = largest; size > 16; size -= 1) {
    const set = setPlain(text, size, null, { isBold: true })
    if (widthOf(set) <= room) return set
  }
  return setPlain(text, 16, room, { isBold: true })
}

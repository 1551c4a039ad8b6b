/**
 * How large the words are that a template lays, and where they stand. Picture and canvas both ask
 * here, so that they look the same.
 */
import { must } from '../../assert.ts'
import { bandOf, unitPx } from '../../template/template.ts'
import type { Language } from '../../language.ts'
import { richTextFrom } from '../rich-text.ts'
import type { MarkShape, ZoneShape } from '../schema.ts'
import { baselineOf, fitText, setPlain, widthOf, type SetText } from './lines.ts'

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
  readonly promptX: number
  readonly promptTop: number
}

type Props = Pick<ZoneShape['props'], 'w' | 'form' | 'title' | 'prompt'>

const pad = 26
const titleSizes = [60, 52, 44, 38] as const
const promptLargest = 36
const promptReadable = 26
const promptSmallest = 18

/**
 * Large enough to be read with the whole template in view, and never more than the band above the
 * notes holds: a title stays on one line, a prompt gets smaller. `badgeWidth`: what stands at the
 * right, on the title's line.
 */
export function zoneHeading(props: Props, language: Language, badgeWidth: number): ZoneHeading {
  const iconSize = props.w < 500 ? 40 : 52
  const titleX = pad + iconSize + 14
  const titleRoom = props.w - titleX - pad - (badgeWidth === 0 ? 0 : badgeWidth + 16)
  const start = { pad, iconSize, titleX }
  return props.form === 'level'
    ? { ...start, ...onOneLine(props, language, titleX, titleRoom) }
    : { ...start, ...belowEachOther(props, language, titleRoom) }
}

type Words = Omit<ZoneHeading, 'pad' | 'iconSize' | 'titleX'>

/** A title gives way, up to a point, where its prompt could hardly be read. */
function belowEachOther({ w, form, title, prompt }: Props, language: Language, titleRoom: number): Words {
  const titleTop = 10
  const question = richTextFrom(prompt[language])
  const setWith = (largest: number) => {
    const set = fitLine(title[language], largest, titleRoom, true)
    const room = { width: w - 2 * pad, height: bandOf(form) * unitPx - titleTop - set.height }
    return { title: set, prompt: fitText(question, room, promptLargest, promptSmallest) }
  }
  const sets = titleSizes.map(setWith)
  const set = must(sets.find((one) => one.prompt.size >= promptReadable) ?? sets.at(-1), 'a size')
  return {
    ...set,
    titleTop,
    titleMiddle: titleTop + set.title.height / 2,
    promptX: pad,
    promptTop: titleTop + set.title.height,
  }
}

/** The strip of a level is low: its question follows its title, on the same baseline. */
function onOneLine({ form, title, prompt }: Props, language: Language, titleX: number, room: number): Words {
  const between = 30
  const band = bandOf(form) * unitPx
  const set = fitLine(title[language], 52, room / 2, true)
  const promptX = titleX + widthOf(set) + between
  const question = fitLine(prompt[language], promptLargest, room - widthOf(set) - between, false)
  const titleTop = (band - set.height) / 2
  return {
    title: set,
    titleTop,
    titleMiddle: band / 2,
    prompt: question,
    promptX,
    promptTop: titleTop + baselineOf(set.size) - baselineOf(question.size),
  }
}

/** What says that notes here have no name: its words with room around them. */
export function badgeWidthOf(words: string, size = namelessSize): number {
  return widthOf(setPlain(words, size, null)) + size * 1.5
}

export interface MarkWords {
  readonly set: SetText
  /** Read from the bottom up, as beside an upright axis. */
  readonly isTurned: boolean
}

/** The words in the middle of a label or a tint: on one line along the longer side, as large as the shorter one holds. */
export function markWords({ w, h, label }: MarkShape['props'], language: Language): MarkWords {
  const [along, across] = [Math.max(w, h), Math.min(w, h)]
  return {
    set: fitLine(label[language], Math.min(44, Math.round(across * 0.58)), along, true),
    isTurned: h > w,
  }
}

/** Words that stay on one line; they get smaller instead. */
function fitLine(text: string, largest: number, room: number, isBold: boolean): SetText {
  for (let size = largest; size > 16; size -= 1) {
    const set = setPlain(text, size, null, { isBold })
    if (widthOf(set) <= room) return set
  }
  return setPlain(text, 16, room, { isBold })
}

/**
 * Paragraphs → lines that fit a width, and the size at which they fit a box. Words move to the next
 * line; a word wider than the box is broken; nothing is ever left out.
 */
import type { LooseText } from '../rich-text.ts'
import { signsOf, textWidth } from './letters.ts'
import {
  isSameFace,
  paragraphsOf,
  plainFace,
  plainParagraph,
  widthInEm,
  type Face,
  type Paragraph,
  type Run,
  type Word,
} from './paragraphs.ts'

export interface Line {
  readonly runs: readonly Run[]
  readonly width: number
  /** From the left edge of the box; more in lists. */
  readonly indent: number
}
export interface SetText {
  readonly size: number
  readonly lines: readonly Line[]
  readonly height: number
}

const lineHeight = 1.28
const spaceEm = textWidth(' ', 1, false)

/** The largest size, from `largest` down to `smallest`, at which everything fits; else the smallest, higher than asked. */
export function fitText(
  text: LooseText,
  box: { readonly width: number; readonly height: number },
  largest: number,
  smallest: number,
): SetText {
  const paragraphs = paragraphsOf(text, plainFace)
  for (let size = largest; size > smallest; size -= 1) {
    const set = setParagraphs(paragraphs, size, box.width)
    if (set.height <= box.height && !set.isBroken) return set
  }
  return setParagraphs(paragraphs, smallest, box.width)
}

/** Lines of one size; `width` null means nothing wraps. */
export function setText(text: LooseText, size: number, width: number | null): SetText {
  return setParagraphs(paragraphsOf(text, plainFace), size, width ?? Infinity)
}

/** A text without marks. */
export function setPlain(
  text: string,
  size: number,
  width: number | null,
  face: Partial<Face> = {},
): SetText {
  return setParagraphs([plainParagraph(text, { ...plainFace, ...face })], size, width ?? Infinity)
}

export function widthOf(set: SetText): number {
  return set.lines.reduce((widest, line) => Math.max(widest, line.indent + line.width), 0)
}

/** From the top of a line to its baseline. */
export function baselineOf(size: number): number {
  return size * 0.98
}
export function lineHeightOf(size: number): number {
  return size * lineHeight
}

function setParagraphs(
  paragraphs: readonly Paragraph[],
  size: number,
  width: number,
): SetText & { readonly isBroken: boolean } {
  let isBroken = false
  const lines = paragraphs.flatMap(({ words, level, lead }) => {
    // Deep lists keep at least half the width for their words.
    const indent = level === 0 ? 0 : Math.min(level * size * 1.2, width / 2)
    const wrapped = wrap(words, (width - indent) / size)
    isBroken ||= wrapped.isBroken
    return wrapped.lines.map(({ runs, em }, at): Line => {
      if (at > 0 || lead === '') return { runs, width: em * size, indent }
      const leadRun = { text: `${lead} `, face: plainFace }
      const hang = widthInEm([leadRun]) * size
      return { runs: [leadRun, ...runs], width: em * size + hang, indent: Math.max(0, indent - hang) }
    })
  })
  return { size, lines, height: lines.length * size * lineHeight, isBroken }
}

interface OpenLine {
  readonly runs: Run[]
  em: number
}

function wrap(words: readonly Word[], roomEm: number): { lines: readonly OpenLine[]; isBroken: boolean } {
  let line: OpenLine = { runs: [], em: 0 }
  const lines = [line]
  let isBroken = false
  for (const word of words) {
    const parts = word.em <= roomEm ? [word] : breakWord(word, roomEm)
    isBroken ||= parts.length > 1
    for (const part of parts) {
      if (line.runs.length > 0 && line.em + spaceEm + part.em > roomEm) {
        line = { runs: [], em: 0 }
        lines.push(line)
      }
      append(line, part)
    }
  }
  return { lines, isBroken }
}

function append(line: OpenLine, { runs, em }: Word): void {
  const last = line.runs.at(-1)
  if (last !== undefined) {
    // A space is struck or underlined only between words that both are.
    const after = runs[0]?.face ?? plainFace
    join(line.runs, { text: ' ', face: isSameFace(last.face, after) ? after : plainFace })
    line.em += spaceEm
  }
  for (const run of runs) join(line.runs, run)
  line.em += em
}

/** Neighbours with the same face are one run. */
function join(runs: Run[], run: Run): void {
  const last = runs.at(-1)
  if (last !== undefined && isSameFace(last.face, run.face)) {
    runs[runs.length - 1] = { text: last.text + run.text, face: last.face }
  } else runs.push(run)
}

/** Sign by sign; a single sign is never broken, however narrow the box. */
function breakWord(word: Word, roomEm: number): Word[] {
  let part: OpenLine = { runs: [], em: 0 }
  const parts = [part]
  for (const { text, face } of word.runs) {
    for (const sign of signsOf(text)) {
      const em = textWidth(sign, 1, face.isBold)
      if (part.runs.length > 0 && part.em + em > roomEm) {
        part = { runs: [], em: 0 }
        parts.push(part)
      }
      join(part.runs, { text: sign, face })
      part.em += em
    }
  }
  return parts
}

/**
 * Rich text → lines that fit a width, and the size at which they fit a box. Words move to the next
 * line; a word wider than the box is broken; nothing is ever left out.
 */
import { holdsLetters, normaliseRichText, type LooseText } from '../rich-text.ts'
import type { RichTextNode } from '../vocabulary.ts'
import { signsOf, textWidth } from './letters.ts'

export interface Face {
  readonly isBold: boolean
  readonly isItalic: boolean
  readonly isStruck: boolean
  readonly isUnderlined: boolean
}
export interface Run {
  readonly text: string
  readonly face: Face
}
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
const plainFace: Face = { isBold: false, isItalic: false, isStruck: false, isUnderlined: false }

/** The largest size, from `largest` down to `smallest`, at which everything fits; else the smallest, higher than asked. */
export function fitText(
  text: LooseText,
  box: { readonly width: number; readonly height: number },
  largest: number,
  smallest: number,
): SetText {
  const paragraphs = paragraphsOf(normaliseRichText(text).content, plainFace, 0)
  for (let size = largest; size > smallest; size -= 1) {
    const set = setParagraphs(paragraphs, size, box.width)
    if (set.height <= box.height && !set.isBroken) return set
  }
  return setParagraphs(paragraphs, smallest, box.width)
}

/** Lines of one size; `width` null means nothing wraps. */
export function setText(
  text: LooseText,
  size: number,
  width: number | null,
  face: Partial<Face> = {},
): SetText {
  return setParagraphs(
    paragraphsOf(normaliseRichText(text).content, { ...plainFace, ...face }, 0),
    size,
    width ?? Infinity,
  )
}

/** A text without marks. */
export function setPlain(
  text: string,
  size: number,
  width: number | null,
  face: Partial<Face> = {},
): SetText {
  const runs = [{ text, face: { ...plainFace, ...face } }]
  return setParagraphs([{ runs, level: 0, lead: '' }], size, width ?? Infinity)
}

export function widthOf(set: SetText): number {
  return Math.max(0, ...set.lines.map((line) => line.indent + line.width))
}

/** One line of the writer's own: between two breaks. */
interface Paragraph {
  readonly runs: readonly Run[]
  /** Depth in lists. */
  readonly level: number
  /** What stands before it in a list. */
  readonly lead: string
}

function paragraphsOf(nodes: readonly RichTextNode[], face: Face, level: number, lead = ''): Paragraph[] {
  return nodes.flatMap((node, at) => {
    const content = node.content ?? []
    const ownLead = at === 0 ? lead : ''
    if (holdsLetters(node.type)) {
      return splitAtBreaks(content, node.type === 'heading' ? { ...face, isBold: true } : face).map(
        (runs, part): Paragraph => ({ runs, level, lead: part === 0 ? ownLead : '' }),
      )
    }
    const start = typeof node.attrs?.['start'] === 'number' ? node.attrs['start'] : 1
    return content.flatMap((child, order) =>
      paragraphsOf(
        child.content ?? [],
        face,
        level + 1,
        node.type === 'orderedList' ? `${start + order}.` : '•',
      ),
    )
  })
}

function splitAtBreaks(nodes: readonly RichTextNode[], face: Face): Run[][] {
  const lines: Run[][] = [[]]
  for (const node of nodes) {
    if (node.type === 'hardBreak') lines.push([])
    else lines.at(-1)?.push({ text: node.text ?? '', face: faceOf(node, face) })
  }
  return lines
}

function faceOf(node: RichTextNode, face: Face): Face {
  const has = (type: string) => node.marks?.some((mark) => mark.type === type) === true
  return {
    isBold: face.isBold || has('bold'),
    isItalic: face.isItalic || has('italic'),
    isStruck: face.isStruck || has('strike'),
    isUnderlined: face.isUnderlined || has('underline') || has('link'),
  }
}

function setParagraphs(
  paragraphs: readonly Paragraph[],
  size: number,
  width: number,
): SetText & { readonly isBroken: boolean } {
  let isBroken = false
  const lines = paragraphs.flatMap((paragraph) => {
    // Deep lists keep at least half the width for their words.
    const indent = Math.min(paragraph.level * size * 1.2, width / 2)
    const wrapped = wrap(paragraph.runs, size, width - indent)
    isBroken ||= wrapped.isBroken
    return wrapped.lines.map((runs, at): Line => {
      if (at > 0 || paragraph.lead === '') return { runs, width: runsWidth(runs, size), indent }
      const lead = { text: `${paragraph.lead} `, face: plainFace }
      const hang = textWidth(lead.text, size, false)
      return {
        runs: [lead, ...runs],
        width: runsWidth(runs, size) + hang,
        indent: Math.max(0, indent - hang),
      }
    })
  })
  return { size, lines, height: lines.length * size * lineHeight, isBroken }
}

/** A word may change its face half way: it is a list of runs without white space. */
function wordsOf(runs: readonly Run[]): Run[][] {
  const words: Run[][] = [[]]
  for (const { text, face } of runs) {
    text.split(/\s+/).forEach((piece, at) => {
      if (at > 0) words.push([])
      if (piece !== '') words.at(-1)?.push({ text: piece, face })
    })
  }
  return words.filter((word) => word.length > 0)
}

function wrap(runs: readonly Run[], size: number, width: number): { lines: Run[][]; isBroken: boolean } {
  const lines: Run[][] = [[]]
  let used = 0
  let isBroken = false
  for (const word of wordsOf(runs)) {
    const parts = breakWord(word, size, width)
    isBroken ||= parts.length > 1
    for (const part of parts) {
      const line = lines.at(-1) ?? []
      const space = line.length > 0 ? textWidth(' ', size, false) : 0
      const partWidth = runsWidth(part, size)
      if (line.length > 0 && used + space + partWidth > width) {
        lines.push([...part])
        used = partWidth
      } else {
        if (line.length > 0) line.push({ text: ' ', face: between(line, part) })
        line.push(...part)
        used += space + partWidth
      }
    }
  }
  return { lines: lines.map(merged), isBroken }
}

/** A space is struck or underlined only between words that both are. */
function between(line: readonly Run[], word: readonly Run[]): Face {
  const [before, after] = [line.at(-1)?.face ?? plainFace, word[0]?.face ?? plainFace]
  return isSameFace(before, after) ? before : plainFace
}

function breakWord(word: readonly Run[], size: number, width: number): Run[][] {
  if (runsWidth(word, size) <= width) return [[...word]]
  const parts: Run[][] = [[]]
  let used = 0
  for (const { text, face } of word) {
    for (const sign of signsOf(text)) {
      const signWidth = textWidth(sign, size, face.isBold)
      if (used > 0 && used + signWidth > width) {
        parts.push([])
        used = 0
      }
      parts.at(-1)?.push({ text: sign, face })
      used += signWidth
    }
  }
  return parts
}

function merged(runs: readonly Run[]): Run[] {
  const result: Run[] = []
  for (const run of runs) {
    const last = result.at(-1)
    if (last !== undefined && isSameFace(last.face, run.face)) {
      result[result.length - 1] = { text: last.text + run.text, face: last.face }
    } else result.push(run)
  }
  return result
}

function isSameFace(a: Face, b: Face): boolean {
  return (
    a.isBold === b.isBold &&
    a.isItalic === b.isItalic &&
    a.isStruck === b.isStruck &&
    a.isUnderlined === b.isUnderlined
  )
}

function runsWidth(runs: readonly Run[], size: number): number {
  return runs.reduce((sum, { text, face }) => sum + textWidth(text, size, face.isBold), 0)
}

/** From the top of a line to its baseline. */
export function baselineOf(size: number): number {
  return size * 0.98
}
export function lineHeightOf(size: number): number {
  return size * lineHeight
}

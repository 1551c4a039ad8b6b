/**
 * Rich text → paragraphs of measured words, the form in which lines are made at any size. Widths
 * are in em: measured once, they hold for every size that is tried.
 */
import { holdsLetters, normaliseRichText, type LooseText } from '../rich-text.ts'
import type { RichTextNode } from '../vocabulary.ts'
import { textWidth } from './letters.ts'

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

/** Letters without white space; a word may change its face half way. */
export interface Word {
  readonly runs: readonly Run[]
  readonly em: number
}

/** One line of the writer's own: between two breaks. */
export interface Paragraph {
  readonly words: readonly Word[]
  /** Depth in lists. */
  readonly level: number
  /** What stands before it in a list. */
  readonly lead: string
}

export const plainFace: Face = { isBold: false, isItalic: false, isStruck: false, isUnderlined: false }

export function paragraphsOf(text: LooseText, face: Face): Paragraph[] {
  return paragraphsIn(normaliseRichText(text).content, face, 0, '')
}

export function plainParagraph(text: string, face: Face): Paragraph {
  return { words: wordsOf([{ text, face }]), level: 0, lead: '' }
}

export function widthInEm(runs: readonly Run[]): number {
  return runs.reduce((sum, { text, face }) => sum + textWidth(text, 1, face.isBold), 0)
}

export function isSameFace(a: Face, b: Face): boolean {
  return (
    a === b ||
    (a.isBold === b.isBold &&
      a.isItalic === b.isItalic &&
      a.isStruck === b.isStruck &&
      a.isUnderlined === b.isUnderlined)
  )
}

function paragraphsIn(nodes: readonly RichTextNode[], face: Face, level: number, lead: string): Paragraph[] {
  return nodes.flatMap((node, at) => {
    const content = node.content ?? []
    const ownLead = at === 0 ? lead : ''
    if (holdsLetters(node.type)) {
      const lines = splitAtBreaks(content, node.type === 'heading' ? { ...face, isBold: true } : face)
      return lines.map((runs, part): Paragraph => ({
        words: wordsOf(runs),
        level,
        lead: part === 0 ? ownLead : '',
      }))
    }
    const start = typeof node.attrs?.['start'] === 'number' ? node.attrs['start'] : 1
    return content.flatMap((child, order) => {
      const childLead = node.type === 'orderedList' ? `${start + order}.` : '•'
      return paragraphsIn(child.content ?? [], face, level + 1, childLead)
    })
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
  if (node.marks === undefined) return face
  const has = (type: string) => node.marks?.some((mark) => mark.type === type) === true
  return {
    isBold: face.isBold || has('bold'),
    isItalic: face.isItalic || has('italic'),
    isStruck: face.isStruck || has('strike'),
    isUnderlined: face.isUnderlined || has('underline') || has('link'),
  }
}

function wordsOf(runs: readonly Run[]): Word[] {
  const words: Run[][] = [[]]
  for (const { text, face } of runs) {
    text.split(/\s+/).forEach((piece, at) => {
      if (at > 0) words.push([])
      if (piece !== '') words.at(-1)?.push({ text: piece, face })
    })
  }
  return words.filter((word) => word.length > 0).map((word) => ({ runs: word, em: widthInEm(word) }))
}

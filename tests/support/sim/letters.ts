/**
 * Words of the simulation. Every letter that anyone types is typed once and by nobody else, so that at
 * the end each can be looked for: on the board, in its writer's tray, and nowhere it may not be.
 */
import { normaliseRichText, type LooseText, type Mark } from '../../../shared/board/rich-text.ts'
import { isObject } from '../../../shared/board/json.ts'
import type { RichText } from '../../../shared/board/vocabulary.ts'
import type { Dice } from './dice.ts'

const first = 0x4e00
const count = 0x5000

export function letterOf(at: number): string {
  return String.fromCodePoint(first + (at % count))
}

/** All letters of the simulation in a text or in JSON, in order. */
export function lettersIn(text: string): string[] {
  return Array.from(text).filter((letter) => {
    const code = letter.codePointAt(0) ?? 0
    return code >= first && code < first + count
  })
}

interface Letter {
  readonly letter: string
  readonly marks: readonly Mark[]
}

/** Null for a text that holds more than lines of letters. */
function linesOf(richText: LooseText): Letter[][] | null {
  const lines: Letter[][] = []
  for (const block of normaliseRichText(richText).content) {
    if (block.type !== 'paragraph') return null
    const runs = block.content ?? []
    if (runs.some(({ type }) => type !== 'text')) return null
    lines.push(runs.flatMap(({ text = '', marks = [] }) => Array.from(text, (letter) => ({ letter, marks }))))
  }
  return lines
}

function textOf(lines: readonly (readonly Letter[])[]): RichText {
  return normaliseRichText({
    type: 'doc',
    content: lines.map((line) => ({
      type: 'paragraph',
      content: line.map(({ letter, marks }) => ({ type: 'text', text: letter, marks })),
    })),
  })
}

export type Edit = 'type' | 'bold' | 'erase' | 'split'

/** The text after one stroke of a key somewhere in it; null when there is nothing to do. */
export function stroke(richText: unknown, edit: Edit, letter: string, dice: Dice): RichText | null {
  const lines = isText(richText) ? linesOf(richText) : null
  if (lines === null) return null
  const row = dice.roll(lines.length)
  const line = lines[row] ?? []
  const at = dice.roll(line.length + 1)
  switch (edit) {
    case 'type':
      // Now and then as bold as what stands before it.
      line.splice(at, 0, { letter, marks: dice.roll(3) === 0 ? (line[at - 1]?.marks ?? []) : [] })
      break
    case 'erase':
      if (line.splice(at, 1 + dice.roll(2)).length === 0) return null
      break
    case 'bold': {
      const type = dice.roll(2) === 0 ? 'bold' : 'italic'
      const end = at + 1 + dice.roll(4)
      if (at >= line.length) return null
      lines[row] = line.map((each, place) => (place < at || place >= end ? each : toggled(each, type)))
      break
    }
    case 'split':
      if (lines.length > 3) return null
      lines.splice(row, 1, line.slice(0, at), line.slice(at))
  }
  return textOf(lines)
}

function toggled({ letter, marks }: Letter, type: string): Letter {
  const has = marks.some((mark) => mark.type === type)
  return { letter, marks: has ? marks.filter((mark) => mark.type !== type) : [...marks, { type }] }
}

function isText(value: unknown): value is LooseText {
  return isObject(value) && typeof value['type'] === 'string' && Array.isArray(value['content'])
}

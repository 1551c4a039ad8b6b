/** Pasted text as notes: a line each. Nothing of it is left out without a word. */
import type { CanvasWord } from '../words/canvas-words.ts'

const linesMax = 60
/** Half of what a note may hold: there is room to write on. */
const lettersMax = 5_000
/** More than a board is for, and more than may go up to the server at once. */
const pasteMax = 200_000

export interface Pasted {
  readonly notes: readonly string[]
  readonly told: CanvasWord | null
}

/** The lines after the sixtieth are one more note, or more when they don't fit on one. */
export function notesFrom(text: string): Pasted {
  if (text.length > pasteMax) return { notes: [], told: 'tooMuchToPaste' }
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const rest = lines.slice(linesMax).join('\n')
  const notes = [...lines.slice(0, linesMax), ...(rest === '' ? [] : [rest])].flatMap(inParts)
  return { notes, told: rest === '' ? null : 'longPaste' }
}

/** Parts that each fit on a note, broken between words where there are words. */
function inParts(text: string): string[] {
  if (text.length <= lettersMax) return [text]
  const cut = Math.max(text.lastIndexOf(' ', lettersMax), text.lastIndexOf('\n', lettersMax))
  // A long row of letters without a space is broken anywhere, but not within a sign.
  const at = cut > 0 ? cut : lettersMax - (isHighSurrogate(text.charCodeAt(lettersMax - 1)) ? 1 : 0)
  return [text.slice(0, at).trimEnd(), ...inParts(text.slice(at).trimStart())]
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}

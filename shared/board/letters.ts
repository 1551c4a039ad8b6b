/**
 * The letters of one paragraph: lines of runs with line breaks between them, and how a line becomes
 * another line by touching only the letters that differ.
 */
import * as Y from 'yjs'
import { isObject, isSameJson } from './json.ts'
import { foreignNode, textNode, type Mark } from './rich-text.ts'
import type { RichTextNode } from './vocabulary.ts'

export type Element = Y.XmlElement<{ [key: string]: string | number }>
export type Parent = Y.XmlFragment | Element
type Formatting = { readonly [mark: string]: unknown }

/** A stretch of letters with one formatting. */
interface Piece {
  readonly text: string
  readonly formatting: Formatting
}

/** The runs of one line, and the break that opens it (null for the first line). */
interface Line {
  readonly opening: Element | null
  readonly runs: Y.XmlText[]
}

export function isLetters(child: unknown): child is Y.XmlText {
  return child instanceof Y.XmlText
}
export function isElement(child: unknown): child is Element {
  return child instanceof Y.XmlElement
}

export function readRun(run: Y.XmlText): readonly RichTextNode[] {
  const delta: readonly { insert?: unknown; attributes?: Formatting }[] = run.toDelta()
  return delta.map(({ insert, attributes }) =>
    typeof insert === 'string' ? textNode(insert, marksOf(attributes ?? {})) : foreignNode,
  )
}

function marksOf(formatting: Formatting): readonly Mark[] {
  return Object.entries(formatting).map(([type, attrs]) => ({ type, ...(isObject(attrs) && { attrs }) }))
}

function formattingOf(marks: readonly Mark[]): Formatting {
  return Object.fromEntries(marks.map((mark) => [mark.type, mark.attrs ?? {}]))
}

/** Makes the paragraph hold these letters and breaks. */
export function writeLetters(paragraph: Element, content: readonly RichTextNode[]): void {
  for (const child of paragraph.toArray()) {
    if (isLetters(child) && child.length !== lengthOf(child)) removeChild(paragraph, child)
  }
  const wanted = wantedLines(content)
  const present = presentLines(paragraph)
  const { start, presentEnd, wantedEnd } = differingLines(present, wanted)
  const inPlace = Math.min(presentEnd, wantedEnd)
  for (const [at, line] of present.slice(start, inPlace).entries()) {
    writeLine(paragraph, line, wanted[start + at] ?? [])
  }
  for (const line of present.slice(inPlace, presentEnd)) {
    for (const run of line.runs) removeChild(paragraph, run)
    if (line.opening !== null) removeChild(paragraph, line.opening)
  }
  const added = wanted.slice(inPlace, wantedEnd)
  if (added.length === 0) return
  // The first line is always matched with the first line, so there is one before every added line.
  let position = endOf(paragraph, present[inPlace - 1])
  for (const pieces of added) {
    const run = new Y.XmlText()
    paragraph.insert(position, [new Y.XmlElement('hardBreak'), run])
    writeRuns([run], pieces)
    position += 2
  }
}

function wantedLines(content: readonly RichTextNode[]): readonly (readonly Piece[])[] {
  const lines: Piece[][] = [[]]
  for (const node of content) {
    if (node.type !== 'text') lines.push([])
    else lines.at(-1)?.push({ text: node.text ?? '', formatting: formattingOf(node.marks ?? []) })
  }
  return lines
}

function presentLines(paragraph: Element): readonly Line[] {
  const lines: Line[] = [{ opening: null, runs: [] }]
  for (const child of paragraph.toArray()) {
    if (isLetters(child)) lines.at(-1)?.runs.push(child)
    else if (isElement(child)) lines.push({ opening: child, runs: [] })
  }
  return lines
}

/** What remains when equal lines are taken off both ends; never the first line from the end, it has no break to go with. */
function differingLines(present: readonly Line[], wanted: readonly (readonly Piece[])[]) {
  const isSame = (a: number, b: number) => isSameLine(present[a], wanted[b])
  let start = 0
  while (start < present.length && start < wanted.length && isSame(start, start)) start += 1
  const first = Math.max(start, 1)
  let presentEnd = present.length
  let wantedEnd = wanted.length
  while (presentEnd > first && wantedEnd > first && isSame(presentEnd - 1, wantedEnd - 1)) {
    presentEnd -= 1
    wantedEnd -= 1
  }
  return { start, presentEnd, wantedEnd }
}

/** A line without a run is never right: the next two people to write in it would each make one. */
function isSameLine(line: Line | undefined, wanted: readonly Piece[] | undefined): boolean {
  if (line === undefined || wanted === undefined || line.runs.length === 0) return false
  return isSamePieces(joined(line.runs.flatMap(piecesOf)), joined(wanted))
}

function writeLine(paragraph: Element, line: Line, pieces: readonly Piece[]): void {
  if (line.runs.length === 0) {
    const run = new Y.XmlText()
    paragraph.insert(endOf(paragraph, line), [run])
    line.runs.push(run)
  }
  writeRuns(line.runs, pieces)
}

/** The position behind the last child of a line. */
function endOf(paragraph: Element, line: Line | undefined): number {
  const last = line?.runs.at(-1) ?? line?.opening ?? null
  return last === null ? 0 : positionOf(paragraph, last) + 1
}

function positionOf(parent: Parent, child: unknown): number {
  return parent.toArray().findIndex((present) => present === child)
}

export function removeChild(parent: Parent, child: unknown): void {
  parent.delete(positionOf(parent, child), 1)
}

// ---- one line ---------------------------------------------------------------------------------

/** Makes these runs, read as one, hold the wanted letters. */
function writeRuns(runs: readonly Y.XmlText[], wanted: readonly Piece[]): void {
  const present = textOf(runs.flatMap(piecesOf))
  const { start, presentEnd, wantedEnd } = differingLetters(present, textOf(wanted))
  deleteLetters(runs, start, presentEnd)
  let position = start
  for (const { text, formatting } of slicePieces(wanted, start, wantedEnd)) {
    const { run, offset } = placeIn(runs, position)
    // A copy: Yjs writes into the formatting it is given.
    run?.insert(offset, text, { ...formatting })
    position += text.length
  }
  formatLetters(runs, wanted)
}

/** The stretch in which two texts differ; never half of a character that takes two code units. */
function differingLetters(present: string, wanted: string) {
  const shortest = Math.min(present.length, wanted.length)
  let start = 0
  while (start < shortest && present[start] === wanted[start]) start += 1
  if (start > 0 && isHighSurrogate(present.charCodeAt(start - 1))) start -= 1
  let tail = 0
  while (tail < shortest - start && present.at(-1 - tail) === wanted.at(-1 - tail)) tail += 1
  if (tail > 0 && isLowSurrogate(present.charCodeAt(present.length - tail))) tail -= 1
  return { start, presentEnd: present.length - tail, wantedEnd: wanted.length - tail }
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff
}
function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff
}

function deleteLetters(runs: readonly Y.XmlText[], from: number, to: number): void {
  let position = 0
  for (const run of runs) {
    const length = lengthOf(run)
    const start = Math.max(from, position)
    const end = Math.min(to, position + length)
    if (end > start) run.delete(start - position, end - start)
    position += length
  }
}

/** Where a position of the whole line lies: at the end of a run rather than at the start of the next. */
function placeIn(
  runs: readonly Y.XmlText[],
  position: number,
): { run: Y.XmlText | undefined; offset: number } {
  let start = 0
  for (const run of runs) {
    const length = lengthOf(run)
    if (position <= start + length) return { run, offset: position - start }
    start += length
  }
  return { run: undefined, offset: 0 }
}

/** Gives every letter its wanted marks; the letters themselves are right already. */
function formatLetters(runs: readonly Y.XmlText[], wanted: readonly Piece[]): void {
  let position = 0
  for (const run of runs) {
    const length = lengthOf(run)
    let offset = 0
    for (const target of slicePieces(wanted, position, position + length)) {
      formatStretch(run, offset, target)
      offset += target.text.length
    }
    position += length
  }
}

function formatStretch(run: Y.XmlText, offset: number, target: Piece): void {
  let at = offset
  for (const { text, formatting } of slicePieces(piecesOf(run), offset, offset + target.text.length)) {
    const change = formattingChange(formatting, target.formatting)
    if (Object.keys(change).length > 0) run.format(at, text.length, change)
    at += text.length
  }
}

/** What to set and what to take away (null) to come from one formatting to the other. */
function formattingChange(present: Formatting, wanted: Formatting): { [mark: string]: unknown } {
  const change: { [mark: string]: unknown } = {}
  for (const mark of Object.keys(present)) if (!(mark in wanted)) change[mark] = null
  for (const [mark, attrs] of Object.entries(wanted))
    if (!isSameJson(present[mark], attrs)) change[mark] = attrs
  return change
}

function piecesOf(run: Y.XmlText): readonly Piece[] {
  const delta: readonly { insert?: unknown; attributes?: Formatting }[] = run.toDelta()
  return delta.flatMap(({ insert, attributes }) =>
    typeof insert === 'string' ? [{ text: insert, formatting: attributes ?? {} }] : [],
  )
}

/** Letters only; `run.length` counts the same unless something foreign is embedded in the run. */
function lengthOf(run: Y.XmlText): number {
  return textOf(piecesOf(run)).length
}

function textOf(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join('')
}

function slicePieces(pieces: readonly Piece[], from: number, to: number): readonly Piece[] {
  const slices: Piece[] = []
  let position = 0
  for (const { text, formatting } of pieces) {
    const inner = text.slice(Math.max(from - position, 0), Math.max(to - position, 0))
    if (inner !== '') slices.push({ text: inner, formatting })
    position += text.length
  }
  return slices
}

/** Neighbours with the same formatting as one. */
function joined(pieces: readonly Piece[]): readonly Piece[] {
  const whole: Piece[] = []
  for (const piece of pieces) {
    const last = whole.at(-1)
    if (piece.text === '') continue
    if (last !== undefined && isSameJson(last.formatting, piece.formatting)) {
      whole[whole.length - 1] = { ...last, text: last.text + piece.text }
    } else whole.push(piece)
  }
  return whole
}

function isSamePieces(a: readonly Piece[], b: readonly Piece[]): boolean {
  return isSameJson(a, b)
}

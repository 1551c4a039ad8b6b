/**
 * The rich text of a board as plain values: what it may hold, and its one normal form.
 *
 * tldraw's own validator takes any node and five megabytes of text; this allow-list is what the
 * editor can make, nothing more. The normal form is what the editor itself writes once a text has
 * been opened (a paragraph gets `dir: 'auto'`), so that opening a note changes nothing.
 */
import { isObject, isSameJson } from './json.ts'
import type { RichText, RichTextNode } from './vocabulary.ts'

/** Characters in one text; far above any note, far below what would slow a board. */
export const textLengthMax = 10_000
export const nodesMax = 4_000
/** How deep lists may lie in lists. */
export const textDepthMax = 12

export type Mark = NonNullable<RichTextNode['marks']>[number]
type Attrs = { readonly [key: string]: unknown }

/** Attributes that every node of a type has in the editor. */
const defaultAttrs: { readonly [type: string]: Attrs } = {
  paragraph: { dir: 'auto' },
  heading: { dir: 'auto', level: 1 },
  orderedList: { start: 1, type: null },
}

/** The order in which the editor nests marks. */
const markOrder = ['highlight', 'link', 'bold', 'code', 'italic', 'strike', 'underline']

const blocksIn: { readonly [type: string]: readonly string[] } = {
  doc: ['paragraph', 'heading', 'bulletList', 'orderedList'],
  bulletList: ['listItem'],
  orderedList: ['listItem'],
  listItem: ['paragraph', 'heading', 'bulletList', 'orderedList'],
  paragraph: ['text', 'hardBreak'],
  heading: ['text', 'hardBreak'],
  text: [],
  hardBreak: [],
}

/** Nodes whose children are letters. */
export function holdsLetters(type: string): boolean {
  return type === 'paragraph' || type === 'heading'
}

/** Null when the text is one that our editor can make; otherwise what is wrong with it, without its words. */
export function richTextFault(value: unknown): string | null {
  const seen = { letters: 0, nodes: 0 }
  return nodeFault(value, 'doc', 0, seen)
}

/** How much of both bounds a text takes. */
export function sizeOf({ content }: LooseText): { readonly letters: number; readonly nodes: number } {
  let [letters, nodes] = [0, 1]
  const count = (node: unknown): void => {
    nodes += 1
    if (!isObject(node)) return
    if (typeof node['text'] === 'string') letters += node['text'].length
    if (Array.isArray(node['content'])) node['content'].forEach(count)
  }
  content.forEach(count)
  return { letters, nodes }
}

function nodeFault(
  value: unknown,
  type: string,
  depth: number,
  seen: { letters: number; nodes: number },
): string | null {
  if (!isObject(value)) return 'a node that is no object'
  seen.nodes += 1
  if (seen.nodes > nodesMax) return 'too many nodes'
  if (depth > textDepthMax) return 'nested too deep'
  for (const key of Object.keys(value)) {
    const isKnown =
      key === 'type' ||
      key === 'attrs' ||
      (type === 'text' ? key === 'text' || key === 'marks' : key === 'content')
    if (!isKnown) return `an unknown key in a ${type}`
  }
  if (!areAttrsAllowed(type, value['attrs'])) return `attributes of a ${type}`
  if (type === 'text') return lettersFault(value, seen)
  const content = value['content']
  if (content === undefined) return type === 'doc' ? 'a document without content' : null
  if (!Array.isArray(content)) return 'content that is no list'
  for (const child of content) {
    const childType: unknown = isObject(child) ? child['type'] : undefined
    if (typeof childType !== 'string' || !(blocksIn[type] ?? []).includes(childType))
      return `a child of a ${type}`
    const fault = nodeFault(child, childType, depth + 1, seen)
    if (fault !== null) return fault
  }
  return null
}

function lettersFault(value: { readonly [key: string]: unknown }, seen: { letters: number }): string | null {
  if (typeof value['text'] !== 'string' || value['text'] === '') return 'a text without letters'
  seen.letters += value['text'].length
  if (seen.letters > textLengthMax) return 'too long'
  const marks = value['marks']
  if (marks === undefined) return null
  if (!Array.isArray(marks) || marks.length > markOrder.length) return 'marks'
  return marks.every(isMarkAllowed) ? null : 'a mark'
}

function areAttrsAllowed(type: string, attrs: unknown): boolean {
  if (attrs === undefined) return true
  return isObject(attrs) && Object.entries(attrs).every(([key, value]) => isAttrAllowed(type, key, value))
}

export function isAttrAllowed(type: string, key: string, value: unknown): boolean {
  if (key === 'dir' && holdsLetters(type)) return value === 'auto' || value === 'ltr' || value === 'rtl'
  if (key === 'level' && type === 'heading') return isWhole(value, 1, 6)
  if (key === 'start' && type === 'orderedList') return isWhole(value, 0, 1_000_000)
  if (key === 'type' && type === 'orderedList') {
    return value === null || (typeof value === 'string' && /^[1aAiI]$/.test(value))
  }
  return false
}

function isWhole(value: unknown, min: number, max: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
}

export function isMarkAllowed(mark: unknown): boolean {
  if (!isObject(mark) || typeof mark['type'] !== 'string' || !markOrder.includes(mark['type'])) return false
  if (Object.keys(mark).some((key) => key !== 'type' && key !== 'attrs')) return false
  const attrs = mark['attrs']
  if (mark['type'] !== 'link')
    return attrs === undefined || (isObject(attrs) && Object.keys(attrs).length === 0)
  return isObject(attrs) && areLinkAttrsAllowed(attrs)
}

/**
 * The editor turns a typed address into a link by itself, so links must be allowed; nothing is
 * fetched until someone clicks. The address may only be one that a browser opens as a page, a mail
 * or a call.
 */
function areLinkAttrsAllowed(attrs: Attrs): boolean {
  const { href, target, rel, class: className, ...others } = attrs
  if (Object.keys(others).length > 0) return false
  if (typeof href !== 'string' || href.length > 2_000 || !/^(https?:\/\/|mailto:|tel:)[^\s<>"]+$/i.test(href))
    return false
  if (className !== undefined && className !== null) return false
  if (target !== undefined && target !== null && target !== '_blank') return false
  return rel === undefined || rel === null || (typeof rel === 'string' && /^[a-z ]{0,60}$/.test(rel))
}

/** A text as tldraw's types know it: nothing is said about what its nodes are. */
export interface LooseText {
  readonly type: string
  readonly content: readonly unknown[]
}

/** How anything reads that our editor doesn't make: a type that the allow-list refuses. */
export const foreignNode: RichTextNode = { type: 'foreign' }

/** The one form in which equal texts are equal values. */
export function normaliseRichText(richText: LooseText): RichText {
  const content = richText.content.map(normaliseNode)
  return { type: 'doc', content: content.length > 0 ? content : [normaliseNode({ type: 'paragraph' })] }
}

function normaliseNode(node: unknown): RichTextNode {
  if (!isObject(node) || typeof node['type'] !== 'string') return foreignNode
  const { type, text, marks, attrs, content } = node
  if (type === 'text') return textNode(typeof text === 'string' ? text : '', listOf(marks).filter(isMark))
  const all = fullAttrs(type, isObject(attrs) ? attrs : {})
  const inner = mergeLetters(listOf(content).map(normaliseNode))
  return {
    type,
    ...(Object.keys(all).length > 0 && { attrs: all }),
    ...(inner.length > 0 && { content: inner }),
  }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function isMark(value: unknown): value is Mark {
  return (
    isObject(value) &&
    typeof value['type'] === 'string' &&
    (value['attrs'] === undefined || isObject(value['attrs']))
  )
}

export function textNode(text: string, marks: readonly Mark[]): RichTextNode {
  if (marks.length === 0) return { type: 'text', text }
  const ordered = marks.map(plainMark).toSorted((a, b) => rankOf(a) - rankOf(b) || (a.type < b.type ? -1 : 1))
  return { type: 'text', marks: ordered, text }
}

/** Neighbouring letters with the same marks are one text; empty texts are none. */
export function mergeLetters(nodes: readonly RichTextNode[]): readonly RichTextNode[] {
  const merged: RichTextNode[] = []
  for (const node of nodes) {
    const last = merged.at(-1)
    if (node.type !== 'text') merged.push(node)
    else if (node.text === undefined || node.text === '') continue
    else if (last?.type === 'text' && isSameJson(last.marks, node.marks)) {
      merged[merged.length - 1] = { ...last, text: (last.text ?? '') + node.text }
    } else merged.push(node)
  }
  return merged
}

/** All attributes that a node has in the editor: those given, and the defaults of its type. */
export function fullAttrs(type: string, attrs: Attrs): Attrs {
  const given = Object.entries(attrs).filter(([, value]) => value !== null && value !== undefined)
  return { ...defaultAttrs[type], ...Object.fromEntries(given) }
}

/** The attributes worth storing: those that differ from the defaults of the type. */
export function ownAttrs(type: string, attrs: Attrs): Attrs {
  const defaults = defaultAttrs[type] ?? {}
  return Object.fromEntries(
    Object.entries(attrs).filter(
      ([key, value]) => value !== null && value !== undefined && value !== defaults[key],
    ),
  )
}

function plainMark(mark: Mark): Mark {
  return mark.attrs === undefined || Object.keys(mark.attrs).length === 0
    ? { type: mark.type }
    : { type: mark.type, attrs: mark.attrs }
}

function rankOf(mark: Mark): number {
  const rank = markOrder.indexOf(mark.type)
  return rank === -1 ? markOrder.length : rank
}

/** Letters only: a line per paragraph or list item, a line break where the writer put one. */
export function plainText(richText: LooseText): string {
  return normaliseRichText(richText).content.map(linesOf).join('\n')
}

function linesOf(node: RichTextNode): string {
  const content = node.content ?? []
  if (holdsLetters(node.type)) {
    return content.map((inner) => (inner.type === 'hardBreak' ? '\n' : (inner.text ?? ''))).join('')
  }
  return content.map(linesOf).join('\n')
}

/** A paragraph per line, in normal form. */
export function richTextFrom(plain: string): RichText {
  const lines = plain.split(/\r\n|\r|\n/)
  return {
    type: 'doc',
    content: lines.map((line) =>
      normaliseNode({ type: 'paragraph', content: [{ type: 'text', text: line }] }),
    ),
  }
}

/**
 * A rich text as letters in a Y.XmlFragment, mapped as y-prosemirror maps it: a block is a
 * Y.XmlElement with its attributes, a run of letters a Y.XmlText with its marks as formatting, a
 * line break an element between them.
 *
 * Invariants:
 * 1. What is read after writing `x` is `x` in normal form.
 * 2. Writing touches only what differs: equal blocks keep their items, inside a block only the
 *    changed letters go and come. So two people typing in one paragraph both stay.
 * 3. A paragraph always has its Y.XmlText, also when empty: two people typing the first letter at
 *    once then type into one run. Where two runs stand side by side they are read as one.
 */
import * as Y from 'yjs'
import { isSameJson } from './json.ts'
import {
  isElement,
  isLetters,
  readRun,
  removeChild,
  writeLetters,
  type Element,
  type Parent,
} from './letters.ts'
import {
  foreignNode,
  fullAttrs,
  holdsLetters,
  mergeLetters,
  normaliseRichText,
  ownAttrs,
  textDepthMax,
  type LooseText,
} from './rich-text.ts'
import type { RichText, RichTextNode } from './vocabulary.ts'

export { plainText, richTextFrom } from './rich-text.ts'

export function readText(fragment: Y.XmlFragment): RichText {
  return normaliseRichText({ type: 'doc', content: readChildren(fragment) })
}

function readChildren(parent: Parent, depth = 0): readonly RichTextNode[] {
  return mergeLetters(
    parent.toArray().flatMap((child) => (isLetters(child) ? readRun(child) : [readElement(child, depth)])),
  )
}

/** Elements nested deeper than a text may be are not followed: a million of them would end the process. */
function readElement(child: unknown, depth = 0): RichTextNode {
  if (!isElement(child) || depth > textDepthMax) return foreignNode
  const attrs = fullAttrs(child.nodeName, child.getAttributes())
  const content = readChildren(child, depth + 1)
  return {
    type: child.nodeName,
    ...(Object.keys(attrs).length > 0 && { attrs }),
    ...(content.length > 0 && { content }),
  }
}

/** Makes the fragment hold this text. Call inside a transaction, on a fragment that is in a doc. */
export function writeText(fragment: Y.XmlFragment, richText: LooseText): void {
  writeBlocks(fragment, normaliseRichText(richText).content)
}

/** Equal blocks are left alone from both ends; between them blocks of one type become each other in place. */
function writeBlocks(parent: Parent, wanted: readonly RichTextNode[]): void {
  const present = parent.toArray()
  const { start, presentEnd, wantedEnd } = differingBlocks(present.map(readBlock), wanted)
  let next = start
  let position = start
  for (const node of wanted.slice(start, wantedEnd)) {
    const child = next < presentEnd ? present[next] : undefined
    if (isElement(child) && child.nodeName === node.type) {
      writeElement(child, node)
    } else {
      if (child !== undefined) removeChild(parent, child)
      parent.insert(position, [new Y.XmlElement(node.type)])
      const made = parent.get(position)
      if (isElement(made)) writeElement(made, node)
    }
    next += 1
    position += 1
  }
  for (const child of present.slice(next, Math.max(next, presentEnd))) removeChild(parent, child)
}

/** Letters outside a paragraph are foreign where blocks are expected. */
function readBlock(child: unknown): RichTextNode {
  return isLetters(child) ? foreignNode : readElement(child)
}

function differingBlocks(present: readonly RichTextNode[], wanted: readonly RichTextNode[]) {
  let start = 0
  while (start < present.length && start < wanted.length && isSameJson(present[start], wanted[start]))
    start += 1
  let presentEnd = present.length
  let wantedEnd = wanted.length
  while (
    presentEnd > start &&
    wantedEnd > start &&
    isSameJson(present[presentEnd - 1], wanted[wantedEnd - 1])
  ) {
    presentEnd -= 1
    wantedEnd -= 1
  }
  return { start, presentEnd, wantedEnd }
}

function writeElement(element: Element, node: RichTextNode): void {
  const wanted = ownAttrs(node.type, node.attrs ?? {})
  const present: { [key: string]: unknown } = element.getAttributes()
  for (const key of Object.keys(present)) if (!(key in wanted)) element.removeAttribute(key)
  for (const [key, value] of Object.entries(wanted)) {
    if (!isSameJson(present[key], value) && isAttribute(value)) element.setAttribute(key, value)
  }
  if (holdsLetters(node.type)) writeLetters(element, node.content ?? [])
  else writeBlocks(element, node.content ?? [])
}

function isAttribute(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number'
}

/**
 * What two people made of one text, together: every letter that either added is there, every letter
 * that either took away is gone. For a text that was changed here before what others wrote in it
 * meanwhile was taken in.
 */
export function mergeTexts(before: LooseText, mine: LooseText, theirs: LooseText): RichText {
  const first = docWith(1, before)
  const start = Y.encodeStateAsUpdate(first)
  const [one, other] = [docFrom(2, start), docFrom(3, start)]
  one.transact(() => writeText(one.getXmlFragment('text'), mine))
  other.transact(() => writeText(other.getXmlFragment('text'), theirs))
  Y.applyUpdate(one, Y.encodeStateAsUpdate(other))
  return readText(one.getXmlFragment('text'))
}

/** Fixed client ids: merging is a function of its arguments. */
function docWith(clientId: number, richText: LooseText): Y.Doc {
  const doc = docFrom(clientId, null)
  doc.transact(() => writeText(doc.getXmlFragment('text'), richText))
  return doc
}

function docFrom(clientId: number, update: Uint8Array | null): Y.Doc {
  const doc = new Y.Doc()
  doc.clientID = clientId
  if (update !== null) Y.applyUpdate(doc, update)
  return doc
}

/**
 * What may come into the text of a record, struct by struct, before any text exists to look at: the
 * same allow-list as for whole texts (`shared/board/rich-text.ts`), asked with a text made of just
 * the new thing.
 */
import * as Y from 'yjs'
import { richTextFault } from '../../../shared/board/rich-text.ts'
import type { Container, YType } from './place.ts'

type TextContainer = Extract<Container, { in: 'text' }>
type Node = { readonly [key: string]: unknown }

/** True when an editor of ours could have made this item there. */
export function belongsInText(
  container: TextContainer,
  key: string | null,
  content: Y.Item['content'],
): boolean {
  if (content instanceof Y.ContentDeleted) return true
  if (container.holds === 'letters') return key === null && areLetters(content)
  if (key === null) return content instanceof Y.ContentType && isBlock(container.blocks, content.type)
  return (
    container.blocks.length > 0 &&
    content instanceof Y.ContentAny &&
    isAttribute(container.blocks, key, content.arr)
  )
}

export function areLetters(content: Y.Item['content']): boolean {
  if (content instanceof Y.ContentString) return true
  if (!(content instanceof Y.ContentFormat)) return false
  const attrs: unknown = content.value
  // Null ends a mark, whatever it carried.
  if (attrs === null) return content.key === 'link' || isMark({ type: content.key })
  return isMark({ type: content.key, attrs })
}

/** A block or break of ours, whatever it lies in. */
export function isBlockName(name: string): boolean {
  return [[name], ['bulletList', name], ['paragraph', name]].some(
    (names) => name !== 'text' && isChain(names),
  )
}

function isMark(mark: Node): boolean {
  return (
    richTextFault(doc({ type: 'paragraph', content: [{ type: 'text', text: 'x', marks: [mark] }] })) === null
  )
}

function isBlock(blocks: readonly string[], type: YType): boolean {
  if (type instanceof Y.XmlText) return isChain([...blocks, 'text'])
  if (!(type instanceof Y.XmlElement) || type instanceof Y.XmlHook) return false
  return type.nodeName !== 'text' && isChain([...blocks, type.nodeName])
}

function isChain(names: readonly string[]): boolean {
  return richTextFault(chain(names)) === null
}

function isAttribute(blocks: readonly string[], key: string, values: readonly unknown[]): boolean {
  return values.length === 1 && richTextFault(chain(blocks, { [key]: values[0] })) === null
}

/** A text that consists of these blocks, one in the other, the innermost with these attributes. */
function chain(names: readonly string[], attrs?: Node): Node {
  let inner: Node | null = null
  for (const [at, type] of names.toReversed().entries()) {
    inner = {
      type,
      ...(at === 0 && attrs !== undefined && { attrs }),
      ...(type === 'text' && { text: 'x' }),
      ...(inner !== null && { content: [inner] }),
    }
  }
  return doc(inner)
}

function doc(block: Node | null): Node {
  return { type: 'doc', content: block === null ? [] : [block] }
}

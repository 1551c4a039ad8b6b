/**
 * Whether a text would hold too much. Counted from above without reading it: only a text that comes
 * near a bound is read to know.
 */
import * as Y from 'yjs'
import { nodesMax, sizeOf, textLengthMax } from '../../../shared/board/rich-text.ts'
import { readText } from '../../../shared/board/text.ts'
import type { Draft } from './drafts.ts'

interface Size {
  readonly letters: number
  readonly nodes: number
}

/** What is too large already may become less. `text` is what the record has now, whatever that is. */
export function isTextTooLarge(draft: Draft, text: unknown): boolean {
  if (draft.letters === 0 && draft.nodes === 0) return false
  const present = text instanceof Y.XmlFragment ? text : null
  if (!isBeyond(draft, present === null ? empty : sizeAtMost(present))) return false
  return isBeyond(draft, present === null ? empty : sizeOf(readText(present)))
}

/** The document and its one paragraph. */
const empty: Size = { letters: 0, nodes: 2 }

function isBeyond(draft: Draft, { letters, nodes }: Size): boolean {
  const more = draft.letters - draft.lettersGone
  return (more > 0 && letters + more > textLengthMax) || (draft.nodes > 0 && nodes + draft.nodes > nodesMax)
}

/** Every run of letters is one piece at least: so there are never more nodes than this. */
function sizeAtMost(fragment: Y.XmlFragment): Size {
  let letters = 0
  let nodes = 2
  const open: Y.ContentType['type'][] = [fragment]
  for (let type = open.pop(); type !== undefined; type = open.pop()) {
    // oxlint-disable-next-line no-underscore-dangle -- Yjs has no other way into a type without a copy
    for (let item = type._start; item !== null; item = item.right) {
      if (item.deleted) continue
      nodes += 1
      if (item.content instanceof Y.ContentString) letters += item.length
      else if (item.content instanceof Y.ContentType) open.push(item.content.type)
    }
  }
  return { letters, nodes }
}

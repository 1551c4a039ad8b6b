/**
 * A text of the editor made into one that a board takes. Pasting from a page brings classes, targets
 * and addresses along that the allow-list refuses; refusing the text would take the pasted words away,
 * so the words stay and what clings to them goes.
 */
import {
  isAttrAllowed,
  isMarkAllowed,
  normaliseRichText,
  richTextFault,
  type LooseText,
  type Mark,
} from './rich-text.ts'
import { richTextOf, validateRecord, type BoardRecord } from './schema.ts'
import type { RichText, RichTextNode } from './vocabulary.ts'

/** The very same record when its text is one that a board takes, or can't be made one. */
export function withCleanText(record: BoardRecord): BoardRecord {
  const richText = richTextOf(record)
  if (richText === null || record.typeName !== 'shape' || richTextFault(richText) === null) return record
  const cleaned = validateRecord({ ...record, props: { ...record.props, richText: cleanRichText(richText) } })
  return cleaned.ok ? cleaned.record : record
}

/** In normal form, without attributes and marks that are not ours; not a letter less. */
export function cleanRichText(richText: LooseText): RichText {
  return normaliseRichText({ type: 'doc', content: normaliseRichText(richText).content.map(cleanNode) })
}

function cleanNode({ type, text, attrs, marks, content }: RichTextNode): RichTextNode {
  const kept = Object.entries(attrs ?? {}).filter(([key, value]) => isAttrAllowed(type, key, value))
  return {
    type,
    ...(kept.length > 0 && { attrs: Object.fromEntries(kept) }),
    ...(text !== undefined && { text }),
    ...(marks && { marks: marks.map(cleanMark).filter(isMarkAllowed) }),
    ...(content && { content: content.map(cleanNode) }),
  }
}

/** A link keeps its address; how it opens is the same for all. */
function cleanMark({ type, attrs }: Mark): Mark {
  if (type !== 'link') return { type }
  return {
    type,
    attrs: { href: attrs?.['href'], target: '_blank', rel: 'noopener noreferrer nofollow', class: null },
  }
}

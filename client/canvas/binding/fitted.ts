/**
 * A record from the doc as this screen shows it. The doc holds no computed layout (how far a note
 * grew, how small its letters had to be): it depends on this browser's letters, so it is measured
 * here, and kept for as long as the words stay the same.
 */
import { isSameJson } from '../../../shared/board/json.ts'
import { normaliseRichText } from '../../../shared/board/rich-text.ts'
import type { BoardRecord, BoardShape } from '../../../shared/board/schema.ts'
import type { RichText } from '../../../shared/board/vocabulary.ts'

/** Measures a shape anew; without an editor there is nothing to measure with. */
export type LayOut = (shape: BoardShape) => BoardShape

export function fitted(record: BoardRecord, shown: BoardRecord | undefined, layOut: LayOut): BoardRecord {
  if (record.typeName !== 'shape') return record
  if (shown?.typeName !== 'shape') return layOut(record)
  return keepingParts(keepingText(record, shown) ?? layOut(record), shown)
}

/**
 * The record with the very `props` and `meta` that are on screen, when they say the same. The editor
 * measures and draws a shape anew when these are other objects: while twenty people drag, that is all
 * the difference between a move and a note made again.
 */
function keepingParts(record: BoardShape, shown: BoardShape): BoardShape {
  if (record.type !== shown.type) return record
  const props = isSameJson(record.props, shown.props) ? shown.props : record.props
  const meta = isSameJson(record.meta, shown.meta) ? shown.meta : record.meta
  // Both are of one type; the compiler loses that when it spreads a union.
  return { ...record, props, meta } as BoardShape
}

/**
 * The record with the very text object that is on screen, when both say the same: whoever is writing
 * in it would otherwise lose the caret, because the text area takes another object for another text.
 */
function keepingText(record: BoardShape, shown: BoardShape): BoardShape | null {
  if (record.type === 'note' && shown.type === 'note') {
    const isSame = record.props.font === shown.props.font && record.props.size === shown.props.size
    if (!isSame || !saySame(record.props.richText, shown.props.richText)) return null
    const { richText, growY, fontSizeAdjustment } = shown.props
    return { ...record, props: { ...record.props, richText, growY, fontSizeAdjustment } }
  }
  if (record.type === 'geo' && shown.type === 'geo') {
    const { w, h, font, size, scale } = record.props
    const isSame = isSameJson(
      [w, h, font, size, scale],
      [shown.props.w, shown.props.h, shown.props.font, shown.props.size, shown.props.scale],
    )
    if (!isSame || !saySame(record.props.richText, shown.props.richText)) return null
    const { richText, growY } = shown.props
    return { ...record, props: { ...record.props, richText, growY } }
  }
  if (record.type === 'text' && shown.type === 'text') {
    if (!saySame(record.props.richText, shown.props.richText)) return null
    return { ...record, props: { ...record.props, richText: shown.props.richText } }
  }
  if (record.type === 'card' && shown.type === 'card') {
    if (!saySame(record.props.richText, shown.props.richText)) return null
    return { ...record, props: { ...record.props, richText: shown.props.richText } }
  }
  if (record.type === 'cluster' && shown.type === 'cluster') {
    if (!saySame(record.props.richText, shown.props.richText)) return null
    return { ...record, props: { ...record.props, richText: shown.props.richText } }
  }
  return null
}

/** The editor's type and ours describe the same JSON; the doc holds it in normal form. */
function saySame(a: unknown, b: unknown): boolean {
  return a === b || isSameJson(normalised(a), normalised(b))
}

function normalised(richText: unknown): unknown {
  return isRichText(richText) ? normaliseRichText(richText) : richText
}

function isRichText(value: unknown): value is RichText {
  return typeof value === 'object' && value !== null && 'content' in value && Array.isArray(value.content)
}

/** A record without what only this screen knows, for comparing a store with its doc. */
export function withoutLayout(record: BoardRecord): BoardRecord {
  if (record.typeName !== 'shape') return record
  if (record.type === 'note') {
    return { ...record, props: { ...record.props, growY: 0, fontSizeAdjustment: 0 } }
  }
  if (record.type === 'geo') return { ...record, props: { ...record.props, growY: 0 } }
  return record
}

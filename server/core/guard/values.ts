/**
 * What may be carried at all, wherever it comes to lie: also in something deleted, where nobody looks
 * at it any more and every reader still has to read it. Knows no records.
 */
import * as Y from 'yjs'
import { isObject, type Json } from '../../../shared/board/json.ts'
import { textLengthMax } from '../../../shared/board/rich-text.ts'
import type { YType } from './place.ts'
import { areLetters, isBlockName } from './text-rules.ts'

/** Deeper than any record of ours; far above it whoever reads the value runs out of stack. */
const depthMax = 32
/** Above the points of the longest stroke. */
const valuesMax = 25_000
const keyLengthMax = 40

/** True for content that a writer of ours could have made, somewhere. */
export function isCarriable(key: string | null, content: Y.Item['content']): boolean {
  if (content instanceof Y.ContentDeleted) return true
  if (key !== null && key.length > keyLengthMax) return false
  if (content instanceof Y.ContentString) return content.str.length <= textLengthMax
  if (content instanceof Y.ContentFormat) return areLetters(content)
  // Values of one key that came and went one after the other are one item: all places of a drag, as
  // its writer's undo keeps them.
  if (content instanceof Y.ContentAny) return content.arr.every((value) => isJson(value))
  return content instanceof Y.ContentType && isOurType(content.type)
}

function isOurType(type: YType): boolean {
  if (type instanceof Y.XmlHook) return false
  if (type instanceof Y.XmlElement) return isBlockName(type.nodeName)
  return type instanceof Y.Map || type instanceof Y.XmlFragment || type instanceof Y.XmlText
}

/** Yjs carries more than JSON: bytes, undefined, numbers of any length, values of any depth. */
export function isJson(value: unknown): value is Json {
  if (typeof value !== 'object' || value === null) return isFlat(value)
  let level: unknown[] = [value]
  let left = valuesMax
  for (let depth = 0; level.length > 0; depth += 1) {
    left -= level.length
    if (depth > depthMax || left < 0) return false
    const next: unknown[] = []
    for (const each of level) {
      if (!isFlat(each)) return false
      if (Array.isArray(each)) for (const inner of each) next.push(inner)
      else if (isObject(each)) for (const key of Object.keys(each)) next.push(each[key])
    }
    level = next
  }
  return true
}

/** Looks at a value, not into it. */
function isFlat(value: unknown): boolean {
  if (value === null || typeof value === 'boolean') return true
  if (typeof value === 'string') return value.length <= textLengthMax
  if (typeof value === 'number') return Number.isFinite(value)
  if (Array.isArray(value)) return true
  // Decoding the key `__proto__` sets the prototype: words would lie hidden behind a record.
  return isObject(value) && Object.getPrototypeOf(value) === Object.prototype
}

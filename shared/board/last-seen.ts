/**
 * Shapes that went from a doc, as they last were: what lay in one of them, or pointed at it, stays where
 * people saw it (`integrity.ts`). Yjs forgets what was deleted at the end of the transaction, so it is
 * read in it. Words are not kept.
 */
import * as Y from 'yjs'
import { baseKey, hasText, joinRecord, textKey } from './groups.ts'
import { remember } from './integrity.ts'
import { isObject } from './json.ts'
import { recordsOf } from './layout.ts'
import { richTextFrom } from './rich-text.ts'
import { isShape, validateRecord, type BoardRecord, type BoardShape } from './schema.ts'

export class LastSeen {
  readonly #gone = new Map<string, BoardShape>()

  /** Hears of what goes from now on; of what comes in with its end too, as when a tail is replayed. */
  constructor(doc: Y.Doc) {
    const records = recordsOf(doc)
    records.observe(({ keysChanged }) => {
      for (const id of keysChanged) if (id !== null) this.#look(records, id)
    })
  }

  get gone(): ReadonlyMap<string, BoardRecord> {
    return this.#gone
  }

  #look(records: Y.Map<Y.Map<unknown>>, id: string): void {
    this.#gone.delete(id)
    if (records.has(id)) return
    const shape = lastForm(records, id)
    if (shape !== null) remember(this.#gone, shape)
  }
}

function lastForm(records: Y.Map<Y.Map<unknown>>, id: string): BoardShape | null {
  // oxlint-disable-next-line no-underscore-dangle -- Yjs shows nobody what was deleted
  const content = records._map.get(id)?.content
  if (!(content instanceof Y.ContentType) || !(content.type instanceof Y.Map)) return null
  const parts = lastValues(content.type)
  const base = parts.get(baseKey)
  if (!isObject(base)) return null
  parts.delete(baseKey)
  parts.delete(textKey)
  const joined = joinRecord({ base, groups: parts })
  const props = isObject(joined['props']) ? joined['props'] : {}
  const validated = validateRecord(
    hasText(base) ? { ...joined, props: { ...props, richText: richTextFrom('') } } : joined,
  )
  return validated.ok && validated.record.id === id && isShape(validated.record) ? validated.record : null
}

function lastValues(parts: Y.Map<unknown>): Map<string, unknown> {
  const values = new Map<string, unknown>()
  // oxlint-disable-next-line no-underscore-dangle -- as above
  for (const [key, { content }] of parts._map) {
    if (content instanceof Y.ContentAny) values.set(key, content.arr.at(-1))
  }
  return values
}

/**
 * Asks of every record that an update touches whether this person may make this of it: what the
 * record is now, what it would be, and `mayChange` between the two.
 */
import * as Y from 'yjs'
import {
  baseKey,
  groupKeysOf,
  groupValue,
  hasText,
  joinRecord,
  storedForm,
  textKey,
  type Loose,
} from '../../../shared/board/groups.ts'
import { isObject, isSameJson, type Json } from '../../../shared/board/json.ts'
import { readLoose, recordsOf, type Records } from '../../../shared/board/layout.ts'
import { nodesMax, sizeOf, textLengthMax, type LooseText } from '../../../shared/board/rich-text.ts'
import { isShape, pageId, validateRecord, type BoardRecord } from '../../../shared/board/schema.ts'
import { mayChange } from '../../../shared/session/access.ts'
import type { Actor } from '../../../shared/session/role.ts'
import type { BoardRules } from '../../../shared/session/session.ts'
import type { RefusalCode } from '../../../shared/wire/control.ts'
import { withoutAsset } from './assets.ts'
import type { Draft } from './drafts.ts'
import { holderFault, isHolder } from './holders.ts'
import { buriedBy } from './stacking.ts'

/** Beyond this no canvas is usable; a client that pastes without end is stopped here. */
export const recordsMax = 5_000
/** How deep groups may lie in groups. */
const groupDepthMax = 32

export type Judged =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: RefusalCode; readonly records: readonly string[] }

export function judge(doc: Y.Doc, drafts: readonly Draft[], actor: Actor, rules: BoardRules): Judged {
  const records = recordsOf(doc)
  const made = new Map<string, BoardRecord>()
  const removed = new Set(drafts.flatMap((draft) => (draft.isRemoved && !draft.isNew ? [draft.id] : [])))
  for (const draft of drafts) {
    const code = draft.isRemoved
      ? judgeRemoval(records, draft, actor, rules)
      : judgeChange(records, draft, actor, rules, made)
    if (code !== null) return { ok: false, code, records: [draft.id] }
  }
  const outcome = { records, made, removed, present: (id: string) => present(records, id) }
  const fault = holderFault(drafts, outcome, actor, rules)
  if (fault !== null) return { ok: false, code: fault.code, records: [fault.id] }
  const buried = buriedBy(drafts, outcome)
  if (buried !== null) return { ok: false, code: 'not-allowed', records: [buried] }
  const pictureless = withoutAsset(drafts, outcome)
  if (pictureless !== null) return { ok: false, code: 'invalid-record', records: [pictureless] }
  const depths = new Depths(records, made, removed)
  const lost = drafts.find((draft) => isPlaced(draft) && depths.of(draft.id) === null)
  if (lost !== undefined) return { ok: false, code: 'cycle', records: [lost.id] }
  const isGrowing = drafts.some((draft) => draft.isNew && !draft.isRemoved)
  // Keys that were ever used come first: counting the living ones means looking at each.
  // oxlint-disable-next-line no-underscore-dangle -- Yjs's own `size` counts them one by one
  const mayBeFull = isGrowing && records._map.size + made.size > recordsMax
  if (mayBeFull && records.size + made.size > recordsMax) return { ok: false, code: 'too-large', records: [] }
  return { ok: true }
}

function judgeRemoval(records: Records, draft: Draft, actor: Actor, rules: BoardRules): RefusalCode | null {
  // Came and went in one update: nobody will see it.
  if (draft.isNew) return null
  const before = present(records, draft.id)
  return before === null ? 'invalid-record' : mayChange(actor, before, null, rules)
}

function judgeChange(
  records: Records,
  draft: Draft,
  actor: Actor,
  rules: BoardRules,
  made: Map<string, BoardRecord>,
): RefusalCode | null {
  const before = draft.isNew ? null : present(records, draft.id)
  if (before === null && !draft.isNew) return 'invalid-record'
  const after = afterwards(records, draft, before)
  if (after === 'too-large') return after
  if (after === null || made.has(draft.id)) return 'invalid-record'
  made.set(draft.id, after)
  return mayChange(actor, before, after, rules, before !== null && draft.wordsChange)
}

/** What lies in the doc passed this guard, or was checked when the server wrote it: it isn't checked again. */
function present(records: Records, id: string): BoardRecord | null {
  const loose = readLoose(records, id)
  return loose !== null && isKept(loose) ? loose : null
}

function isKept(loose: Loose): loose is Loose & BoardRecord {
  return typeof loose['typeName'] === 'string'
}

/** The record as the update would make it, with the text it has now; null when that is no valid record. */
function afterwards(
  records: Records,
  draft: Draft,
  before: BoardRecord | null,
): BoardRecord | 'too-large' | null {
  const parts = records.get(draft.id)
  const base: unknown = draft.isNew ? draft.groups.get(baseKey) : parts?.get(baseKey)
  if (!isObject(base) || base['id'] !== draft.id) return null
  if (!draft.isNew && (draft.groups.has(baseKey) || draft.groups.has(textKey))) return null
  if (draft.isNew && draft.hasText !== hasText(base)) return null
  const groups = groupsAfterwards(draft, base, parts)
  if (groups === null) return null
  const richText = before === null ? emptyText : textOf(before)
  if (isTooLarge(draft, richText)) return 'too-large'
  const joined = joinRecord({ base, groups })
  // What reads as nothing would be shown by nobody and kept for ever.
  if (!isSameJson(base, storedForm(base))) return null
  if ([...groups].some(([key, value]) => !isSameJson(groupValue(joined, key), value))) return null
  const validated = validateRecord(hasText(base) ? withText(joined, richText) : joined)
  if (validated.ok) return validated.record
  // A text that is no longer one can be mended by whoever may write it, by taking away.
  if (draft.isNew || !draft.wordsChange || draft.textGrows) return null
  const mended = validateRecord(withText(joined, emptyText))
  return mended.ok ? mended.record : null
}

/** What is too large already may become less. */
function isTooLarge(draft: Draft, present: LooseText): boolean {
  const { letters, nodes } = sizeOf(present)
  const more = draft.letters - draft.lettersGone
  return (more > 0 && letters + more > textLengthMax) || (draft.nodes > 0 && nodes + draft.nodes > nodesMax)
}

function groupsAfterwards(
  draft: Draft,
  base: Loose,
  parts: Y.Map<unknown> | undefined,
): Map<string, Json> | null {
  const known = groupKeysOf(base)
  const foreign = [...draft.groups.keys()].some((key) => key !== baseKey && !known.includes(key))
  if (foreign) return null
  const groups = new Map<string, Json>()
  for (const key of known) {
    const value: unknown = draft.groups.has(key)
      ? draft.groups.get(key)
      : draft.isNew
        ? undefined
        : parts?.get(key)
    if (isJsonValue(value)) groups.set(key, value)
  }
  return groups
}

/** Of what the doc holds under a group's key only what passed the guard is left to see here. */
function isJsonValue(value: unknown): value is Json {
  return value !== undefined && !(value instanceof Y.AbstractType)
}

const emptyText = { type: 'doc', content: [{ type: 'paragraph' }] } as const

function textOf(record: BoardRecord) {
  if (!isShape(record) || !('richText' in record.props)) return emptyText
  const { richText } = record.props
  return { type: 'doc' as const, content: [...richText.content] }
}

function withText(record: Loose, richText: unknown): Loose {
  return { ...record, props: { ...(isObject(record['props']) ? record['props'] : {}), richText } }
}

/** What stays where it is has been judged when it came there. */
function isPlaced(draft: Draft): boolean {
  return !draft.isRemoved && (draft.isNew || draft.groups.has('pos'))
}

/**
 * How deep shapes would lie in groups, each looked up once: many shapes of one update lie in the same
 * ones. A shape lies on the page or in a group, never below itself: a cycle hangs every browser.
 */
class Depths {
  readonly #records: Records
  readonly #made: ReadonlyMap<string, BoardRecord>
  readonly #removed: ReadonlySet<string>
  readonly #known = new Map<string, number | null>()
  readonly #looked = new Map<string, BoardRecord | null>()

  constructor(records: Records, made: ReadonlyMap<string, BoardRecord>, removed: ReadonlySet<string>) {
    this.#records = records
    this.#made = made
    this.#removed = removed
  }

  /** Null when it has no sound parent, or lies too deep. */
  of(id: string): number | null {
    const path: string[] = []
    let depth: number | null = 0
    for (let at: string | null = id; at !== null; at = this.#parentOf(at)) {
      const known = this.#known.get(at)
      if (known !== undefined) {
        depth = known
        break
      }
      if (path.length > groupDepthMax || (path.length > 0 && !this.#mayHold(at))) return this.#set(path, null)
      path.push(at)
    }
    return this.#set(path, depth)
  }

  /** `path` leads up, to something at `depth`. */
  #set(path: readonly string[], depth: number | null): number | null {
    let at = depth
    for (const id of path.toReversed()) {
      at = at === null || at >= groupDepthMax ? null : at + 1
      this.#known.set(id, at)
    }
    return at
  }

  /** Null on the page, and below what someone took away meanwhile: the view puts that on the page. */
  #parentOf(id: string): string | null {
    const record = this.#recordOf(id)
    if (record === null || !isShape(record) || record.parentId === pageId) return null
    return this.#recordOf(record.parentId) === null ? null : record.parentId
  }

  #mayHold(id: string): boolean {
    return isHolder(this.#recordOf(id))
  }

  #recordOf(id: string): BoardRecord | null {
    const known = this.#looked.get(id)
    if (known !== undefined) return known
    const record = this.#made.get(id) ?? (this.#removed.has(id) ? null : present(this.#records, id))
    this.#looked.set(id, record)
    return record
  }
}

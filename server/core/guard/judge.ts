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
  withGroups,
  type Loose,
} from '../../../shared/board/groups.ts'
import { isObject, isSameJson, type Json } from '../../../shared/board/json.ts'
import { recordsOf, type Records } from '../../../shared/board/layout.ts'
import {
  isShape,
  pageId,
  validateChange,
  validateRecord,
  type BoardRecord,
} from '../../../shared/board/schema.ts'
import { readText } from '../../../shared/board/text.ts'
import { mayChange } from '../../../shared/session/access.ts'
import type { Actor } from '../../../shared/session/role.ts'
import type { BoardRules } from '../../../shared/session/session.ts'
import type { RefusalCode } from '../../../shared/wire/control.ts'
import { withoutAsset } from './assets.ts'
import type { Draft } from './drafts.ts'
import { holderFault, isHolder } from './holders.ts'
import { emptyText, memoryOf, withoutWords, type Foreseen, type Known, type Memory } from './memory.ts'
import { buriedBy } from './stacking.ts'
import { isTextTooLarge } from './text-size.ts'

/** Beyond this no canvas is usable; a client that pastes without end is stopped here. */
export const recordsMax = 5_000
/** How deep groups may lie in groups. */
const groupDepthMax = 32

export type Judged =
  /** With what the records will be, by id. */
  | { readonly ok: true; readonly foreseen: ReadonlyMap<string, Foreseen> }
  | { readonly ok: false; readonly code: RefusalCode; readonly records: readonly string[] }

export function judge(doc: Y.Doc, drafts: readonly Draft[], actor: Actor, rules: BoardRules): Judged {
  const records = recordsOf(doc)
  const memory = memoryOf(doc)
  const made = new Map<string, BoardRecord>()
  const foreseen = new Map<string, Foreseen>()
  const removed = new Set(drafts.flatMap((draft) => (draft.isRemoved && !draft.isNew ? [draft.id] : [])))
  for (const draft of drafts) {
    const code = draft.isRemoved
      ? judgeRemoval(memory, draft, actor, rules)
      : judgeChange({ records, memory, made, foreseen }, draft, actor, rules)
    if (code !== null) return { ok: false, code, records: [draft.id] }
  }
  const outcome = { records, made, removed, memory }
  const fault = holderFault(drafts, outcome, actor, rules)
  if (fault !== null) return { ok: false, code: fault.code, records: [fault.id] }
  const buried = buriedBy(drafts, outcome)
  if (buried !== null) return { ok: false, code: 'not-allowed', records: [buried] }
  const pictureless = withoutAsset(drafts, outcome)
  if (pictureless !== null) return { ok: false, code: 'invalid-record', records: [pictureless] }
  const depths = new Depths(memory, made, removed)
  const lost = drafts.find((draft) => isPlaced(draft) && depths.of(draft.id) === null)
  if (lost !== undefined) return { ok: false, code: 'cycle', records: [lost.id] }
  if (isOverfull(records, drafts, memory)) return { ok: false, code: 'too-large', records: [] }
  return { ok: true, foreseen }
}

/** Whether the board would hold more records than it may: only what is new under its id makes it grow. */
function isOverfull(records: Records, drafts: readonly Draft[], memory: Memory): boolean {
  const isGrowing = (draft: Draft) => draft.isNew && !draft.isRemoved && !records.has(draft.id)
  const more = drafts.filter(isGrowing).length
  // Keys that were ever used come first: counting the living ones means having looked at each.
  // oxlint-disable-next-line no-underscore-dangle -- Yjs's own `size` counts them one by one
  return more > 0 && records._map.size + more > recordsMax && memory.size + more > recordsMax
}

function judgeRemoval(memory: Memory, draft: Draft, actor: Actor, rules: BoardRules): RefusalCode | null {
  // Came and went in one update: nobody will see it.
  if (draft.isNew) return null
  const before = memory.known(draft.id)
  return before === null ? 'invalid-record' : mayChange(actor, before.record, null, rules)
}

interface Making {
  readonly records: Records
  readonly memory: Memory
  readonly made: Map<string, BoardRecord>
  readonly foreseen: Map<string, Foreseen>
}

function judgeChange(
  { records, memory, made, foreseen }: Making,
  draft: Draft,
  actor: Actor,
  rules: BoardRules,
): RefusalCode | null {
  const before = draft.isNew ? null : memory.known(draft.id)
  if (before === null && !draft.isNew) return 'invalid-record'
  const parts = draft.isNew ? undefined : records.get(draft.id)
  if (isTextTooLarge(draft, parts?.get(textKey))) return 'too-large'
  const after =
    before !== null && isPlain(before, draft)
      ? changed(before.record, draft.groups)
      : wholly(draft, before, parts)
  if (after === null || made.has(draft.id)) return 'invalid-record'
  made.set(draft.id, after)
  // Of one that was not sound something may be left that nothing here has looked at.
  if (draft.isNew || before?.isSound === true) {
    foreseen.set(draft.id, { record: after, isNew: draft.isNew, groups: draft.groups })
  }
  return mayChange(actor, before?.record ?? null, after, rules, before !== null && draft.wordsChange)
}

/** Nothing of it goes back to what `base` says, and nothing that was wrong before has to be found again. */
function isPlain({ isSound }: Known, { groups }: Draft): boolean {
  return (
    isSound && [...groups].every(([key, value]) => value !== undefined && key !== baseKey && key !== textKey)
  )
}

/** Nothing is looked at but the groups that change. Null when they would make it no valid record. */
function changed(before: BoardRecord, groups: ReadonlyMap<string, Json | undefined>): BoardRecord | null {
  if (groups.size === 0) return before
  const after = withGroups({ ...before }, groups)
  if (after === null) return null
  // What reads as nothing would be shown by nobody and kept for ever.
  if ([...groups].some(([key, value]) => !isSameJson(groupValue(after, key), value))) return null
  const validated = validateChange(before, after)
  return validated.ok ? validated.record : null
}

/** The record as the update would make it, with the text it has now; null when that is no valid record. */
function wholly(draft: Draft, before: Known | null, parts: Y.Map<unknown> | undefined): BoardRecord | null {
  const base: unknown = draft.isNew ? draft.groups.get(baseKey) : parts?.get(baseKey)
  if (!isObject(base) || base['id'] !== draft.id) return null
  if (!draft.isNew && (draft.groups.has(baseKey) || draft.groups.has(textKey))) return null
  if (draft.isNew && draft.hasText !== hasText(base)) return null
  const groups = groupsAfterwards(draft, base, parts)
  if (groups === null) return null
  const joined = joinRecord({ base, groups })
  if (!isSameJson(base, storedForm(base))) return null
  if ([...groups].some(([key, value]) => !isSameJson(groupValue(joined, key), value))) return null
  const isText = hasText(base)
  const text: unknown = before === null ? undefined : parts?.get(textKey)
  const richText = text instanceof Y.XmlFragment ? readText(text) : emptyText
  const validated = validateRecord(isText ? withText(joined, richText) : joined)
  if (validated.ok) return withoutWords(validated.record)
  // A text that is no longer one can be mended by whoever may write it, by taking away.
  if (draft.isNew || !draft.wordsChange || draft.textGrows) return null
  const mended = validateRecord(withText(joined, emptyText))
  return mended.ok ? mended.record : null
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
  readonly #memory: Memory
  readonly #made: ReadonlyMap<string, BoardRecord>
  readonly #removed: ReadonlySet<string>
  readonly #known = new Map<string, number | null>()
  readonly #looked = new Map<string, BoardRecord | null>()

  constructor(memory: Memory, made: ReadonlyMap<string, BoardRecord>, removed: ReadonlySet<string>) {
    this.#memory = memory
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
    const record = this.#made.get(id) ?? (this.#removed.has(id) ? null : this.#recordNow(id))
    this.#looked.set(id, record)
    return record
  }

  #recordNow(id: string): BoardRecord | null {
    return this.#memory.known(id)?.record ?? null
  }
}

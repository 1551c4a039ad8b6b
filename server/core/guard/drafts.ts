/**
 * What an update would make of each record it touches, gathered from the places of its structs and
 * deletes. Refuses what no client of ours writes: foreign types and keys, a record's `base` or text
 * replaced, the server's roots.
 */
import * as Y from 'yjs'
import { unreachable } from '../../../shared/assert.ts'
import { baseKey, textKey } from '../../../shared/board/groups.ts'
import type { Json } from '../../../shared/board/json.ts'
import type { RefusalCode } from '../../../shared/wire/control.ts'
import type { Arrival, Removal } from './locate.ts'
import type { RecordContainer, YType } from './place.ts'
import { belongsInText } from './text-rules.ts'
import { isCarriable, isJson } from './values.ts'

export interface Draft {
  readonly id: string
  /** The map is new in this update; otherwise it lies in the doc. */
  readonly isNew: boolean
  /** The record goes: deleted, or another map takes its place. */
  isRemoved: boolean
  /** Groups with their new values, undefined where the group goes back to what `base` says. */
  readonly groups: Map<string, Json | undefined>
  hasText: boolean
  /** Anything in its text comes or goes. */
  wordsChange: boolean
  /** Letters that come. */
  letters: number
  /** Letters of now that go. */
  lettersGone: number
  /** Nodes that its text may have more by this, at most. */
  nodes: number
  /** Anything in its text comes, and stays. */
  textGrows: boolean
}

export type Drafted =
  | { readonly ok: true; readonly drafts: readonly Draft[] }
  | { readonly ok: false; readonly code: RefusalCode; readonly records: readonly string[] }

type No = { readonly code: RefusalCode; readonly records: readonly string[] }

export function draft(
  arrivals: readonly Arrival[],
  removals: readonly Removal[],
  currentMap: (id: string) => YType | null,
): Drafted {
  const desk = new Drafting(currentMap)
  for (const arrival of arrivals) {
    const no = desk.arrive(arrival)
    if (no !== null) return { ok: false, ...no }
  }
  for (const removal of removals) {
    const no = desk.remove(removal)
    if (no !== null) return { ok: false, ...no }
  }
  return { ok: true, drafts: [...desk.drafts.values()] }
}

class Drafting {
  readonly drafts = new Map<YType, Draft>()
  readonly #currentMap: (id: string) => YType | null

  constructor(currentMap: (id: string) => YType | null) {
    this.#currentMap = currentMap
  }

  arrive({ item, place, isGone }: Arrival): No | null {
    const { container, key } = place
    // Where nobody will see it, it is kept and sent on all the same.
    if (
      (isGone || container.in === 'nothing') &&
      !isCarriable(container.in === 'records' ? null : key, item.content)
    )
      return no([])
    switch (container.in) {
      case 'nothing':
        return null
      case 'meta':
        return { code: 'meta', records: [] }
      case 'records':
        return key === null ? no([]) : this.#arriveRecord(key, item.content, isGone)
      case 'record':
        return key === null ? no([container.id]) : this.#arriveInRecord(container, key, item.content, isGone)
      case 'text': {
        const draft = this.#draftOf(container.record)
        draft.wordsChange = true
        if (!belongsInText(container, key, item.content)) return no([draft.id])
        if (isGone) return null
        draft.textGrows = true
        draft.nodes += nodesOf(item.content)
        if (item.content instanceof Y.ContentString) draft.letters += item.length
        return null
      }
      default:
        return unreachable(container)
    }
  }

  /** Whatever comes under a key in Yjs ends what was there, even something that is deleted itself. */
  #arriveRecord(id: string, content: Y.Item['content'], isGone: boolean): No | null {
    const current = this.#currentMap(id)
    if (current !== null) this.#draftOf({ in: 'record', type: current, id }).isRemoved = true
    if (content instanceof Y.ContentDeleted) return null
    if (!(content instanceof Y.ContentType) || !(content.type instanceof Y.Map)) return no([id])
    const draft = this.#draftOf({ in: 'record', type: content.type, id })
    if (isGone) draft.isRemoved = true
    return null
  }

  #arriveInRecord(
    container: RecordContainer,
    key: string,
    content: Y.Item['content'],
    isGone: boolean,
  ): No | null {
    const draft = this.#draftOf(container)
    const isFixed = key === baseKey || key === textKey
    if (isFixed && (!draft.isNew || draft.groups.has(key))) return no([draft.id])
    if (key === textKey && !isGone) {
      const isText = content instanceof Y.ContentType && content.type instanceof Y.XmlFragment
      if (!isText || content.type instanceof Y.XmlElement || draft.hasText) return no([draft.id])
      draft.hasText = true
      return null
    }
    if (isGone) {
      if (!draft.groups.has(key)) draft.groups.set(key, undefined)
      return null
    }
    const value: unknown =
      content instanceof Y.ContentAny && content.arr.length === 1 ? content.arr[0] : undefined
    // Two living values under one key: which of them wins would be Yjs's choice, not ours to judge.
    if (!isJson(value) || draft.groups.get(key) !== undefined) return no([draft.id])
    draft.groups.set(key, value)
    return null
  }

  remove({ item, place, length }: Removal): No | null {
    const { container, key } = place
    switch (container.in) {
      case 'nothing':
        return null
      case 'meta':
        return { code: 'meta', records: [] }
      case 'records': {
        const type = item.content instanceof Y.ContentType ? item.content.type : null
        if (key !== null && type !== null) this.#draftOf({ in: 'record', type, id: key }).isRemoved = true
        return null
      }
      case 'record': {
        const draft = this.#draftOf(container)
        // With its record everything in it goes as well; alone, `base` and `text` stay.
        if (key !== null && !draft.groups.has(key)) draft.groups.set(key, undefined)
        return null
      }
      case 'text': {
        const draft = this.#draftOf(container.record)
        draft.wordsChange = true
        if (item.content instanceof Y.ContentString) draft.lettersGone += length
        // Where a mark no longer ends, one run may become two.
        if (item.content instanceof Y.ContentFormat) draft.nodes += 1
        return null
      }
      default:
        return unreachable(container)
    }
  }

  #draftOf({ type, id }: RecordContainer): Draft {
    const known = this.drafts.get(type)
    if (known !== undefined) return known
    const made: Draft = {
      id,
      isNew: this.#currentMap(id) !== type,
      isRemoved: false,
      groups: new Map(),
      hasText: false,
      wordsChange: false,
      letters: 0,
      lettersGone: 0,
      nodes: 0,
      textGrows: false,
    }
    this.drafts.set(type, made)
    return made
  }
}

/** A run of letters is a node once it has letters; the start or end of a mark cuts one in two. */
function nodesOf(content: Y.Item['content']): number {
  if (content instanceof Y.ContentString || content instanceof Y.ContentFormat) return 1
  if (!(content instanceof Y.ContentType) || content.type instanceof Y.XmlText) return 0
  // A line break may also part two runs that were read as one.
  return content.type instanceof Y.XmlElement && content.type.nodeName === 'hardBreak' ? 2 : 1
}

function no(records: readonly string[]): No {
  return { code: 'invalid-record', records }
}

/**
 * Where something lies in a board's doc: which record, which group of it, or which line of its text.
 * A place is found the way Yjs itself would find it, so that the guard and the doc never disagree.
 */
import * as Y from 'yjs'
import { unreachable } from '../../../shared/assert.ts'
import { textKey } from '../../../shared/board/groups.ts'
import { textDepthMax } from '../../../shared/board/rich-text.ts'

/** Any Yjs type, as Yjs itself spells it. */
export type YType = Y.ContentType['type']

/** What holds an item. */
export type Container =
  /** In something deleted: Yjs drops it, whatever it is. */
  | { readonly in: 'nothing' }
  /** The root map of records: the key is a record's id. */
  | { readonly in: 'records'; readonly type: YType }
  /** The server's own root. */
  | { readonly in: 'meta'; readonly type: YType }
  /** A record's map: the key is a group, `base` or `text`. */
  | RecordContainer
  /** The text of a record, or a block or a run of letters in it. */
  | {
      readonly in: 'text'
      readonly type: YType
      readonly record: RecordContainer
      /** Names of the blocks from the text's root down to here; empty at the root. */
      readonly blocks: readonly string[]
      readonly holds: 'blocks' | 'letters'
    }
export interface RecordContainer {
  readonly in: 'record'
  readonly type: YType
  readonly id: string
}

export interface Place {
  readonly container: Container
  readonly key: string | null
}

export const nowhere: Place = { container: { in: 'nothing' }, key: null }

export function isSamePlace(a: Place, b: Place): boolean {
  if (a.container.in === 'nothing' || b.container.in === 'nothing') return a.container.in === b.container.in
  return a.container.type === b.container.type && a.key === b.key
}

/** Roots of a board's doc, as the room defined them when it opened it. */
export interface Roots {
  readonly records: YType
  readonly meta: YType
}

/** What lies inside a type that itself lies at `place`; null when no board has such a type there. */
export function containerWithin(place: Place, type: YType): Container | null {
  const { container, key } = place
  switch (container.in) {
    case 'nothing':
      return container
    case 'meta':
      return { in: 'meta', type }
    case 'records':
      return key !== null && type instanceof Y.Map ? { in: 'record', type, id: key } : null
    case 'record':
      if (key !== textKey || !isFragment(type)) return null
      return { in: 'text', type, record: container, blocks: [], holds: 'blocks' }
    case 'text': {
      if (key !== null || container.holds === 'letters' || container.blocks.length > textDepthMax) return null
      const name = blockNameOf(type)
      if (name === null) return null
      const holds = type instanceof Y.XmlText ? 'letters' : 'blocks'
      return { ...container, type, blocks: [...container.blocks, name], holds }
    }
    default:
      return unreachable(container)
  }
}

/** Elements are fragments to JavaScript; here only the plain fragment counts. */
function isFragment(type: YType): boolean {
  return type instanceof Y.XmlFragment && !(type instanceof Y.XmlElement)
}

function blockNameOf(type: YType): string | null {
  if (type instanceof Y.XmlText) return 'text'
  if (type instanceof Y.XmlHook) return null
  return type instanceof Y.XmlElement ? type.nodeName : null
}

/** The place of an item that the doc holds. */
export function placeInDoc(item: Y.Item, roots: Roots): Place {
  const parent = item.parent
  if (!(parent instanceof Y.AbstractType)) return nowhere
  const container = containerInDoc(parent, roots)
  return container === null ? nowhere : { container, key: item.parentSub }
}

/** The depth is that of a text's blocks, which are bounded when they come in. */
export function containerInDoc(type: YType, roots: Roots): Container | null {
  if (type === roots.records) return { in: 'records', type }
  if (type === roots.meta) return { in: 'meta', type }
  // oxlint-disable-next-line no-underscore-dangle -- Yjs has no other way from a type to its item
  const owner = type._item
  if (owner === null || owner.deleted) return nowhere.container
  return containerWithin(placeInDoc(owner, roots), type)
}

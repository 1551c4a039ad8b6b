/**
 * Walks through an update in the order in which Yjs will take it and says where every new struct and
 * every delete comes to lie. Refuses what Yjs could not take at once (a gap: it would be pending) and
 * what has no place on a board. Changes nothing.
 */
import * as Y from 'yjs'
import type { RefusalCode } from '../../../shared/wire/control.ts'
import type { Decoded, Deletes, Struct } from './gates.ts'
import {
  containerInDoc,
  containerWithin,
  isSamePlace,
  nowhere,
  placeInDoc,
  type Container,
  type Place,
  type Roots,
} from './place.ts'

/** A struct of the update that the doc doesn't have yet. */
export interface Arrival {
  readonly item: Y.Item
  readonly place: Place
  /** The same update deletes it again, or brings it as deleted. */
  readonly isGone: boolean
}
/** Something alive in the doc that the update deletes. */
export interface Removal {
  readonly item: Y.Item
  readonly place: Place
  /** How much of it goes: of letters, not all need to. */
  readonly length: number
}
export type Located =
  | {
      readonly ok: true
      readonly arrivals: readonly Arrival[]
      readonly removals: readonly Removal[]
      /** Client ids with structs that the doc doesn't have yet. */
      readonly clients: ReadonlySet<number>
    }
  | { readonly ok: false; readonly code: RefusalCode }

export function locate(decoded: Decoded, doc: Y.Doc, roots: Roots): Located {
  return new Walk(decoded, doc, roots).result()
}

/** An expected no on the way, from deep inside the walk. */
class Refused extends Error {
  readonly code: RefusalCode
  constructor(code: RefusalCode) {
    super(code)
    this.code = code
  }
}

class Walk {
  readonly #decoded: Decoded
  readonly #doc: Y.Doc
  readonly #roots: Roots
  /** Next clock per client: of the doc at first, then with what of the update was taken. */
  readonly #next = new Map<number, number>()
  readonly #taken = new Map<number, Struct[]>()
  readonly #places = new Map<Struct, Place>()
  readonly #arrived: Y.Item[] = []

  constructor(decoded: Decoded, doc: Y.Doc, roots: Roots) {
    this.#decoded = decoded
    this.#doc = doc
    this.#roots = roots
  }

  result(): Located {
    try {
      this.#takeAll()
      const gone = new Set<Struct>()
      const removals = this.#decoded.deletes.flatMap((range) => this.#removalsIn(range, gone))
      const arrivals = this.#arrived.map((item) => ({
        item,
        place: this.#places.get(item) ?? nowhere,
        isGone: gone.has(item) || item.content instanceof Y.ContentDeleted,
      }))
      return { ok: true, arrivals, removals, clients: new Set(this.#taken.keys()) }
    } catch (cause) {
      if (cause instanceof Refused) return { ok: false, code: cause.code }
      throw cause
    }
  }

  /** Client by client as far as it goes, round and round, until all is taken or nothing moves. */
  #takeAll(): void {
    const queues = Map.groupBy(this.#decoded.structs, ({ id }) => id.client)
    const waiting = [...queues.values()].map((structs) => ({ structs, at: 0 }))
    let hasMoved = true
    while (hasMoved) {
      hasMoved = false
      for (const queue of waiting) {
        let struct = queue.structs[queue.at]
        while (struct !== undefined && this.#take(struct)) {
          hasMoved = true
          queue.at += 1
          struct = queue.structs[queue.at]
        }
      }
    }
    if (waiting.some(({ structs, at }) => at < structs.length)) throw new Refused('gap')
  }

  #nextClock(client: number): number {
    return this.#next.get(client) ?? Y.getState(this.#doc.store, client)
  }

  #isHere(id: Y.ID): boolean {
    return id.clock < this.#nextClock(id.client)
  }

  /** True when the struct could be taken now. */
  #take(struct: Struct): boolean {
    const { client, clock } = struct.id
    const end = clock + struct.length
    const next = this.#nextClock(client)
    if (struct instanceof Y.Skip || struct.length <= 0 || !Number.isSafeInteger(end)) throw new Refused('gap')
    if (end <= next) return true
    if (clock > next) throw new Refused('gap')
    if (struct instanceof Y.Item) {
      const place = clock < next ? this.#placeOf(Y.createID(client, next - 1)) : this.#placeOfNew(struct)
      if (place === null) return false
      this.#places.set(struct, place)
      this.#arrived.push(struct)
    }
    this.#next.set(client, end)
    const taken = this.#taken.get(client)
    if (taken === undefined) this.#taken.set(client, [struct])
    else taken.push(struct)
    return true
  }

  /** Null while something it refers to is still to come. */
  #placeOfNew(item: Y.Item): Place | null {
    const { origin, rightOrigin } = item
    if (origin !== null && !this.#isHere(origin)) return null
    if (rightOrigin !== null && !this.#isHere(rightOrigin)) return null
    if (origin === null && rightOrigin === null) return this.#placeByParent(item)
    const left = origin === null ? null : this.#placeOf(origin)
    const right = rightOrigin === null ? null : this.#placeOf(rightOrigin)
    // A neighbour that was collected takes its new neighbours along: Yjs drops them.
    if (left === nowhere || right === nowhere) return nowhere
    if (left !== null && right !== null && !isSamePlace(left, right)) throw new Refused('invalid-record')
    return left ?? right
  }

  #placeByParent(item: Y.Item): Place | null {
    // Before it is integrated, an item of a root type has the root's name for a parent.
    const parent: unknown = item.parent
    if (typeof parent === 'string') return { container: this.#root(parent), key: item.parentSub }
    if (!(parent instanceof Y.ID)) throw new Refused('invalid-record')
    if (!this.#isHere(parent)) return null
    return { container: this.#containerAt(parent), key: item.parentSub }
  }

  #root(name: string): Container {
    if (name === 'records') return { in: 'records', type: this.#roots.records }
    if (name === 'meta') return { in: 'meta', type: this.#roots.meta }
    throw new Refused('unknown-root')
  }

  #containerAt(id: Y.ID): Container {
    const struct = this.#structAt(id)
    if (!(struct instanceof Y.Item) || struct.content instanceof Y.ContentDeleted) return nowhere.container
    if (!(struct.content instanceof Y.ContentType)) throw new Refused('invalid-record')
    const place = this.#places.get(struct)
    const type = struct.content.type
    const container = place === undefined ? containerInDoc(type, this.#roots) : containerWithin(place, type)
    if (container === null) throw new Refused('invalid-record')
    return container
  }

  #placeOf(id: Y.ID): Place {
    const struct = this.#structAt(id)
    if (!(struct instanceof Y.Item)) return nowhere
    return this.#places.get(struct) ?? placeInDoc(struct, this.#roots)
  }

  /** The struct with this clock; only for ids that are here. */
  #structAt(id: Y.ID): Struct | undefined {
    const stored = this.#doc.store.clients.get(id.client)
    if (stored !== undefined && id.clock < Y.getState(this.#doc.store, id.client)) {
      return stored[Y.findIndexSS(stored, id.clock)]
    }
    return structIn(this.#taken.get(id.client) ?? [], id.clock)
  }

  #removalsIn({ client, clock, length }: Deletes, gone: Set<Struct>): Removal[] {
    const end = clock + length
    if (end > this.#nextClock(client)) throw new Refused('gap')
    const removals: Removal[] = []
    const stored = this.#doc.store.clients.get(client)
    if (stored !== undefined && clock < Y.getState(this.#doc.store, client)) {
      for (let at = Y.findIndexSS(stored, clock); at < stored.length; at += 1) {
        const struct = stored[at]
        if (struct === undefined || struct.id.clock >= end) break
        if (!struct.deleted && struct instanceof Y.Item) {
          const from = Math.max(clock, struct.id.clock)
          const to = Math.min(end, struct.id.clock + struct.length)
          removals.push({ item: struct, place: placeInDoc(struct, this.#roots), length: to - from })
        }
      }
    }
    // A struct deleted only in part stays: it is judged as if it were whole.
    const taken = this.#taken.get(client) ?? []
    for (let at = firstFrom(taken, clock); at < taken.length; at += 1) {
      const struct = taken[at]
      if (struct === undefined || struct.id.clock + struct.length > end) break
      gone.add(struct)
    }
    return removals
  }
}

function structIn(structs: readonly Struct[], clock: number): Struct | undefined {
  const at = firstFrom(structs, clock)
  return structs[at]?.id.clock === clock ? structs[at] : structs[at - 1]
}

/** Binary search for the first struct that starts at `clock` or later; they lie in order, without gaps. */
function firstFrom(structs: readonly Struct[], clock: number): number {
  let low = 0
  let high = structs.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((structs[middle]?.id.clock ?? clock) < clock) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * Keeps a tldraw store and a board's doc in step. The doc is the truth; the store is a function of
 * it: every record that others touched is built again from the doc's present state, checked alone,
 * repaired together with all others for view, and merged in one go.
 *
 * 1. One entry of the store's history is one transaction of the doc, and only groups that changed
 *    are written. Gestures (drag, resize, pen) are written ten times a second and at their end.
 * 2. Before others' changes reach the doc, what this store still holds back is written (`flush`).
 *    So a text here is always one that was typed on what the doc says.
 * 3. What a merge sets off in the store (an arrow re-tied, a group dissolved) does not happen: whoever
 *    made the change has written it, or the server will. Else this screen would show what no doc holds.
 * 4. What the doc takes no such record of goes back to what the doc has, and who asked to hear of it does.
 * 5. Document and page records are the server's; changes to them stay here.
 *
 * It knows nothing of React, of the editor, or of who may do what.
 */
import type { TLRecord, TLStore, TLStoreEventInfo } from 'tldraw'
import type * as Y from 'yjs'
import { withCleanText } from '../../../shared/board/clean-text.ts'
import { remember, repairForView } from '../../../shared/board/integrity.ts'
import { isSameJson } from '../../../shared/board/json.ts'
import { readRecord, recordsOf, writeDiff, type Records } from '../../../shared/board/layout.ts'
import { validateRecord, type BoardRecord, type BoardShape } from '../../../shared/board/schema.ts'
import { fitted, withoutLayout, type LayOut } from './fitted.ts'

/** Where the doc comes from; a link, or a plain doc in tests. The doc may be replaced. */
export interface BoardSource {
  readonly doc: Y.Doc
  onDoc(heard: (doc: Y.Doc) => void): () => void
  /** Runs before others' changes are applied. */
  beforeRemote(run: () => void): () => void
}

export interface BindingPorts {
  /** True while a hand is down on the canvas. */
  isGesture(): boolean
  after(delayMs: number, run: () => void): void
  layOut: LayOut
}

/** How long a change of a gesture may wait before it is written. */
export const gestureMs = 100

type Change = { readonly before: BoardRecord | null; readonly after: BoardRecord | null; readonly id: string }

export class CanvasBinding implements Disposable {
  /** The origin of everything this canvas writes; undo follows it. */
  readonly origin = Symbol('canvas')
  readonly store: TLStore
  readonly #ports: BindingPorts
  readonly #source: BoardSource
  readonly #stop: (() => void)[] = []
  readonly #docListeners = new Set<(doc: Y.Doc) => void>()
  readonly #refusalListeners = new Set<() => void>()
  readonly #mergeListeners = new Set<(added: readonly BoardRecord[]) => void>()
  #records: Records
  /** The doc's records, each checked alone, before repair. */
  #valid = new Map<string, BoardRecord>()
  /** Shapes that went, as they last were: what someone laid in one meanwhile stays where it was seen. */
  readonly #gone = new Map<string, BoardRecord>()
  /** What the store was last given: the valid records after repair. */
  #shown = new Map<string, BoardRecord>()
  /** Records a gesture is changing, as they were when last written. */
  #held = new Map<string, BoardRecord>()
  #isWaiting = false
  /** What is being merged, by record; null stands for a record that goes. */
  #merging: ReadonlyMap<string, TLRecord | null> | null = null
  /** The records that `unwritten` has changed so far; null outside it. */
  #passedOver: Set<string> | null = null
  #isEnded = false

  constructor(source: BoardSource, store: TLStore, ports: BindingPorts) {
    this.#source = source
    this.store = store
    this.#ports = ports
    this.#records = recordsOf(source.doc)
    // Before the editor's own, which follow.
    this.#stop.push(this.#keepToMerge('shape'), this.#keepToMerge('binding'))
    this.#take(source.doc)
    this.#stop.push(
      store.listen(this.#onEntry, { source: 'user', scope: 'document' }),
      source.beforeRemote(this.flush),
      source.onDoc((doc) => this.#replace(doc)),
    )
  }

  get doc(): Y.Doc {
    return this.#source.doc
  }

  /** Everything the store holds goes into the doc now. */
  readonly flush = (): void => {
    if (this.#isEnded) return
    this.#hearStore()
    this.#writeHeld()
  }

  /** What `run` does to the store stays out of the doc: afterwards those records are as the doc has them. */
  unwritten(run: () => void): void {
    this.flush()
    const passedOver = new Set<string>()
    this.#passedOver = passedOver
    try {
      run()
      this.#hearStore()
    } finally {
      this.#passedOver = null
      this.#restore([...passedOver])
    }
  }

  readonly onDoc = (heard: (doc: Y.Doc) => void): (() => void) => {
    this.#docListeners.add(heard)
    return () => {
      this.#docListeners.delete(heard)
    }
  }

  /** Hears that a change was put back, because no board may hold such a record. */
  readonly onRefused = (heard: () => void): (() => void) => {
    this.#refusalListeners.add(heard)
    return () => {
      this.#refusalListeners.delete(heard)
    }
  }

  /** Hears which records others added, after each merge. */
  readonly onMerge = (heard: (added: readonly BoardRecord[]) => void): (() => void) => {
    this.#mergeListeners.add(heard)
    return () => {
      this.#mergeListeners.delete(heard)
    }
  }

  /** Measures all shapes again; for when there is an editor to measure with, and its letters are there. */
  layOutAll(): void {
    const puts: TLRecord[] = []
    for (const record of this.#shown.values()) {
      const present = this.#present(record.id)
      if (present?.typeName !== 'shape') continue
      const measured = this.#ports.layOut(present)
      if (measured !== present) puts.push(measured)
    }
    this.#merge(puts, [])
  }

  /** What differs between the store and the doc; nothing, unless something is wrong. For tests. */
  differences(): string[] {
    this.flush()
    const inStore = new Map<string, BoardRecord>()
    for (const record of this.store.allRecords()) if (isBoardRecord(record)) inStore.set(record.id, record)
    const inDoc = repairForView(readValid(this.#records), this.#gone)
    const ids = new Set([...inStore.keys(), ...inDoc.keys()])
    return [...ids].filter((id) => {
      const [a, b] = [inStore.get(id), inDoc.get(id)]
      if (a === undefined || b === undefined) return true
      return !isSameJson(withoutLayout(fitted(b, a, (shape) => shape)), withoutLayout(a))
    })
  }

  [Symbol.dispose](): void {
    if (this.#isEnded) return
    this.flush()
    this.#isEnded = true
    for (const stop of this.#stop) stop()
    this.#records.unobserveDeep(this.#onDocChange)
  }

  // ---- from the store to the doc -----------------------------------------------------------------

  /** The store tells of its changes now instead of on the next frame. */
  #hearStore(): void {
    // oxlint-disable-next-line no-underscore-dangle -- tldraw has no other way to have its history told
    this.store._flushHistory()
  }

  readonly #onEntry = (entry: TLStoreEventInfo): void => {
    if (this.#merging !== null || this.#isEnded) return
    const changes = changesOf(entry)
    if (changes.length === 0) return
    if (this.#passedOver !== null) {
      for (const { id } of changes) this.#passedOver.add(id)
      return
    }
    const isGesture = this.#ports.isGesture() && changes.every(isMotion)
    if (!isGesture) {
      this.#writeHeld()
      this.#write(changes)
      return
    }
    for (const { id, before } of changes)
      if (before !== null && !this.#held.has(id)) this.#held.set(id, before)
    this.#waitThenWrite()
  }

  #waitThenWrite(): void {
    if (this.#isWaiting) return
    this.#isWaiting = true
    this.#ports.after(gestureMs, () => {
      this.#isWaiting = false
      if (!this.#isEnded) this.#writeHeld()
    })
  }

  #writeHeld(): void {
    if (this.#held.size === 0) return
    const changes = [...this.#held].map(([id, before]) => ({ id, before, after: this.#present(id) ?? null }))
    this.#held = new Map()
    this.#write(changes)
  }

  #write(changes: readonly Change[]): void {
    const refused: string[] = []
    const cleaned: string[] = []
    this.doc.transact(() => {
      for (const { id, before, after } of changes) {
        const clean = after === null ? null : withCleanText(after)
        if (clean !== null && !validateRecord(withoutLayout(clean)).ok) refused.push(id)
        else writeDiff(this.#records, before, clean)
        if (clean !== after) cleaned.push(id)
      }
    }, this.origin)
    // The doc took another text, or no such record (one of a book's length, say): the store follows it.
    this.#restore([...refused, ...cleaned])
    if (refused.length > 0) for (const heard of this.#refusalListeners) heard()
  }

  // ---- from the doc to the store -----------------------------------------------------------------

  readonly #onDocChange = (events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction): void => {
    const touched = new Set<string>()
    for (const event of events) {
      const [id] = event.path
      if (typeof id === 'string') touched.add(id)
      else for (const key of event.changes.keys.keys()) touched.add(key)
    }
    const isSimple = [...touched].filter((id) => !this.#readAgain(id)).length === 0
    if (transaction.origin === this.origin) {
      for (const id of touched) copyEntry(this.#valid, this.#shown, id)
    } else if (isSimple) this.#showThese(touched)
    else this.#showAll()
  }

  /** True when the record hangs where it hung, and nothing else needs mending for its sake. */
  #readAgain(id: string): boolean {
    const before = this.#valid.get(id)
    const after = readRecord(this.#records, id)
    if (after === null) this.#valid.delete(id)
    else this.#valid.set(id, after)
    if (after === null && before !== undefined) remember(this.#gone, before)
    else if (after !== null) this.#gone.delete(id)
    return after !== null && this.#shown.get(id) === before && hangsAlike(before, after)
  }

  /** What most changes of others are: shapes that moved, or have other words. */
  #showThese(ids: ReadonlySet<string>): void {
    const puts: TLRecord[] = []
    for (const id of ids) {
      copyEntry(this.#valid, this.#shown, id)
      const record = this.#shown.get(id)
      const present = this.#present(id)
      if (record === undefined) continue
      const next = fitted(record, present, this.#ports.layOut)
      if (present === undefined || !isSameJson(next, present)) puts.push(next)
    }
    this.#merge(puts, [])
  }

  /** Brings the store to the repaired records; looks only at those that became other values. */
  #showAll(): void {
    const wanted = repairForView(this.#valid, this.#gone)
    const puts: TLRecord[] = []
    const added: BoardRecord[] = []
    for (const [id, record] of wanted) {
      if (this.#shown.get(id) === record) continue
      const present = this.#present(id)
      if (present === undefined) added.push(record)
      const next = fitted(record, present, this.#ports.layOut)
      if (present === undefined || !isSameJson(next, present)) puts.push(next)
    }
    const removes = [...this.#shown.values()].filter((record) => !wanted.has(record.id))
    this.#shown = new Map(wanted)
    this.#merge(puts, removes)
    if (added.length > 0) for (const heard of this.#mergeListeners) heard(added)
  }

  #restore(ids: readonly string[]): void {
    const puts: TLRecord[] = []
    const removes: BoardRecord[] = []
    for (const id of ids) {
      const present = this.#present(id)
      const shown = this.#shown.get(id)
      if (shown !== undefined) puts.push(fitted(shown, present, this.#ports.layOut))
      else if (present !== undefined) removes.push(present)
    }
    this.#merge(puts, removes)
  }

  #merge(puts: readonly TLRecord[], removes: readonly BoardRecord[]): void {
    if (puts.length === 0 && removes.length === 0) return
    this.#hearStore()
    this.#merging = new Map<string, TLRecord | null>([
      ...removes.map(({ id }) => [id, null] as const),
      ...puts.map((record) => [record.id, record] as const),
    ])
    try {
      this.store.mergeRemoteChanges(() => {
        // First what stays: a child leaves its group before the group goes.
        if (puts.length > 0) this.store.put([...puts])
        if (removes.length > 0) this.store.remove(removes.map((record) => record.id))
      })
      this.#hearStore()
    } finally {
      this.#merging = null
    }
  }

  /** While others' changes come in, nothing else changes. */
  #keepToMerge(type: 'shape' | 'binding'): () => void {
    const { sideEffects } = this.store
    const stops = [
      sideEffects.registerBeforeChangeHandler(type, (before, after) => {
        if (this.#merging === null) return after
        const merged = this.#merging.get(after.id)
        return merged?.typeName === type ? merged : before
      }),
      sideEffects.registerBeforeDeleteHandler(type, ({ id }) =>
        this.#merging === null || this.#merging.get(id) === null ? undefined : false,
      ),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }

  /** Starts on a doc: the store shows all of it and nothing else. */
  #take(doc: Y.Doc): void {
    this.#records = recordsOf(doc)
    this.#records.observeDeep(this.#onDocChange)
    this.#valid = readValid(this.#records)
    for (const record of this.store.allRecords()) {
      if (isBoardRecord(record) && !this.#shown.has(record.id)) this.#shown.set(record.id, record)
    }
    this.#showAll()
  }

  #replace(doc: Y.Doc): void {
    this.#held = new Map()
    this.#records.unobserveDeep(this.#onDocChange)
    this.#take(doc)
    for (const heard of this.#docListeners) heard(doc)
  }

  #present(id: string): BoardRecord | undefined {
    const record = isRecordId(id) ? this.store.get(id) : undefined
    return record !== undefined && isBoardRecord(record) ? record : undefined
  }
}

/** One unreadable record must not keep the others off the screen: it is left out. */
function readValid(records: Records): Map<string, BoardRecord> {
  const valid = new Map<string, BoardRecord>()
  for (const id of records.keys()) {
    const record = readRecord(records, id)
    if (record !== null) valid.set(id, record)
  }
  return valid
}

/** Repairs are about parents and the ends of arrows: a shape that stays with its parent needs none. */
function hangsAlike(before: BoardRecord | undefined, after: BoardRecord): boolean {
  return before?.typeName === 'shape' && after.typeName === 'shape' && before.parentId === after.parentId
}

function copyEntry(from: ReadonlyMap<string, BoardRecord>, to: Map<string, BoardRecord>, id: string): void {
  const record = from.get(id)
  if (record === undefined) to.delete(id)
  else to.set(id, record)
}

function changesOf(entry: TLStoreEventInfo): Change[] {
  const changes: Change[] = []
  const { added, updated, removed } = entry.changes
  for (const after of Object.values(added)) {
    if (isPeoplesRecord(after)) changes.push({ id: after.id, before: null, after })
  }
  for (const [before, after] of Object.values(updated)) {
    if (isPeoplesRecord(before) && isPeoplesRecord(after)) changes.push({ id: after.id, before, after })
  }
  for (const before of Object.values(removed)) {
    if (isPeoplesRecord(before)) changes.push({ id: before.id, before, after: null })
  }
  return changes
}

/** A shape that only changed its place, form or size: what a hand does many times a second. */
function isMotion({ before, after }: Change): boolean {
  if (before?.typeName === 'binding' && after?.typeName === 'binding') return true
  if (before?.typeName !== 'shape' || after?.typeName !== 'shape') return false
  return isSameJson(before.meta, after.meta) && textOf(before) === textOf(after)
}

function textOf(shape: BoardShape): unknown {
  return 'richText' in shape.props ? shape.props.richText : 'text' in shape.props ? shape.props.text : null
}

function isBoardRecord(record: TLRecord): record is TLRecord & BoardRecord {
  const { typeName } = record
  return (
    typeName === 'document' ||
    typeName === 'page' ||
    typeName === 'asset' ||
    typeName === 'shape' ||
    typeName === 'binding'
  )
}

function isRecordId(id: string): id is TLRecord['id'] {
  return id.includes(':')
}

function isPeoplesRecord(record: TLRecord): record is TLRecord & BoardRecord {
  return record.typeName === 'shape' || record.typeName === 'binding'
}

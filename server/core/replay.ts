/**
 * What a checkpoint is made of: stored updates played again into one, and looked at before anything is
 * replaced by it. Pure; runs in a thread of its own, since a large board takes a while.
 */
import * as Y from 'yjs'
import { StoreError, type Replayed } from './ports.ts'

/** Throws StoreError `corrupt` when the updates don't make a whole doc, or the result is not that doc. */
export function replay(updates: readonly Uint8Array[]): Replayed {
  const doc = replayedDoc(updates)
  const bytes = Y.encodeStateAsUpdate(doc)
  const stateVector = Y.encodeStateVector(doc)
  const isWhole = holdsAllOf(doc, updates) && isSameVector(Y.encodeStateVectorFromUpdate(bytes), stateVector)
  doc.destroy()
  if (!isWhole) throw new StoreError('corrupt')
  return { bytes, stateVector }
}

/** Throws StoreError `corrupt` when something is missing. */
export function replayedDoc(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc()
  // Named before anything comes in: an unnamed root could be taken for another type.
  doc.getMap('records')
  doc.getMap('meta')
  try {
    doc.transact(() => {
      for (const update of updates) Y.applyUpdate(doc, update)
    })
  } catch (cause) {
    throw new StoreError('corrupt', { cause })
  }
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) throw new StoreError('corrupt')
  return doc
}

/** Of every client what the updates end with, and no more. */
function holdsAllOf(doc: Y.Doc, updates: readonly Uint8Array[]): boolean {
  const ends = new Map<number, number>()
  for (const update of updates) {
    for (const [client, end] of Y.parseUpdateMeta(update).to) {
      ends.set(client, Math.max(end, ends.get(client) ?? 0))
    }
  }
  const held = Y.decodeStateVector(Y.encodeStateVector(doc))
  return held.size === ends.size && [...ends].every(([client, end]) => held.get(client) === end)
}

/** Two state vectors name the same, in whatever order. */
export function isSameVector(one: Uint8Array, other: Uint8Array): boolean {
  const [a, b] = [Y.decodeStateVector(one), Y.decodeStateVector(other)]
  return a.size === b.size && [...a].every(([client, clock]) => b.get(client) === clock)
}

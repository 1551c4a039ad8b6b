/**
 * The same records in a fresh doc: no history, no deleted things, nobody's client ids. Pure. What it
 * can't read it would lose, so a board that holds such a thing is left as it is.
 */
import * as Y from 'yjs'
import { isSameJson } from '../../shared/board/json.ts'
import { readAll, readMeta, recordsOf, writeDiff } from '../../shared/board/layout.ts'
import type { Rebuilt } from './ports.ts'
import { replayedDoc } from './replay.ts'

/** Below this no board is worth sending everyone's page away for. */
export const grownBytes = 128 * 1024
/** Stored bytes for each byte that the records need. */
const grownTimes = 2

/** Null when it isn't worth it, or not sound. Throws StoreError `corrupt` like `replay`. */
export function rebuild(updates: readonly Uint8Array[], epoch: number): Rebuilt | null {
  const grown = replayedDoc(updates)
  try {
    const records = readAll(grown)
    if (records.size !== recordsOf(grown).size || readMeta(grown) === null) return null
    const fresh = freshDoc(grown, epoch)
    const bytes = Y.encodeStateAsUpdate(fresh)
    const { clientID: clientId } = fresh
    fresh.destroy()
    if (Y.encodeStateAsUpdate(grown).byteLength < grownTimes * bytes.byteLength) return null
    return holds(bytes, records) ? { bytes, clientId } : null
  } finally {
    grown.destroy()
  }
}

function freshDoc(grown: Y.Doc, epoch: number): Y.Doc {
  const fresh = new Y.Doc()
  fresh.transact(() => {
    const meta = fresh.getMap('meta')
    for (const [key, value] of grown.getMap('meta')) meta.set(key, key === 'epoch' ? epoch : value)
    for (const record of readAll(grown).values()) writeDiff(recordsOf(fresh), null, record)
  })
  return fresh
}

/** Read again as the next opening will. */
function holds(bytes: Uint8Array, records: ReadonlyMap<string, unknown>): boolean {
  const doc = replayedDoc([bytes])
  const read = readAll(doc)
  doc.destroy()
  return read.size === records.size && [...records].every(([id, record]) => isSameJson(record, read.get(id)))
}

/** A board's document as bytes, turned into what is kept of it and read from it. Pure but for Yjs. */
import * as Y from 'yjs'
import { repairForView } from '../../shared/board/integrity.ts'
import { readAll } from '../../shared/board/layout.ts'
import { outlineOf } from '../../shared/board/outline.ts'
import type { BoardRecord } from '../../shared/board/schema.ts'
import { upgrade } from '../../shared/board/upgrade.ts'
import type { SnapshotId } from '../../shared/ids.ts'
import type { BoardRow, Fact, SnapshotKind } from './ports.ts'
import type { Seals } from './seals.ts'

/** The records in a document's bytes, sound enough to draw and to list. */
export function recordsIn(bytes: Uint8Array): ReadonlyMap<string, BoardRecord> {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, bytes)
  // The bytes stay as they were taken; they are read as this version would have written them.
  upgrade(doc)
  const records = repairForView(readAll(doc))
  doc.destroy()
  return records
}

/** The fact that keeps a board as it is: bytes, hash and outline of one and the same state. */
export function snapshotFact(
  seals: Seals,
  board: BoardRow,
  doc: Uint8Array,
  taken: {
    readonly id: SnapshotId
    readonly kind: SnapshotKind
    readonly label: string | null
    readonly at: number
  },
): Extract<Fact, { add: 'snapshot' }> {
  return {
    add: 'snapshot',
    row: {
      id: taken.id,
      boardId: board.id,
      sessionId: board.sessionId,
      trajectoryId: board.trajectoryId,
      kind: taken.kind,
      label: taken.label,
      takenAt: taken.at,
      sha256: seals.hash(doc),
      outline: JSON.stringify(outlineOf(recordsIn(doc))),
      redactedAt: null,
    },
    doc,
  }
}

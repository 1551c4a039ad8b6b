/**
 * The changes of one writer, encoded beforehand: a stroke of a pen on a board, in the layout in which
 * our client writes it, about 600 bytes each time its points change.
 */
import * as Y from 'yjs'
import { recordsOf, writeDiff } from '../../../shared/board/layout.ts'
import type { Json } from '../../../shared/board/json.ts'
import { pageId, validateRecord, type BoardRecord } from '../../../shared/board/schema.ts'
import { must } from '../../../shared/assert.ts'
import { stampPoint, stampsIn, type Stamp } from './stamp.ts'

const points = 17

export interface Strokes {
  /** Makes the stroke; each change builds on the one before. */
  readonly first: Uint8Array
  readonly changes: readonly Uint8Array[]
}

export function strokesOf(writer: number, author: string, count: number): Strokes {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => void updates.push(update))
  writeDiff(recordsOf(doc), null, recordOf(writer, author))
  const first = Y.encodeStateAsUpdate(doc)
  updates.length = 0
  const parts = must(recordsOf(doc).get(idOf(writer)), 'the stroke')
  for (let seq = 1; seq <= count; seq += 1) {
    // The group of a stroke's path, as \`groups.ts\` names it: segments, and whether it is done and closed.
    parts.set('path', [segmentsOf({ writer, seq, at: 0 }), false, false])
  }
  doc.destroy()
  return { first, changes: updates }
}

/** The last change of each writer that a doc holds. */
export function lastOfEach(doc: Y.Doc): Map<number, number> {
  const last = new Map<number, number>()
  for (const parts of recordsOf(doc).values()) {
    const path: unknown = parts.get('path')
    if (path === undefined) continue
    for (const { writer, seq } of stampsIn(asBytes(path), 'point')) last.set(writer, seq)
  }
  return last
}

/** Encoded as an update would, so that stamps are read in one way. */
function asBytes(path: unknown): Buffer {
  const doc = new Y.Doc()
  doc.getMap('one').set('path', path)
  const bytes = Buffer.from(Y.encodeStateAsUpdate(doc))
  doc.destroy()
  return bytes
}

function idOf(writer: number): string {
  return `shape:pen${String(writer).padStart(5, '0')}`
}

function segmentsOf(stamp: Stamp): Json {
  const rest = Array.from({ length: points }, (_, at) => ({
    x: 10 * at + 0.37 + (stamp.seq % 50),
    y: 8 * Math.sin(at + stamp.seq),
    z: 0.5,
  }))
  return [{ type: 'free', points: [stampPoint(stamp), ...rest] }]
}

function recordOf(writer: number, author: string): BoardRecord {
  const validated = validateRecord({
    typeName: 'shape',
    id: idOf(writer),
    type: 'draw',
    parentId: pageId,
    x: 200 * (writer % 25),
    y: 200 * Math.floor(writer / 25),
    rotation: 0,
    index: 'a1',
    opacity: 1,
    isLocked: false,
    props: {
      color: 'black',
      fill: 'none',
      dash: 'draw',
      size: 'm',
      segments: segmentsOf({ writer, seq: 0, at: 0 }),
      isComplete: false,
      isClosed: false,
      isPen: false,
      scale: 1,
    },
    meta: { author },
  })
  if (!validated.ok) throw new Error('the load writes a record that is none')
  return validated.record
}

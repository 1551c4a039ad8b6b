/** A board on which much was written by the letter while it was moved: far larger than what lies on it. */
import * as Y from 'yjs'
import { recordsOf, writeDiff } from '../../shared/board/layout.ts'
import { must } from '../../shared/assert.ts'
import { note, people, seededBoard } from './room-world.ts'

const lettersEach = 900

/** As one update. */
export function grownBoard(notesCount = 20): Uint8Array {
  const doc = seededBoard()
  const records = recordsOf(doc)
  doc.transact(() => {
    for (let count = 0; count < notesCount; count += 1) writeGrown(records, `note-grown-${count}`)
  })
  const update = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return update
}

function writeGrown(records: ReturnType<typeof recordsOf>, name: string): void {
  const begun = note(name, 'w', people.piet)
  writeDiff(records, null, begun)
  const parts = must(records.get(begun.id), 'the note')
  const text = parts.get('text')
  const paragraph = text instanceof Y.XmlFragment ? text.get(0) : null
  const letters = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
  if (!(letters instanceof Y.XmlText)) throw new Error('a note without letters')
  for (let at = 0; at < lettersEach; at += 1) {
    letters.insert(letters.length, at % 7 === 6 ? ' ' : 'w')
    parts.set('pos', [begun.parentId, at, at, 0])
  }
}

/** Frames that no program of ours sends: random bytes, and real frames with something wrong in them. */
import * as Y from 'yjs'
import { writeDiff } from '../../shared/board/layout.ts'
import { richTextFrom } from '../../shared/board/rich-text.ts'
import { writeText } from '../../shared/board/text.ts'
import type { Actor } from '../../shared/session/role.ts'
import { writeFrame } from '../../shared/wire/frames.ts'
import { must } from '../../shared/assert.ts'
import { card, copyOf, note, notes, updateOf, zone } from './room-world.ts'
import type { Dice } from './sim/dice.ts'

export function randomFrame(dice: Dice): Uint8Array {
  const bytes = Uint8Array.from({ length: dice.roll(dice.roll(4) === 0 ? 2_000 : 60) }, () => dice.roll(256))
  // Half of them begin as a frame does, so that more of the way in is tried.
  if (bytes.length > 2 && dice.roll(2) === 0) {
    bytes[0] = dice.roll(4)
    bytes[1] = dice.roll(3)
    if (dice.roll(2) === 0) bytes[2] = Math.min(127, bytes.length - 3)
  }
  return bytes
}

/** What people send in an afternoon, as `by` with this client id would have written it. */
export function realFrames(board: Y.Doc, by: Actor, clientId: number): readonly Uint8Array[] {
  const copy = copyOf(board, clientId)
  const mine = note(`note-fuzz-${clientId}`, 'een gedachte', by)
  const updates = [
    updateOf(copy, (records) => writeDiff(records, null, mine)),
    updateOf(copy, (records) => writeDiff(records, mine, { ...mine, x: 90, y: -4 })),
    updateOf(copy, (records) => {
      const text = records.get(card.id)?.get('text')
      if (text instanceof Y.XmlFragment) writeText(text, richTextFrom('samen geschreven'))
    }),
    updateOf(copy, (records) => writeDiff(records, notes.noor, { ...notes.noor, x: 7 })),
    // What may not be, as an honest encoder writes it.
    updateOf(copy, (records) => writeDiff(records, notes.noor, null)),
    updateOf(copy, (records) => writeDiff(records, zone, null)),
    updateOf(copy, (_, doc) => void doc.getMap('meta').set('epoch', 9)),
    updateOf(copy, (records) => writeDiff(records, mine, null)),
  ]
  return [
    writeFrame({ type: 'step1', stateVector: Y.encodeStateVector(copy) }),
    writeFrame({ type: 'step2', update: Y.encodeStateAsUpdate(copy) }),
    writeFrame({ type: 'awareness', entries: new Uint8Array([1, 7, 1, 2, 0x7b, 0x7d]) }),
    writeFrame({ type: 'query-awareness' }),
    ...updates.map((update) => writeFrame({ type: 'update', update })),
  ]
}

/** One to four things go wrong with it: a byte changed, left out, doubled, or all from somewhere on lost. */
export function mutated(frames: readonly Uint8Array[], dice: Dice): Uint8Array {
  const bytes = [...must(frames[dice.roll(frames.length)], 'a frame')]
  for (let times = 1 + dice.roll(4); times > 0; times -= 1) {
    const at = dice.roll(bytes.length + 1)
    const what = dice.roll(6)
    if (what < 3) bytes[at] = dice.roll(256)
    else if (what === 3) bytes.splice(at, 1)
    else if (what === 4) bytes.splice(at, 0, bytes[at] ?? 0)
    else if (dice.roll(4) === 0) bytes.length = at
  }
  return Uint8Array.from(bytes, (byte) => byte ?? 0)
}

/** What people do on a large board, as the updates that their pages send. */
import * as Y from 'yjs'
import { recordsOf, writeDiff } from '../../shared/board/layout.ts'
import type { NoteShape } from '../../shared/board/schema.ts'
import { must } from '../../shared/assert.ts'
import { copyOf, note, people, updateOf } from '../support/room-world.ts'

type Change = Parameters<typeof updateOf>[1]

/** One writer's own copy of the board, and what it makes of it. */
export class Writer {
  readonly #doc: Y.Doc
  #notes: NoteShape[]
  #made: NoteShape[] = []
  #count = 0

  constructor(board: Y.Doc, clientId: number, notes: readonly NoteShape[]) {
    this.#doc = copyOf(board, clientId)
    this.#notes = [...notes]
  }

  readonly loads: { readonly [name: string]: () => Uint8Array[] } = {
    'a move': () => this.#times(200, () => this.#moves(1)),
    'a letter': () => this.#times(200, () => this.#types()),
    'a new note': () => this.#times(20, () => this.#makes(1)),
    'a delete': () => this.#times(20, () => this.#deletes()),
    'a delete undone': () => this.#times(10, () => this.#deletesAndUndoes()),
    'a note to the front': () => this.#times(20, () => this.#restacks()),
    'a drag of 60 notes': () => this.#times(5, () => this.#moves(60)),
    'a paste of 60 notes': () => [this.#sent(this.#makes(60))],
    'an hour offline': () => [this.#hour()],
  }

  /** Every note once: the first time that a note is touched after an opening it is checked whole. */
  touchesAll(): Uint8Array[] {
    return this.#notes.map(() => this.#sent(this.#moves(1)))
  }

  /** Takes away what was made, so that every round begins with as many notes; for nobody to judge. */
  cleanUp(): Uint8Array {
    const made = this.#made
    this.#made = []
    return this.#sent((records) => made.forEach((each) => writeDiff(records, each, null)))
  }

  #times(count: number, change: () => Change): Uint8Array[] {
    return Array.from({ length: count }, () => this.#sent(change()))
  }
  #sent(change: Change): Uint8Array {
    return updateOf(this.#doc, change)
  }

  #next(): number {
    this.#count += 1
    return this.#count
  }
  #moves(count: number): Change {
    return (records) => {
      for (let at = 0; at < count; at += 1) {
        const next = this.#next()
        const index = next % this.#notes.length
        const before = must(this.#notes[index], 'a note')
        const after = { ...before, x: next, y: -next }
        writeDiff(records, before, after)
        this.#notes[index] = after
      }
    }
  }
  /** One letter more at the end of the first line. */
  #types(): Change {
    return (records) => {
      const parts = recordsOf(this.#doc).get(must(this.#notes[0], 'a note').id)
      const text = parts?.get('text')
      const block = text instanceof Y.XmlFragment ? text.get(0) : null
      const letters = block instanceof Y.XmlElement ? block.get(0) : null
      if (!(letters instanceof Y.XmlText) || records.size === 0) throw new Error('no letters')
      const { length } = letters
      if (length > 200) letters.delete(100, length - 100)
      letters.insert(letters.length, 'x')
    }
  }
  #makes(count: number): Change {
    return (records) => {
      for (let at = 0; at < count; at += 1) {
        const next = this.#next()
        const made = note(`note-made-${next}`, `briefje ${next}`, people.piet, { x: next, y: next })
        writeDiff(records, null, made)
        this.#made.push(made)
      }
    }
  }
  #deletes(): Change {
    const gone = must(this.#made.pop(), 'a note made before')
    return (records) => writeDiff(records, gone, null)
  }
  /** In one update, as an undo right after it is sent when the line was slow. */
  #deletesAndUndoes(): Change {
    const back = must(this.#notes.at(-1), 'a note')
    return (records) => {
      writeDiff(records, back, null)
      writeDiff(records, null, back)
    }
  }
  #restacks(): Change {
    return (records) => {
      const next = this.#next()
      const index = next % this.#notes.length
      const before = must(this.#notes[index], 'a note')
      const after = { ...before, index: `a${2 + (next % 7)}` as NoteShape['index'] }
      writeDiff(records, before, after)
      this.#notes[index] = after
    }
  }
  /** Everything at once, as one update. */
  #hour(): Uint8Array {
    const from = Y.encodeStateVector(this.#doc)
    for (let at = 0; at < 60; at += 1) this.#sent(this.#makes(1))
    for (let at = 0; at < 300; at += 1) this.#sent(this.#moves(1))
    for (let at = 0; at < 1_000; at += 1) this.#sent(this.#types())
    for (let at = 0; at < 20; at += 1) this.#sent(this.#deletes())
    return Y.encodeStateAsUpdate(this.#doc, from)
  }
}

/** A board for tests: one server doc, people whose canvases are bound to docs of their own, and a wire to cut. */
import { createTLStore, type TLStore } from 'tldraw'
import * as Y from 'yjs'
import { CanvasBinding } from '../../../../client/canvas/binding/canvas-binding.ts'
import { recordFactories } from '../../../../shared/board/factories.ts'
import { shapeIdOf, boardSchema, type NoteShape } from '../../../../shared/board/schema.ts'
import { readRecord, recordsOf, seedBoard, writeDiff } from '../../../../shared/board/layout.ts'
import { richTextFrom } from '../../../../shared/board/rich-text.ts'
import { parseId, type NoteId } from '../../../../shared/ids.ts'

export interface Person {
  readonly doc: Y.Doc
  readonly store: TLStore
  readonly binding: CanvasBinding
  hand: 'up' | 'down'
  /** Runs what waits for the clock. */
  tick(): void
  /** Others' changes come in, in one transaction, as the link brings them. */
  receive(): void
  /** Puts another doc under the canvas. */
  take(doc: Y.Doc): void
}

export interface Board {
  readonly server: Y.Doc
  join(): Person
  settle(): void
}

export const noteId = 'note00000001'

export function aBoard(): Board {
  const server = new Y.Doc()
  seedBoard(server, { title: 'Bord', epoch: 1 })
  server.transact(() => writeDiff(recordsOf(server), null, aNote(noteId, 0, 'eerste')))
  const people: Person[] = []
  return {
    server,
    join: () => {
      const person = aPerson(server)
      people.push(person)
      return person
    },
    settle: () => {
      for (const person of people) {
        person.tick()
        person.binding.flush()
        Y.applyUpdate(server, Y.encodeStateAsUpdate(person.doc))
      }
      for (const person of people) person.receive()
    },
  }
}

function aPerson(server: Y.Doc): Person {
  let doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(server))
  const store = createTLStore({ schema: boardSchema })
  const before = new Set<() => void>()
  const replaced = new Set<(doc: Y.Doc) => void>()
  let waiting: (() => void)[] = []
  const source = {
    get doc() {
      return doc
    },
    onDoc: (heard: (doc: Y.Doc) => void) => (replaced.add(heard), () => void replaced.delete(heard)),
    beforeRemote: (run: () => void) => (before.add(run), () => void before.delete(run)),
  }
  const person: Person = {
    get doc() {
      return doc
    },
    store,
    hand: 'up',
    binding: new CanvasBinding(source, store, {
      isGesture: () => person.hand === 'down',
      after: (_delayMs, run) => void waiting.push(run),
      layOut: (shape) => shape,
    }),
    tick: () => {
      const due = waiting
      waiting = []
      for (const run of due) run()
    },
    receive: () => {
      for (const run of before) run()
      const update = Y.encodeStateAsUpdate(server, Y.encodeStateVector(doc))
      Y.transact(doc, () => Y.applyUpdate(doc, update), 'wire', false)
    },
    take: (next) => {
      doc = next
      for (const heard of replaced) heard(next)
    },
  }
  return person
}

export function aNote(id: string, x: number, text: string): NoteShape {
  const note = parseId<NoteId>(id)
  if (note === null) throw new Error(`no id: ${id}`)
  return recordFactories.note({ id: note, at: { x, y: 0, index: 'a1' }, text, meta: {} })
}

export const shapeId = shapeIdOf

export function noteOn(store: TLStore, id = noteId): NoteShape | undefined {
  const record = store.get(shapeIdOf(id))
  return record?.typeName === 'shape' && record.type === 'note' ? (record as NoteShape) : undefined
}

export function noteIn(doc: Y.Doc, id = noteId): NoteShape | null {
  const record = readRecord(recordsOf(doc), shapeIdOf(id))
  return record?.typeName === 'shape' && record.type === 'note' ? record : null
}

export function text(words: string): NoteShape['props']['richText'] {
  const { type, content } = richTextFrom(words)
  return { type, content: [...content] }
}

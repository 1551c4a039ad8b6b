import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Editor } from 'tldraw'
import * as Y from 'yjs'
import { connectUndo, OwnUndo } from '../../../../client/canvas/editor/undo.ts'
import { plainText } from '../../../../shared/board/rich-text.ts'
import { recordsOf } from '../../../../shared/board/layout.ts'
import type { RichText } from '../../../../shared/board/vocabulary.ts'
import { aBoard, aNote, noteId, noteIn, noteOn, shapeId, text, type Person } from './board.ts'

function move(person: Person, x: number, id = noteId): void {
  const note = noteOn(person.store, id)
  if (note !== undefined) person.store.put([{ ...note, x }])
}
function write(person: Person, words: string, id = noteId): void {
  const note = noteOn(person.store, id)
  if (note !== undefined) person.store.put([{ ...note, props: { ...note.props, richText: text(words) } }])
}
function words(person: Person, id = noteId): string | null {
  const note = noteOn(person.store, id)
  return note === undefined ? null : plainText(note.props.richText)
}
/** What undo asks of an editor; it abandons as tldraw does, by whole records as they were at the mark. */
function anEditor({ store }: Person): Editor {
  const marks = new Map<string, ReturnType<typeof store.allRecords>>()
  const editor = {
    markHistoryStoppingPoint: (name: string) => (marks.set(name, store.allRecords()), name),
    bailToMark: (name: string) => (store.put(marks.get(name) ?? []), editor),
    bail: () => (store.put([...marks.values()].at(-1) ?? []), editor),
  }
  return editor as unknown as Editor
}
function updatesOf(person: Person): Uint8Array[] {
  const updates: Uint8Array[] = []
  person.doc.on('update', (update: Uint8Array) => updates.push(update))
  return updates
}

describe('between store and doc', () => {
  test('[CV2] a canvas starts as its doc is', () => {
    const piet = aBoard().join()
    expect(words(piet)).toBe('eerste')
    expect(piet.binding.differences()).toEqual([])
  })

  test('[CV3] one change of a person is one update, of the changed group alone', () => {
    const piet = aBoard().join()
    const updates = updatesOf(piet)
    move(piet, 40)
    expect(updates).toHaveLength(1)
    expect(updates[0]?.byteLength).toBeLessThan(70)
    expect(noteIn(piet.doc)?.x).toBe(40)
  })

  test('[CV4] what comes in is not sent back', () => {
    const board = aBoard()
    const [piet, noor] = [board.join(), board.join()]
    const updates = updatesOf(noor)
    move(piet, 40)
    board.settle()
    // The one update is the wire's own.
    expect(updates).toHaveLength(1)
    expect(noteOn(noor.store)?.x).toBe(40)
    expect(noor.binding.differences()).toEqual([])
  })

  test('[CV4, CV141] what a change of noor would set off in piet’s editor does not happen', () => {
    const board = aBoard()
    const [piet, noor] = [board.join(), board.join()]
    const updates = updatesOf(piet)
    piet.store.sideEffects.registerAfterChangeHandler('shape', (_before, shape, source) => {
      if (source === 'remote') piet.store.put([{ ...shape, rotation: 1 }])
    })
    move(noor, 40)
    board.settle()
    piet.binding.flush()
    expect(updates).toHaveLength(1)
    expect(noteIn(piet.doc)?.rotation).toBe(0)
    expect([noteOn(piet.store)?.rotation, piet.binding.differences()]).toEqual([0, []])
  })

  test('[CV141] what noor takes away takes nothing else with it on piet’s canvas', () => {
    const board = aBoard()
    const [piet, noor] = [board.join(), board.join()]
    const other = aNote('note00000002', 500, 'tweede')
    noor.store.put([other])
    board.settle()
    piet.store.sideEffects.registerAfterDeleteHandler('shape', () => piet.store.remove([other.id]))
    noor.store.remove([shapeId(noteId)])
    board.settle()
    board.settle()
    expect([noteOn(piet.store, noteId), noteOn(piet.store, 'note00000002')?.x]).toEqual([undefined, 500])
    expect(piet.binding.differences()).toEqual([])
  })

  test('[CV90] a note that others moved is not made again: its words are the same object', () => {
    const board = aBoard()
    const [piet, noor] = [board.join(), board.join()]
    const before = noteOn(noor.store)
    move(piet, 40)
    board.settle()
    const after = noteOn(noor.store)
    expect(after?.x).toBe(40)
    expect(after?.props).toBe(before?.props)
    expect(after?.meta).toBe(before?.meta)
  })

  test('[CV5] piet moves a note while noor writes on it: both stay', () => {
    const board = aBoard()
    const [piet, noor] = [board.join(), board.join()]
    move(piet, 40)
    write(noor, 'hoezo?')
    board.settle()
    board.settle()
    for (const person of [piet, noor]) {
      expect([noteOn(person.store)?.x, words(person)]).toEqual([40, 'hoezo?'])
      expect(person.binding.differences()).toEqual([])
    }
  })

  test('[CV6] a hand that drags is written at most once per tick, and its end is', () => {
    const piet = aBoard().join()
    const updates = updatesOf(piet)
    piet.hand = 'down'
    for (let x = 1; x <= 30; x += 1) move(piet, x)
    expect(updates).toHaveLength(0)
    piet.tick()
    expect(updates).toHaveLength(1)
    for (let x = 31; x <= 60; x += 1) move(piet, x)
    piet.hand = 'up'
    piet.tick()
    expect(updates).toHaveLength(2)
    expect(noteIn(piet.doc)?.x).toBe(60)
  })

  test('[CV6] a note dropped into another kind is one update: place and kind together', () => {
    const piet = aBoard().join()
    const updates = updatesOf(piet)
    piet.hand = 'down'
    move(piet, 10)
    const note = noteOn(piet.store)
    piet.store.put([{ ...note!, x: 20, meta: { ...note!.meta, kind: 'emotion' } }])
    expect(updates).toHaveLength(1)
    expect([noteIn(piet.doc)?.x, noteIn(piet.doc)?.meta['kind']]).toEqual([20, 'emotion'])
  })

  test('[CV6] before others’ changes come in, and before the page goes, all is written', () => {
    const board = aBoard()
    const piet = board.join()
    piet.hand = 'down'
    move(piet, 10)
    piet.receive()
    expect(noteIn(piet.doc)?.x).toBe(10)
    move(piet, 11)
    piet.binding.flush()
    expect(noteIn(piet.doc)?.x).toBe(11)
  })

  test('[CV7] a note taken away by noor is gone under piet’s hand, and stays gone', () => {
    const board = aBoard()
    const [piet, noor] = [board.join(), board.join()]
    piet.hand = 'down'
    move(piet, 10)
    noor.store.remove([shapeId(noteId)])
    board.settle()
    move(piet, 20)
    board.settle()
    board.settle()
    expect([noteOn(piet.store), noteIn(board.server)]).toEqual([undefined, null])
    expect(piet.binding.differences()).toEqual([])
  })

  test('[CV8] a text that no board may hold goes back to what it was', () => {
    const piet = aBoard().join()
    write(piet, 'x'.repeat(20_000))
    expect([words(piet), plainText(noteIn(piet.doc)!.props.richText as RichText)]).toEqual([
      'eerste',
      'eerste',
    ])
  })

  test('[CV8] and its writer is told, once', () => {
    const piet = aBoard().join()
    let told = 0
    const stop = piet.binding.onRefused(() => (told += 1))
    write(piet, 'x'.repeat(20_000))
    write(piet, 'kort')
    stop()
    write(piet, 'x'.repeat(20_000))
    expect([told, words(piet)]).toEqual([1, 'kort'])
  })

  test('[CV30] a pasted link with a class keeps its words and its address, and the class goes', () => {
    const piet = aBoard().join()
    const note = noteOn(piet.store)!
    const attrs = { href: 'https://leerbord.test/', target: '_top', rel: 'opener', class: 'button' }
    const linked = { type: 'text', text: 'lees dit', marks: [{ type: 'link', attrs }] }
    const richText = { type: 'doc', content: [{ type: 'paragraph', content: [linked] }] }
    piet.store.put([{ ...note, props: { ...note.props, richText } }])
    expect(words(piet)).toBe('lees dit')
    expect(JSON.stringify(noteIn(piet.doc)?.props.richText)).toContain('https://leerbord.test/')
    expect(JSON.stringify([noteIn(piet.doc), noteOn(piet.store)])).not.toContain('button')
    expect(piet.binding.differences()).toEqual([])
  })

  test('[CV9] moved by noor, the words that piet is writing keep their very object', () => {
    const board = aBoard()
    const [piet, noor] = [board.join(), board.join()]
    write(piet, 'bezig')
    board.settle()
    const before = noteOn(piet.store)?.props.richText
    move(noor, 99)
    board.settle()
    board.settle()
    expect(noteOn(piet.store)?.x).toBe(99)
    expect(noteOn(piet.store)?.props.richText).toBe(before)
  })

  test('[CV10] how far a note grew is this screen’s own and reaches nobody', () => {
    const piet = aBoard().join()
    const updates = updatesOf(piet)
    const note = noteOn(piet.store)!
    piet.store.put([{ ...note, props: { ...note.props, growY: 50, fontSizeAdjustment: 18 } }])
    expect(updates).toHaveLength(0)
    expect(piet.binding.differences()).toEqual([])
  })

  test('[CV11] a cycle of groups made by two people never reaches a store', () => {
    const board = aBoard()
    const [piet, noor] = [board.join(), board.join()]
    const group = (id: string) => ({
      ...aNote(id, 0, ''),
      type: 'group' as const,
      props: {},
    })
    piet.store.put([group('groupaaaaaaa'), group('groupbbbbbbb')])
    board.settle()
    board.settle()
    const into = (person: Person, id: string, parent: string) => {
      const record = person.store.get(shapeId(id))
      if (record?.typeName === 'shape') person.store.put([{ ...record, parentId: shapeId(parent) }])
    }
    into(piet, 'groupaaaaaaa', 'groupbbbbbbb')
    into(noor, 'groupbbbbbbb', 'groupaaaaaaa')
    board.settle()
    board.settle()
    for (const { store } of [piet, noor]) {
      const parents = ['groupaaaaaaa', 'groupbbbbbbb'].map((id) => {
        const record = store.get(shapeId(id))
        return record?.typeName === 'shape' ? record.parentId : null
      })
      expect(parents.filter((parent) => parent === 'page:page')).toHaveLength(1)
    }
  })

  test('[CV12] another doc under the canvas: it shows that one, and writes into that one', () => {
    const board = aBoard()
    const piet = board.join()
    piet.store.put([aNote('note00000002', 300, 'alleen hier')])
    const fresh = new Y.Doc()
    Y.applyUpdate(fresh, Y.encodeStateAsUpdate(board.server))
    piet.take(fresh)
    expect(noteOn(piet.store, 'note00000002')).toBeUndefined()
    move(piet, 77)
    expect(noteIn(fresh)?.x).toBe(77)
    expect(piet.binding.differences()).toEqual([])
  })

  test('[CV2] whatever three people do, in whatever order it travels, each store is its doc and all docs are equal', () => {
    const action = fc.record({
      who: fc.nat(2),
      what: fc.constantFrom('move', 'write', 'make', 'take', 'undo', 'receive', 'send', 'grab', 'release'),
      n: fc.nat(9),
    })
    fc.assert(
      fc.property(fc.array(action, { maxLength: 40 }), (actions) => {
        const board = aBoard()
        const people = [board.join(), board.join(), board.join()]
        const undos = people.map((person) => new OwnUndo(person.binding))
        for (const { who, what, n } of actions) {
          const person = people[who]!
          const id = n < 4 ? noteId : `made0000000${n}`
          undos[who]!.mark()
          if (what === 'move') move(person, n * 10, id)
          if (what === 'write') write(person, `woord ${n} van ${who}`, id)
          if (what === 'make' && n >= 4 && noteOn(person.store, `${id}${who}`) === undefined)
            person.store.put([aNote(`${id}${who}`, n, 'nieuw')])
          if (what === 'take') person.store.remove([shapeId(id)])
          if (what === 'undo') undos[who]!.undo()
          if (what === 'receive') person.receive()
          if (what === 'send') Y.applyUpdate(board.server, Y.encodeStateAsUpdate(person.doc))
          if (what === 'grab') person.hand = 'down'
          if (what === 'release') person.hand = 'up'
        }
        board.settle()
        board.settle()
        for (const person of people) {
          expect(person.binding.differences()).toEqual([])
          expect(recordsOf(person.doc).toJSON()).toEqual(recordsOf(board.server).toJSON())
        }
      }),
      { numRuns: 60 },
    )
  })
})

describe('undo', () => {
  test('[CV13] takes back my move and leaves noor’s words', () => {
    const board = aBoard()
    const [piet, noor] = [board.join(), board.join()]
    const undo = new OwnUndo(piet.binding)
    move(piet, 40)
    board.settle()
    board.settle()
    write(noor, 'hoezo?')
    board.settle()
    board.settle()
    undo.undo()
    expect([noteOn(piet.store)?.x, words(piet)]).toEqual([0, 'hoezo?'])
    expect(undo.canUndo()).toBe(false)
    undo.redo()
    expect(noteOn(piet.store)?.x).toBe(40)
    expect(piet.binding.differences()).toEqual([])
  })

  test('[CV13] never undoes what noor did', () => {
    const board = aBoard()
    const [piet, noor] = [board.join(), board.join()]
    const undo = new OwnUndo(piet.binding)
    move(noor, 40)
    board.settle()
    board.settle()
    undo.undo()
    expect(noteOn(piet.store)?.x).toBe(40)
  })

  test('[CV31] Escape takes back my drag and leaves what noor changed meanwhile', () => {
    const board = aBoard()
    const [piet, noor] = [board.join(), board.join()]
    const undo = new OwnUndo(piet.binding)
    const editor = anEditor(piet)
    connectUndo(editor, undo)
    const mark = editor.markHistoryStoppingPoint('translating')
    piet.hand = 'down'
    move(piet, 50)
    board.settle()
    board.settle()
    const note = noteOn(noor.store)!
    noor.store.put([{ ...note, props: { ...note.props, size: 'l', richText: text('eerste en meer') } }])
    board.settle()
    board.settle()
    move(piet, 60)
    editor.bailToMark(mark)
    board.settle()
    board.settle()
    for (const { x, props } of [noteOn(piet.store)!, noteIn(board.server)!]) {
      expect([x, props.size, plainText(props.richText as RichText)]).toEqual([0, 'l', 'eerste en meer'])
    }
    expect(piet.binding.differences()).toEqual([])
    expect([undo.canUndo(), undo.canRedo()]).toEqual([false, false])
  })

  test('[CV31] Escape takes back no earlier action, also when noor took the note away meanwhile', () => {
    const board = aBoard()
    const [piet, noor] = [board.join(), board.join()]
    piet.store.put([aNote('note00000002', 0, 'tweede')])
    board.settle()
    board.settle()
    const undo = new OwnUndo(piet.binding)
    const editor = anEditor(piet)
    connectUndo(editor, undo)
    editor.markHistoryStoppingPoint('moved')
    move(piet, 30, 'note00000002')
    editor.markHistoryStoppingPoint('translating')
    piet.hand = 'down'
    move(piet, 50)
    board.settle()
    board.settle()
    noor.store.remove([shapeId(noteId)])
    board.settle()
    board.settle()
    editor.bail()
    expect([noteOn(piet.store), noteOn(piet.store, 'note00000002')?.x]).toEqual([undefined, 30])
    expect(piet.binding.differences()).toEqual([])
    expect(undo.canUndo()).toBe(true)
  })

  test('[CV14] ends where the editor says an action ends', () => {
    const piet = aBoard().join()
    const undo = new OwnUndo(piet.binding)
    undo.mark()
    move(piet, 10)
    move(piet, 20)
    undo.mark()
    move(piet, 30)
    undo.undo()
    expect(noteOn(piet.store)?.x).toBe(20)
    undo.undo()
    expect(noteOn(piet.store)?.x).toBe(0)
  })
})

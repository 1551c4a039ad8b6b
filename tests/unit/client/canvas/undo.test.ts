/** Undo is personal, also after others changed the same thing. */
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { OwnUndo } from '../../../../client/canvas/editor/undo.ts'
import { plainText } from '../../../../shared/board/rich-text.ts'
import { aBoard, aNote, noteId, noteIn, noteOn, shapeId, text, type Person } from './board.ts'

function puts(person: Person, change: { x?: number; words?: string }, id = noteId): void {
  const note = noteOn(person.store, id)
  if (note === undefined) return
  const richText = change.words === undefined ? note.props.richText : text(change.words)
  person.store.put([{ ...note, x: change.x ?? note.x, props: { ...note.props, richText } }])
}
const words = (person: Person, id = noteId) => {
  const note = noteOn(person.store, id)
  return note === undefined ? null : plainText(note.props.richText)
}

function pietAndNoor() {
  const board = aBoard()
  const [piet, noor] = [board.join(), board.join()]
  const settle = () => {
    board.settle()
    board.settle()
  }
  return { board, piet, noor, settle, undo: new OwnUndo(piet.binding) }
}

describe('undo after others changed the same note', () => {
  test('[LK62] the place that noor gave it since stays', () => {
    const { piet, noor, settle, undo } = pietAndNoor()
    puts(piet, { x: 40 })
    settle()
    puts(noor, { x: 90 })
    settle()
    undo.undo()
    settle()
    expect([noteOn(piet.store)?.x, noteOn(noor.store)?.x]).toEqual([90, 90])
    undo.redo()
    settle()
    expect([noteOn(piet.store)?.x, noteOn(noor.store)?.x]).toEqual([90, 90])
  })

  test('[LK62] a note that noor took away stays away, with its words', () => {
    const { board, piet, noor, settle, undo } = pietAndNoor()
    puts(piet, { x: 40, words: 'eerste, van piet' })
    settle()
    noor.store.remove([shapeId(noteId)])
    settle()
    undo.undo()
    undo.redo()
    settle()
    expect([noteOn(piet.store), noteOn(noor.store), noteIn(board.server)]).toEqual([
      undefined,
      undefined,
      null,
    ])
  })

  test('[LK62] of one text only what piet typed goes, and comes back, among the letters of noor', () => {
    const { piet, noor, settle, undo } = pietAndNoor()
    puts(piet, { words: 'eerste PIET' })
    settle()
    for (const words of ['noor eerste PIET', 'noor eerste PI-ET', 'noor eerste PI-ET noor']) {
      puts(noor, { words })
      noor.binding.flush()
    }
    settle()
    undo.undo()
    settle()
    expect([words(piet), words(noor)]).toEqual(['noor eerste- noor', 'noor eerste- noor'])
    undo.redo()
    settle()
    expect(words(piet)).toBe(words(noor))
    expect(words(piet)).toMatch(/^noor eerste.*noor$/)
  })

  test('[LK62] a note of piet’s own that comes back lies where noor had laid it', () => {
    const { piet, noor, settle, undo } = pietAndNoor()
    piet.store.put([aNote('note00000002', 0, 'van piet')])
    settle()
    undo.mark()
    puts(noor, { x: 70 }, 'note00000002')
    settle()
    piet.store.remove([shapeId('note00000002')])
    settle()
    undo.undo()
    settle()
    expect([noteOn(noor.store, 'note00000002')?.x, words(noor, 'note00000002')]).toEqual([70, 'van piet'])
  })
})

describe('undo after a refusal', () => {
  test('[LK62] in the doc that took the place of the old one nothing refused comes back', () => {
    const { board, piet, settle, undo } = pietAndNoor()
    puts(piet, { words: 'niet van mij' })
    undo.mark()
    puts(piet, { words: 'niet van mij, nog meer' })
    undo.undo()
    const fresh = new Y.Doc()
    Y.applyUpdate(fresh, Y.encodeStateAsUpdate(board.server))
    piet.take(fresh)
    expect([undo.canUndo(), undo.canRedo()]).toEqual([false, false])
    undo.undo()
    undo.redo()
    settle()
    expect([words(piet), plainText(noteIn(board.server)!.props.richText)]).toEqual(['eerste', 'eerste'])
  })
})

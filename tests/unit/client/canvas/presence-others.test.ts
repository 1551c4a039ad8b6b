import { createTLStore, type Editor, type TLInstancePresence } from 'tldraw'
import { afterEach, expect, test } from 'vitest'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { Others } from '../../../../client/canvas/presence/others.ts'
import { boardSchema } from '../../../../shared/board/schema.ts'

const open: { destroy(): void }[] = []
afterEach(() => {
  for (const one of open.splice(0)) one.destroy()
})

const user = { participantId: 'piet', name: 'Piet', role: 'participant' }
const said = (x: number) => ({ cursor: { x, y: 0 }, view: { x, y: 0, w: 10, h: 10 }, follows: null, user })

/** A board where others are heard, for someone who sees cursors or not. */
function aBoard(choice: { sees: boolean }) {
  const awareness = new Awareness(new Y.Doc())
  open.push(awareness)
  const store = createTLStore({ schema: boardSchema })
  const others = new Others({ store } as unknown as Editor, awareness, {
    now: () => 1,
    seesCursors: () => choice.sees,
    colourOf: () => '#123456',
    called: (name) => name,
  })
  const hears = (id: number, state: object | null): void => {
    const isKnown = awareness.states.has(id)
    if (state === null) awareness.states.delete(id)
    else awareness.states.set(id, state)
    const changed = { added: [] as number[], updated: [] as number[], removed: [] as number[] }
    changed[state === null ? 'removed' : isKnown ? 'updated' : 'added'].push(id)
    awareness.emit('change', [changed, 'room'])
  }
  const cursors = () =>
    store
      .allRecords()
      .filter((record): record is TLInstancePresence => record.typeName === 'instance_presence')
      .map(({ userName, cursor }) => [userName, cursor?.x])
  return { others, hears, cursors }
}

test('[CV80] who doesn’t see cursors has none in the store, and follows all the same', () => {
  const choice = { sees: false }
  const { others, hears, cursors } = aBoard(choice)
  hears(1, said(5))
  expect(cursors()).toEqual([])
  expect([...others.views].map(({ view }) => view?.x)).toEqual([5])
  choice.sees = true
  others.redraw()
  expect(cursors()).toEqual([['Piet', 5]])
  choice.sees = false
  others.redraw()
  hears(1, said(6))
  expect(cursors()).toEqual([])
})

test('[CV80] two devices of one person are two cursors, and each goes with its line', () => {
  const { hears, cursors } = aBoard({ sees: true })
  hears(1, said(5))
  hears(2, said(9))
  expect(cursors()).toEqual([
    ['Piet', 5],
    ['Piet', 9],
  ])
  hears(1, null)
  expect(cursors()).toEqual([['Piet', 9]])
})

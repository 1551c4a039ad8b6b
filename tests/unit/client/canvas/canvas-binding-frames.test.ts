/**
 * The same binding in a browser's order: there the store tells of its changes on the next frame of
 * the screen, while under test it tells at once. Here the frames are the test's own.
 */
import { expect, test, vi } from 'vitest'
import { plainText } from '../../../../shared/board/rich-text.ts'
import type { RichText } from '../../../../shared/board/vocabulary.ts'

const frames: (() => void)[] = vi.hoisted(() => {
  const waiting: (() => void)[] = []
  Object.assign(globalThis, {
    __FORCE_RAF_IN_TESTS__: true,
    requestAnimationFrame: (run: () => void) => waiting.push(run),
    cancelAnimationFrame: () => {},
  })
  return waiting
})
const { aBoard, noteIn, noteOn, text } = await import('./board.ts')

function paint(): void {
  for (const run of frames.splice(0)) run()
}
function write(store: ReturnType<ReturnType<typeof aBoard>['join']>['store'], words: string): void {
  const note = noteOn(store)
  if (note !== undefined) store.put([{ ...note, props: { ...note.props, richText: text(words) } }])
}
const wordsOf = (note: { props: { richText: unknown } } | null | undefined) =>
  note == null ? null : plainText(note.props.richText as RichText)

test('[CV3] nothing is written before the frame, all of the frame in one update', () => {
  const piet = aBoard().join()
  let updates = 0
  piet.doc.on('update', () => (updates += 1))
  write(piet.store, 'eerste!')
  write(piet.store, 'eerste!!')
  expect(updates).toBe(0)
  piet.binding.flush()
  expect([updates, wordsOf(noteIn(piet.doc))]).toEqual([1, 'eerste!!'])
  paint()
})

test('[CV6] typed in the frame in which noor’s letters come in: every letter stays', () => {
  const board = aBoard()
  const [piet, noor] = [board.join(), board.join()]
  write(noor.store, 'NOOR eerste')
  noor.binding.flush()
  write(piet.store, 'eerste piet')
  board.settle()
  board.settle()
  for (const person of [piet, noor]) {
    expect(wordsOf(noteOn(person.store))).toBe('NOOR eerste piet')
    expect(person.binding.differences()).toEqual([])
  }
  paint()
})

test('[CV4] a merge tells the listeners nothing on the frames after it', () => {
  const board = aBoard()
  const [piet, noor] = [board.join(), board.join()]
  write(noor.store, 'anders')
  board.settle()
  let updates = 0
  piet.doc.on('update', () => (updates += 1))
  paint()
  paint()
  expect([updates, wordsOf(noteOn(piet.store))]).toEqual([0, 'anders'])
})

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keepNoteKey, noteKeyOf } from '../../../../client/canvas/notes/nameless-keys.ts'
import { parseId, type BoardId, type NoteId } from '../../../../shared/ids.ts'

const board = parseId<BoardId>('board0000000')!
const [one, two] = [parseId<NoteId>('note00000001')!, parseId<NoteId>('note00000002')!]
const kept = new Map<string, string>()

beforeEach(() => {
  kept.clear()
  vi.stubGlobal('window', {
    localStorage: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    },
  })
})
afterEach(() => void vi.unstubAllGlobals())

test('[CV16] each note has its own key, on this device', () => {
  keepNoteKey(board, one, 'eerste')
  keepNoteKey(board, two, 'tweede')
  expect([noteKeyOf(board, one), noteKeyOf(board, two)]).toEqual(['eerste', 'tweede'])
})

test('[CV16] a note taken away leaves no key behind', () => {
  keepNoteKey(board, one, 'eerste')
  keepNoteKey(board, one, null)
  expect([noteKeyOf(board, one), kept.size]).toEqual([null, 0])
})

test('[CV16] what is no list of keys is as good as none', () => {
  keepNoteKey(board, one, 'eerste')
  for (const key of kept.keys())
    for (const bad of ['{', '[1]', '7']) {
      kept.set(key, bad)
      expect(noteKeyOf(board, one)).toBeNull()
    }
})

import { expect, test } from 'vitest'
import { notesFrom } from '../../../../client/canvas/notes/pasted.ts'

const words = (text: string) => text.split(/\s+/).filter((word) => word !== '')

test('[CV23] a line is a note; what comes after the sixtieth is on one more', () => {
  const lines = Array.from({ length: 75 }, (_, at) => `regel ${at}`)
  const { notes, told } = notesFrom(lines.join('\r\n\n'))
  expect([notes.length, notes[60], told]).toEqual([61, lines.slice(60).join('\n'), 'longPaste'])
  expect(notesFrom('een\ntwee')).toEqual({ notes: ['een', 'twee'], told: null })
})

test('[CV23] no word is lost of a line that is too long for a note', () => {
  const line = Array.from({ length: 3000 }, (_, at) => `woord${at}`).join(' ')
  const { notes } = notesFrom(line)
  expect(words(notes.join(' '))).toEqual(words(line))
  expect(notes.filter((note) => note.length > 5000)).toEqual([])
  expect(notesFrom(`${'a'.repeat(4999)}${'😀'.repeat(10)}`).notes.map((note) => note.isWellFormed())).toEqual(
    [true, true],
  )
})

test('[CV23] a whole book is not taken, and that is told', () => {
  expect(notesFrom('woord '.repeat(50_000))).toEqual({ notes: [], told: 'tooMuchToPaste' })
})

import { expect, test } from 'vitest'
import { recordsOf, writeDiff } from '../../../../shared/board/layout.ts'
import { repairsOf } from '../../../../shared/board/integrity.ts'
import { LastSeen } from '../../../../shared/board/last-seen.ts'
import { readAll } from '../../../../shared/board/layout.ts'
import type { BoardRecord } from '../../../../shared/board/schema.ts'
import { valid } from '../../../support/board-arbitraries.ts'
import { aBoard, aNote, noteOn } from './board.ts'

const group: BoardRecord = valid({
  typeName: 'shape',
  id: 'shape:g',
  type: 'group',
  parentId: 'page:page',
  x: 300,
  y: 30,
  rotation: 0,
  index: 'a1',
  opacity: 1,
  isLocked: false,
  props: {},
  meta: {},
})
const inside = valid({ ...aNote('note00000002', 40, 'erin'), parentId: 'shape:g' })

test('[LK71] what was laid in a group that went meanwhile stays where it was seen, and does not move when the server mends it', () => {
  const board = aBoard()
  const { server } = board
  const seen = new LastSeen(server)
  server.transact(() => writeDiff(recordsOf(server), null, group))
  const [ana, noor] = [board.join(), board.join()]
  ana.doc.transact(() => recordsOf(ana.doc).delete('shape:g'))
  noor.doc.transact(() => writeDiff(recordsOf(noor.doc), null, inside), noor.binding.origin)
  board.settle()
  board.settle()
  const places = () =>
    [ana, noor].map(({ store }) => {
      const { parentId, x, y } = noteOn(store, 'note00000002') ?? { parentId: null, x: null, y: null }
      return { parentId, x, y }
    })
  const there = { parentId: 'page:page', x: 340, y: 30 }
  expect(places()).toEqual([there, there])
  const present = readAll(server)
  server.transact(() => {
    for (const put of repairsOf(present, seen.gone).puts) {
      writeDiff(recordsOf(server), present.get(put.id) ?? null, put)
    }
  })
  expect(readAll(server).get(inside.id)).toMatchObject(there)
  board.settle()
  expect(places()).toEqual([there, there])
  for (const { binding } of [ana, noor]) expect(binding.differences()).toEqual([])
})

import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { firstBounds } from '../../../../server/core/guard/gates.ts'
import { recordsOf } from '../../../../shared/board/layout.ts'
import { accepted, put, table, type Change } from '../../../support/room-guard.ts'
import { copyOf, notes, people } from '../../../support/room-world.ts'

const { piet } = people
const mine = notes.piet

/** What a page sends after a while without a line: one answer, with what its undo still keeps. */
function afterAWhile(board: ReturnType<typeof table>, changes: readonly Change[], undos = 0) {
  const page = copyOf(board.doc, 100)
  const before = Y.encodeStateVector(page)
  const history = new Y.UndoManager(recordsOf(page), { trackedOrigins: new Set(['canvas']) })
  for (const change of changes) page.transact(() => change(recordsOf(page), page), 'canvas')
  for (let count = undos; count > 0; count -= 1) history.undo()
  return board.judge(piet, Y.encodeStateAsUpdate(page, before), firstBounds)
}
/** A hand that drags: the same note in another place again and again. */
const drag = [1, 2, 3, 4, 5].map((step) =>
  put({ ...mine, x: mine.x + 10 * step - 10 }, { ...mine, x: mine.x + 10 * step }),
)

test('[LK80] a note dragged without a line, every place of which its undo keeps, is taken', () => {
  expect(afterAWhile(table(), drag)).toEqual(accepted)
})

test('[LK80] so is one dragged and put back, and one dragged and taken away', () => {
  expect(afterAWhile(table(), drag, 1)).toEqual(accepted)
  expect(afterAWhile(table(), [...drag, put(mine, null)])).toEqual(accepted)
})

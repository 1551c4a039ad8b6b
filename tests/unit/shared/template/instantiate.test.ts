import { expect, test } from 'vitest'
import { isShape, pageId, validateRecord } from '../../../../shared/board/schema.ts'
import { templates } from '../../../../shared/template/catalog.ts'
import { problemMap } from '../../../../shared/template/catalog/problem-map.ts'
import { freePlace, instantiate } from '../../../../shared/template/instantiate.ts'
import { first, second, TableBoard } from '../../../support/board-on-table.ts'

const onEmpty = { instanceId: first, at: { x: 0, y: 0 }, records: new Map() }

test.each(templates)(
  '[TP6] laying $key again gives the same records, each valid, each id once',
  (template) => {
    const parts = instantiate(template, onEmpty)
    expect(instantiate(template, onEmpty)).toEqual(parts)
    expect(new Set(parts.map((part) => part.id)).size).toBe(parts.length)
    expect(parts.filter((part) => !validateRecord(part).ok)).toEqual([])
  },
)

test.each(templates)('[TP7] all of $key lies on whole pixels', (template) => {
  const numbers = instantiate(template, onEmpty).flatMap(({ x, y, props }) => [x, y, props.w, props.h])
  expect(numbers.filter((value) => !Number.isInteger(value))).toEqual([])
})

test('[TP7] a zone of x, y, w, h units lies at 200 times that, from where the template was put', () => {
  const parts = instantiate(problemMap, { ...onEmpty, at: { x: 1000, y: -300 } })
  const boxes = parts.flatMap((part) =>
    part.type === 'zone' ? [[part.props.zone, part.x, part.y, part.props.w, part.props.h]] : [],
  )
  expect(boxes.slice(0, 4)).toEqual([
    ['problemDraft', 1000, 0, 1600, 540],
    ['forWhom', 2680, 0, 1600, 540],
    ['problemStatement', 4360, 0, 1440, 540],
    ['facts', 1000, 620, 1600, 1020],
  ])
})

test('[TP8] everything is locked but the shared card, which everyone types on', () => {
  const open = instantiate(problemMap, onEmpty).filter((part) => !part.isLocked)
  expect(open.map((part) => part.id)).toEqual([`shape:${first}-card-problemStatement`])
})

test('[TP9] a template lies under all that is already on the page, in its own order', () => {
  const board = new TableBoard().lay(first)
  board.note('note', { x: 500, y: 500 })
  const parts = instantiate(problemMap, { instanceId: second, at: { x: 9000, y: 0 }, records: board.records })
  const keys = parts.map((part) => part.index)
  const others = [...board.records.values()].filter(isShape).map((shape) => shape.index)
  expect(keys.toSorted()).toEqual(keys)
  expect(others.every((key) => key > (keys.at(-1) ?? ''))).toBe(true)
  expect(parts.every((part) => part.parentId === pageId)).toBe(true)
})

test('[TP10] the first template goes to the origin, the next 2 u to the right of all there is, at the same height', () => {
  const board = new TableBoard()
  expect(freePlace(board.records)).toEqual({ x: 0, y: 0 })
  board.lay(first, { x: 0, y: 40 })
  expect(freePlace(board.records)).toEqual({ x: 4800 + 400, y: 40 })
  board.note('aside', { x: 5000, y: 3000 })
  expect(freePlace(board.records)).toEqual({ x: 5100 + 400, y: 40 })
})

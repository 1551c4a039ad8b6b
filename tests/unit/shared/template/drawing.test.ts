import { describe, expect, test } from 'vitest'
import { zoneNamed } from '../../../../shared/board/outline.ts'
import { levelEdge } from '../../../../shared/board/picture/mark-path.ts'
import { plotAreaOf, plotAt } from '../../../../shared/board/plot.ts'
import type { MarkShape } from '../../../../shared/board/schema.ts'
import { assumptionCheck } from '../../../../shared/template/catalog/assumption-check.ts'
import { batesonPyramid } from '../../../../shared/template/catalog/bateson-pyramid.ts'
import { ideaClusters } from '../../../../shared/template/catalog/idea-clusters.ts'
import type { Template } from '../../../../shared/template/template.ts'
import { must } from '../../../../shared/assert.ts'
import { first, TableBoard } from '../../../support/board-on-table.ts'

const at = { x: 1000, y: -300 }

function laid(template: Template) {
  const { records } = new TableBoard().lay(first, at, template)
  const mark = (key: string): MarkShape => {
    const record = must(records.get(`shape:${first}-mark-${key}`), key)
    if (record.typeName !== 'shape' || record.type !== 'mark') throw new Error(`${key} is no mark`)
    return record
  }
  const zone = (key: string) => must(zoneNamed(records, key), key)
  const centre = ({ x, y, props: { w, h } }: MarkShape) => ({ x: x + w / 2, y: y + h / 2 })
  return { records, mark, zone, centre }
}

describe.each([
  { template: assumptionCheck, key: 'plot' },
  { template: ideaClusters, key: 'matrix' },
])('the axes of $key', ({ template, key }) => {
  const { mark, zone, centre } = laid(template)
  const area = plotAreaOf(zone(key))

  test('[TP12] they run along the left and the lower edge of the area whose places are numbers', () => {
    const [up, across] = [mark(`${key}-up`), mark(`${key}-across`)]
    expect([centre(up).x, up.y, up.props.h]).toEqual([area.x, area.y, area.h])
    expect([across.x, centre(across).y, across.props.w]).toEqual([area.x, area.y + area.h, area.w])
  })

  test('[TP13] words at their ends stand outside the area, each at its end', () => {
    const said = ['up-start', 'up-end', 'across-start', 'across-end'].map((end) => {
      const { x, y, props } = mark(`${key}-${end}`)
      const isBeside = x + props.w < area.x
      const isBelow = y > area.y + area.h
      const { x: right, y: up } = plotAt(zone(key), centre(mark(`${key}-${end}`)))
      return [isBeside, isBelow, right > 0.5, up > 0.5]
    })
    expect(said).toEqual([
      [true, false, false, false],
      [true, false, false, true],
      [false, true, false, false],
      [false, true, true, false],
    ])
  })

  test('[TP13] words in the corners stand in their own quarter', () => {
    const quarters = ['top-left', 'top-right', 'bottom-left', 'bottom-right'].map((corner) => {
      const { x, y } = plotAt(zone(key), centre(mark(`${key}-${corner}`)))
      return [y > 0.5 ? 'top' : 'bottom', x > 0.5 ? 'right' : 'left'].join('-')
    })
    expect(quarters).toEqual(['top-left', 'top-right', 'bottom-left', 'bottom-right'])
  })
})

test('[TP13] what is important and unsure lies on a ground of its own', () => {
  const { mark, zone, centre } = laid(assumptionCheck)
  const tint = mark('plot-first')
  expect(tint.props.form).toBe('tint')
  expect(plotAt(zone('plot'), centre(tint))).toEqual({ x: 0.25, y: 0.75 })
})

test('[TP14] the levels of the pyramid go from purpose down to environment, each as wide as the foot of the one above', () => {
  const { zone } = laid(batesonPyramid)
  const levels = ['purpose', 'identity', 'beliefs', 'capabilities', 'behaviour', 'environment'].map(zone)
  const joins = levels.slice(1).map((level, above) => {
    const { x, y, w, h } = must(levels[above], 'the level above')
    const [, , right, left] = levelEdge(w, h)
    return (
      [x + must(left, 'a foot').x, y + h, x + must(right, 'a foot').x].join() ===
      [level.x, level.y, level.x + level.w].join()
    )
  })
  expect(joins).toEqual([true, true, true, true, true])
})

test('[TP14] what lies beside the pyramid lies above its slanting sides', () => {
  const keys = batesonPyramid.zones.map((zone) => zone.form)
  expect(keys.lastIndexOf('level')).toBe(5)
  expect(keys.slice(0, 6)).toEqual(Array.from({ length: 6 }, () => 'level'))
})

test('[TP15] the pyramid says on the board that it is no test, in both languages', () => {
  expect(batesonPyramid.purpose.nl).toMatch(/geen test/)
  expect(batesonPyramid.purpose.en).toMatch(/not a test/)
})

test('[TP16] there are three cards for what will be tried, below each other and inside their zone', () => {
  const { records, zone } = laid(ideaClusters)
  const { x, y, w, h } = zone('chosen')
  const cards = [...records.values()].filter((record) => record.id.includes('-card-chosen'))
  const boxes = cards.map((card) => {
    if (card.typeName !== 'shape' || card.type !== 'card') throw new Error(`${card.id} is no card`)
    return { top: card.y, bottom: card.y + card.props.h, isIn: card.x > x && card.x + card.props.w < x + w }
  })
  const order = [y + 140, ...boxes.flatMap(({ top, bottom }) => [top, bottom]), y + h]
  expect(boxes.map(({ isIn }) => isIn)).toEqual([true, true, true])
  expect(order.toSorted((a, b) => a - b)).toEqual(order)
})

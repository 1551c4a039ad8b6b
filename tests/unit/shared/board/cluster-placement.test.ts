import { expect, test } from 'vitest'
import { placementAt, chipSpot } from '../../../../shared/board/placement.ts'
import { plotAreaOf, plotAt } from '../../../../shared/board/plot.ts'
import type { Box } from '../../../../shared/board/geometry.ts'
import { chipSize } from '../../../../shared/board/vocabulary.ts'

const matrix = { x: 3680, y: 300, w: 1120, h: 1220, form: 'matrix' as const }

test('[OL21] the four fields of a matrix have their words; on a middle line a chip says nothing yet', () => {
  const said = [
    [0.2, 0.9],
    [0.8, 0.9],
    [0.8, 0.1],
    [0.2, 0.1],
    [0.5, 0.9],
    [0.1, 0.49],
  ].map(([x = 0, y = 0]) => placementAt({ x, y }))
  expect(said).toEqual(['now', 'wow', 'someday', 'drop', null, null])
})

test('[OL22] new chips lie whole in the matrix, on no other, and say nothing yet', () => {
  const area = plotAreaOf(matrix)
  const chips: Box[] = []
  for (let made = 0; made < 5; made += 1) {
    const spot = { ...chipSpot(matrix, chips), ...chipSize }
    expect(chips.some((chip) => Math.abs(chip.y - spot.y) < chipSize.h)).toBe(false)
    expect(spot.y >= area.y && spot.y + spot.h <= area.y + area.h).toBe(true)
    const middle = { x: spot.x + spot.w / 2, y: spot.y + spot.h / 2 }
    expect(placementAt(plotAt(matrix, middle))).toBeNull()
    chips.push(spot)
  }
  const [first] = chips
  expect(first?.y).toBe(Math.round(area.y + (area.h - chipSize.h) / 2))
})

test('[OL22] in a full matrix a new chip still lies in it, and not just on the one before', () => {
  const full = [{ ...plotAreaOf(matrix) }]
  const one = chipSpot(matrix, full)
  const next = chipSpot(matrix, [...full, { ...one, ...chipSize }])
  expect(one).not.toEqual(next)
})

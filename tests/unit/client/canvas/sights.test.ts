import { expect, test } from 'vitest'
import { isTooWideFor } from '../../../../client/canvas/overview/sights.ts'

test.for([
  ['four templates on a phone', 360, 0.023, 4, true],
  ['four on a tablet', 768, 0.052, 4, true],
  ['two that can be read', 768, 0.13, 2, false],
  ['one template on a phone', 360, 0.09, 1, false],
  ['four on a wide screen', 1440, 0.1, 4, false],
] as const)('[CV128] of %s', ([_of, w, zoom, templates, asks]) => {
  expect(isTooWideFor({ w }, { zoom, templates })).toBe(asks)
})

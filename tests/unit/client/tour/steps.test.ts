import { expect, test } from 'vitest'
import { tourMemory, tourSteps } from '../../../../client/session/tour/steps.ts'

test.each([
  [true, true, ['write', 'zones', 'saved', 'people', 'lead']],
  [true, false, ['template', 'write', 'saved', 'people', 'lead']],
  [false, true, ['write', 'zones', 'saved']],
  [false, false, ['write', 'saved']],
])('[UI61] who leads: %s, zones: %s → %j', (leads, hasZones, keys) => {
  expect(tourSteps({ leads, hasZones }).map(({ key }) => key)).toEqual(keys)
})

test('[UI62] it is remembered for who leads, for who takes part, and for each example', () => {
  const memories = [
    tourMemory({ leads: true, example: null }),
    tourMemory({ leads: false, example: null }),
    tourMemory({ leads: true, example: 'trajectory-1' }),
    tourMemory({ leads: true, example: 'trajectory-2' }),
  ]
  expect(new Set(memories).size).toBe(4)
})

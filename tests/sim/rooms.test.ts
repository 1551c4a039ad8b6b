import { describe, expect, test } from 'vitest'
import { Afternoon } from '../support/sim.ts'
import { rounds } from '../support/size.ts'

/** `SIM_SEED=7` replays one. */
const only = process.env['SIM_SEED']
const seeds =
  only === undefined ? Array.from({ length: rounds(100, 1000) }, (_, at) => at + 1) : [Number(only)]

describe('three people, a bad network and a disk that is pulled out', () => {
  test.each(seeds)(
    '[RM29] seed %i: all docs end equal to the disk; nothing was shown or called saved before',
    async (seed) => {
      await using afternoon = await Afternoon.begin(seed)
      await afternoon.steps(400)
      await afternoon.heal()
      const verdict = await afternoon.verdict()
      expect(verdict).toEqual({
        broken: [],
        defects: [],
        refusals: [0, 0, 0],
        areEqual: [true, true, true],
        areSameRecords: [true, true, true],
        records: expect.any(Number),
      })
    },
  )
})

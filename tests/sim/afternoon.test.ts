/**
 * The law of convergence, and those of undo, through the real room, guard, committer, link, binding and
 * undo. `SIM_SEED=7 npm run test -- --project sim` lives one seed; `npm run sim` never stops.
 */
import { describe, expect, test } from 'vitest'
import { examine, examineSeed, keptScenarios } from '../support/sim/examine.ts'
import { rounds } from '../support/size.ts'

const only = process.env['SIM_SEED']
const seeds =
  only === undefined ? Array.from({ length: rounds(50, 1000) }, (_, at) => at + 1) : [Number(only)]

describe('people at one board, a bad network, a disk that fails and a server that is killed', () => {
  test.each(seeds)(
    '[RM29, RM140, RM141, RM142, CV2, LK61, LK62] seed %i: all are equal, nothing shown or saved is missing',
    async (seed) => {
      expect(await examineSeed(seed)).toBeNull()
    },
  )

  const kept = keptScenarios()
  test.runIf(kept.length > 0).each(kept)('[RM29] $name, which went wrong once', async (scenario) => {
    expect(await examine(scenario)).toBeNull()
  })
})

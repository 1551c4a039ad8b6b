import { expect, test, vi } from 'vitest'
import { learnNames, type Live } from '../../../../client/canvas/use-names.ts'

test('[CV26] names that could not be had are asked for again when the line is back, and then no more', async () => {
  let status: 'live' | 'offline' = 'live'
  let hear = (): void => {}
  const link: Live = {
    state: () => ({ people: [], connection: status === 'live' ? { status } : { status, sinceAt: 0 } }),
    subscribe: (heard) => ((hear = heard), () => {}),
  }
  const answers = [null, null, new Map([['piet', 'Piet']])]
  const load = vi.fn(() => Promise.resolve(answers.shift() ?? null))
  const known = new Map<string, string>()
  const stop = learnNames(link, (names) => names.forEach((name, id) => known.set(id, name)), load)
  for (const next of ['live', 'offline', 'live', 'offline', 'live', 'offline', 'live'] as const) {
    await Promise.resolve()
    status = next
    hear()
    await vi.waitFor(() => expect(load).toHaveBeenCalled())
  }
  await vi.waitFor(() => expect(known).toEqual(new Map([['piet', 'Piet']])))
  expect(load).toHaveBeenCalledTimes(3)
  stop()
})

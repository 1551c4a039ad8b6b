/** One afternoon from beginning to verdict, and the shortest one that still goes wrong. */
import './seeded-chance.ts'
import { Afternoon } from './afternoon.ts'
import { dice } from './dice.ts'

export interface Scenario {
  readonly seed: number
  /** A number for each thing that happens. */
  readonly steps: readonly number[]
}

export interface Outcome {
  readonly faults: readonly string[]
  readonly told: readonly string[]
  readonly records: number
}

export function scenarioOf(seed: number, count = 400): Scenario {
  const own = dice(seed)
  return { seed, steps: Array.from({ length: count }, () => own.roll(2 ** 32)) }
}

export async function live({ seed, steps }: Scenario): Promise<Outcome> {
  await using afternoon = await Afternoon.begin(seed)
  await afternoon.live(steps)
  await afternoon.heal()
  return { faults: await afternoon.verdict(), told: afternoon.told, records: afternoon.size }
}

/** Leaves out what it can do without, largest pieces first, and still goes wrong. */
export async function shrink(scenario: Scenario, tries = 400): Promise<Scenario> {
  let { steps } = scenario
  let left = tries
  for (let size = Math.ceil(steps.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let at = 0; at < steps.length && left > 0;) {
      const shorter = [...steps.slice(0, at), ...steps.slice(at + size)]
      left -= 1
      if (await goesWrong({ ...scenario, steps: shorter })) steps = shorter
      else at += size
    }
  }
  return { ...scenario, steps }
}

async function goesWrong(scenario: Scenario): Promise<boolean> {
  try {
    return (await live(scenario)).faults.length > 0
  } catch {
    return true
  }
}

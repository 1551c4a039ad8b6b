/** Lives a seed; one that goes wrong is told in words, as short as it can be, and kept as a test. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { live, scenarioOf, shrink, type Scenario } from './scenario.ts'

const kept = fileURLToPath(new URL('../../sim/kept/', import.meta.url))

/** What went wrong once, and must not again. */
export function keptScenarios(): readonly (Scenario & { readonly name: string })[] {
  mkdirSync(kept, { recursive: true })
  return readdirSync(kept)
    .filter((file) => file.endsWith('.json'))
    .map((file) => {
      const { seed, steps } = JSON.parse(readFileSync(`${kept}${file}`, 'utf8')) as Scenario
      return { name: file, seed, steps }
    })
}

/** Null when the afternoon goes well; otherwise the story of what goes wrong. */
export async function examine(scenario: Scenario): Promise<string | null> {
  try {
    const { faults, told } = await live(scenario)
    return faults.length === 0 ? null : [...told, '', ...faults].join('\n')
  } catch (cause) {
    return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)
  }
}

export async function examineSeed(seed: number): Promise<string | null> {
  if ((await examine(scenarioOf(seed))) === null) return null
  const shortest = await shrink(scenarioOf(seed))
  const story = (await examine(shortest)) ?? 'It went well when it was lived again.'
  const file = `${kept}seed-${seed}.json`
  mkdirSync(kept, { recursive: true })
  writeFileSync(file, `${JSON.stringify({ ...shortest, story: story.split('\n') }, null, 2)}\n`)
  return `Seed ${seed}, the shortest way to it (kept as ${file}):\n${story}`
}

/**
 * `npm run prove`: the laws of the tests at full size. `npm run prove -- sim crash` runs those parts alone.
 * Every part prints its figures, and ends: one that takes longer than it may has failed.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

interface Part {
  readonly words: string
  readonly minutesMax: number
  /** What Node runs. */
  readonly args: readonly string[]
}

const project = (name: string, words: string, minutesMax: number): Part => ({
  words,
  minutesMax,
  args: ['node_modules/vitest/vitest.mjs', 'run', '--project', name],
})

const parts: Readonly<Record<string, Part>> = {
  unit: project('unit', 'laws of values, with many more of them', 60),
  contract: project('contract', 'every store and fan-out, kills and full disks', 30),
  sim: project('sim', '1,000 afternoons of people, networks, disks and kills', 60),
  crash: project('crash', '200 kills of a server under load', 60),
  wire: project('wire', 'sockets, attackers and random bytes', 60),
  server: project('server', 'a server as it is started, by HTTP', 30),
  browser: {
    words: '20 afternoons of three real editors',
    minutesMax: 60,
    args: [...project('browser', '', 0).args, 'tests/browser/sim'],
  },
  soak: { words: 'ten minutes of load H', minutesMax: 20, args: ['tests/soak/main.ts'] },
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !Object.hasOwn(parts, name))
if (unknown.length > 0) {
  process.stderr.write(`No such part: ${unknown.join(', ')}. Parts: ${Object.keys(parts).join(', ')}.\n`)
  process.exit(2)
}
const failed: string[] = []
for (const [name, { words, minutesMax, args }] of Object.entries(parts)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  process.stdout.write(`\n— ${name}: ${words}\n`)
  const beganAt = performance.now()
  const run = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    timeout: minutesMax * 60_000,
    env: { ...process.env, PROVE: '1' },
  })
  if (run.status !== 0) failed.push(name)
  const minutes = ((performance.now() - beganAt) / 60_000).toFixed(1)
  const end =
    run.status === 0 ? 'holds' : run.status === null ? `took longer than ${minutesMax} min` : 'failed'
  process.stdout.write(`— ${name} ${end}, ${minutes} min\n`)
}
if (failed.length > 0) process.exitCode = 1

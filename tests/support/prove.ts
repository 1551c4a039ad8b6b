/**
 * `npm run prove`: the laws of the tests at full size. `npm run prove -- sim` runs one part alone.
 * Every part prints its figures; the last line of each is the plain one of the test run.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const parts = ['unit', 'contract', 'sim', 'wire', 'server'] as const
const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(parts as readonly string[]).includes(name))
if (unknown.length > 0) {
  process.stderr.write(`No such part: ${unknown.join(', ')}. Parts: ${parts.join(', ')}.\n`)
  process.exit(2)
}
for (const part of parts) {
  if (asked.length > 0 && !asked.includes(part)) continue
  process.stdout.write(`\n— ${part}, at full size\n`)
  const run = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--project', part], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PROVE: '1' },
  })
  if (run.status !== 0) process.exitCode = 1
}

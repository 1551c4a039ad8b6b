/**
 * `npm run bench`: figures that anyone can make again. Each stands beside a bound measured in the
 * same run, because machines differ and are noisy: read the ratios. `npm run bench -- start` runs one.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { tempFolder } from '../support/temp-folder.ts'
import { frames } from './frames.ts'
import { guardBesideApply } from './guard.ts'
import { noteToScreen } from './note-to-screen.ts'
import { startToFirstAnswer } from './start.ts'
import { sync } from './sync/main.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The build weighs start and join page itself; this is its line. */
function pageSize(): void {
  using folder = tempFolder()
  const args = ['node_modules/vite/bin/vite.js', 'build', '--outDir', folder.path, '--emptyOutDir']
  const { stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
  const line = /start and join pages: .*/.exec(stdout)?.[0] ?? 'start and join pages: the build failed'
  process.stdout.write(`${line}\n`)
}

const figures: Readonly<Record<string, () => Promise<void> | void>> = {
  pages: pageSize,
  start: startToFirstAnswer,
  notes: noteToScreen,
  frames,
  sync: () => sync(details),
  guard: guardBesideApply,
}
/** Behind `sync` its loads and servers may be named: `sync S ours relay --quick`. */
const [first, ...others] = process.argv.slice(2)
const details = first === 'sync' ? others : []
const asked = first === 'sync' ? ['sync'] : process.argv.slice(2)
const unknown = asked.filter((name) => !Object.hasOwn(figures, name))
if (unknown.length > 0) {
  process.stderr.write(
    `No such figure: ${unknown.join(', ')}. Figures: ${Object.keys(figures).join(', ')}.\n`,
  )
  process.exitCode = 2
} else {
  const built = spawnSync(process.execPath, ['server/start.ts', '--build-only'], {
    cwd: root,
    stdio: 'ignore',
  })
  if (built.status !== 0) throw new Error('the pages could not be built: npm run build says why')
  for (const [name, figure] of Object.entries(figures)) {
    if (asked.length === 0 || asked.includes(name)) await figure()
  }
}

import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { chromiumPath } from './chromium.ts'

/** Before the browser tests: a browser is there and the pages are built, or one sentence says what is missing. */
export default function setup(): void {
  chromiumPath()
  const start = fileURLToPath(new URL('../../server/start.ts', import.meta.url))
  const built = spawnSync(process.execPath, [start, '--build-only'], { stdio: 'inherit' })
  if (built.status !== 0) throw new Error('The pages could not be built; see the lines above.')
}

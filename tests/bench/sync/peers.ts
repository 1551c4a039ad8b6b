/** The other servers are a package of their own, so that nobody who only runs Leerbord carries them. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../peers', import.meta.url))

export function installPeers(): void {
  if (existsSync(`${folder}/node_modules/@hocuspocus/server`)) return
  process.stdout.write(
    'The servers to compare with are not there yet: installing them once in tests/bench/peers.\n',
  )
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    // `npm` is a script of the shell on Windows.
    shell: process.platform === 'win32',
  })
  if (status !== 0) {
    throw new Error('they could not be installed; `npm ci` in tests/bench/peers says why')
  }
}

/**
 * Finds the browser that the tests drive: `CHROMIUM_PATH`, then one on the machine, then (as root
 * on Debian) the package. Otherwise one sentence that says what to install.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome.exe']
const places = [
  '/usr/bin',
  '/usr/local/bin',
  '/snap/bin',
  '/Applications/Chromium.app/Contents/MacOS',
  '/Applications/Google Chrome.app/Contents/MacOS',
  String.raw`C:\Program Files\Google\Chrome\Application`,
  String.raw`C:\Program Files (x86)\Google\Chrome\Application`,
]

function onThisMachine(): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...places]
  for (const folder of folders) {
    for (const name of [...names, 'Google Chrome', 'Chromium']) {
      const path = join(folder, name)
      if (folder !== '' && existsSync(path)) return path
    }
  }
  return null
}

function installDebianPackage(): void {
  process.stdout.write('No Chromium found: installing the Debian package.\n')
  const options = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const
  spawnSync('apt-get', ['update'], options)
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], options)
}

export function chromiumPath(): string {
  const asked = process.env['CHROMIUM_PATH']
  if (asked !== undefined && asked !== '') {
    if (existsSync(asked)) return asked
    throw new Error(`CHROMIUM_PATH names a file that isn't there: ${asked}`)
  }
  const found = onThisMachine()
  if (found !== null) return found
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    installDebianPackage()
    const installed = onThisMachine()
    if (installed !== null) return installed
  }
  throw new Error(
    'The browser tests need Chromium or Chrome. Install it (Debian: apt-get install chromium) or set CHROMIUM_PATH.',
  )
}

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export function launchChromium(more: readonly string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath(), headless: true, args: [...quiet, ...more] })
}

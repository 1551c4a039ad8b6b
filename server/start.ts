/**
 * `npm start`: builds the client when what it is made of has changed since the last build, then
 * serves. A build carries the hash of its sources, so a fresh one costs only the hashing. Without
 * Vite (`npm ci --omit=dev`) what is there is served as it is. `--build-only` stops before serving.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const dist = join(root, 'client', 'dist')
const stampPath = join(dist, '.stamp')
const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
const isBuildOnly = process.argv.includes('--build-only')

const stamp = stampOf(['client', 'shared', 'vite.config.ts', 'package-lock.json'])
const isBuilt = existsSync(join(dist, 'index.html'))
if (!isBuilt || read(stampPath) !== stamp) renew()
else if (isBuildOnly) say('The pages are built already.')
if (!isBuildOnly) {
  await import('./main.ts')
  if (process.env['npm_lifecycle_event'] !== undefined) endWithNpm()
}

/**
 * `npm start` runs us below a shell, and a signal sent to npm ends that shell and not us: we would
 * live on as an orphan with the port and the data folder. An orphan ends as if it had been told to.
 */
function endWithNpm(): void {
  const shell = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === shell) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 250)
  watch.unref()
}

function renew(): void {
  if (existsSync(vite)) return build()
  if (isBuilt && !isBuildOnly)
    return say('The pages are older than the code. To renew them: npm ci && npm start')
  say('The pages are not built, and what builds them is not installed. Run: npm ci')
  process.exit(1)
}

function build(): void {
  say('Building the pages, once after every change.')
  const { status, stdout, stderr } = spawnSync(process.execPath, [vite, 'build'], {
    cwd: root,
    encoding: 'utf8',
    stdio: isBuildOnly ? 'inherit' : 'pipe',
    env: { ...process.env, NODE_ENV: 'production' },
  })
  if (status !== 0) {
    process.stderr.write(`${stdout ?? ''}${stderr ?? ''}`)
    say('The pages could not be built.')
    process.exit(1)
  }
  writeFileSync(stampPath, stamp)
}

/** The hash of all files below these paths, by name and content. */
function stampOf(paths: readonly string[]): string {
  const hash = createHash('sha256')
  for (const path of paths.flatMap((part) => filesOf(join(root, part))).toSorted()) {
    // Names with forward slashes, so that a folder carried to another system stays fresh.
    hash.update(`${relative(root, path).split(sep).join('/')}\0`)
    hash.update(readFileSync(path)).update('\0')
  }
  return hash.digest('hex')
}

function filesOf(path: string): string[] {
  if (!existsSync(path)) return []
  if (statSync(path).isFile()) return [path]
  return readdirSync(path)
    .filter((name) => name !== 'dist' && name !== 'node_modules')
    .flatMap((name) => filesOf(join(path, name)))
}

function read(path: string): string | null {
  return existsSync(path) ? readFileSync(path, 'utf8') : null
}

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`)
}

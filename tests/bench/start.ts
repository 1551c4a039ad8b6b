/**
 * How long a built server takes from its start to its first answer, beside the floor: a Node process
 * that answers one request and holds nothing.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from '../support/free-port.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { inWords, ratio, spreadOf } from './spread.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const times = 9
const bare = "require('node:http').createServer((_, a) => a.end('ok')).listen(process.env.PORT, '127.0.0.1')"

export async function startToFirstAnswer(): Promise<void> {
  using folder = tempFolder()
  const ours: number[] = []
  const floor: number[] = []
  for (let i = 0; i < times; i += 1) {
    ours.push(await firstAnswer([join(root, 'server/start.ts')], folder.path))
    floor.push(await firstAnswer(['-e', bare], folder.path))
  }
  const [us, node] = [spreadOf(ours), spreadOf(floor)]
  process.stdout.write(`From the start of a built server to its first answer, ${times} times:\n`)
  process.stdout.write(
    `  Leerbord    ${inWords(us)}\n  bare Node   ${inWords(node)}\n  ratio       ${ratio(us, node)}\n`,
  )
}

async function firstAnswer(args: readonly string[], dataDir: string): Promise<number> {
  const port = await freePort()
  const env = { ...process.env, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'silent' }
  const startedAt = performance.now()
  const child = spawn(process.execPath, args, { cwd: root, stdio: 'ignore', env })
  const ended = new Promise((resolve) => child.once('close', resolve))
  try {
    await answers(child, `http://127.0.0.1:${port}/readyz`)
    return performance.now() - startedAt
  } finally {
    child.kill('SIGKILL')
    await ended
  }
}

async function answers(child: ChildProcess, url: string): Promise<void> {
  while (child.exitCode === null) {
    const response = await fetch(url).catch(() => null)
    if (response?.ok === true) return
    await new Promise((resolve) => setImmediate(resolve))
  }
  throw new Error(`the server ended with ${child.exitCode}`)
}

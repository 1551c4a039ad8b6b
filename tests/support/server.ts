/** Real servers for tests: in this process on a port of their own, or as a process that can be killed. */
import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { parseConfig } from '../../server/config.ts'
import { openServer, type RunningServer } from '../../server/serve.ts'
import { tempFolder } from './temp-folder.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

export type TestServer = RunningServer & { readonly dataDir: string }

/** A server in this process on a free port, on a folder of its own unless `DATA_DIR` is given. */
export async function startServer(env: Readonly<Record<string, string>> = {}): Promise<TestServer> {
  const own = env['DATA_DIR'] === undefined ? tempFolder() : null
  const dataDir = env['DATA_DIR'] ?? own?.path ?? ''
  const parsed = parseConfig({ PORT: '0', LOG_LEVEL: 'silent', DATA_DIR: dataDir, ...env })
  if (!parsed.ok) throw new Error(parsed.sentence)
  const server = await openServer(parsed.config)
  return {
    ...server,
    dataDir,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]()
      own?.[Symbol.dispose]()
    },
  }
}

export interface SpawnedServer extends AsyncDisposable {
  readonly child: ChildProcess
  /** Resolves with the address it printed; rejects when it ended first. */
  readonly address: Promise<string>
  /** Resolves when it has ended. */
  readonly ended: Promise<{
    code: number | null
    signal: NodeJS.Signals | null
    stdout: string
    stderr: string
  }>
}

/** `node server/main.ts` as a process of its own, with nothing of our environment but what Node needs. */
export function spawnServer(env: Readonly<Record<string, string>>): SpawnedServer {
  const child = spawn(process.execPath, [join(root, 'server/main.ts')], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [stdout, stderr] = ['', '']
  const printed = Promise.withResolvers<string>()
  printed.promise.catch(() => {})
  createInterface({ input: child.stdout }).on('line', (line) => {
    stdout += `${line}\n`
    const address = /^Leerbord is open on (\S+)$/.exec(line)?.[1]
    if (address !== undefined) printed.resolve(address)
  })
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString()
  })
  const ended = new Promise<Awaited<SpawnedServer['ended']>>((resolve) => {
    child.on('close', (code, signal) => {
      printed.reject(new Error(`the server ended: ${stderr}`))
      resolve({ code, signal, stdout, stderr })
    })
  })
  return {
    child,
    address: printed.promise,
    ended,
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

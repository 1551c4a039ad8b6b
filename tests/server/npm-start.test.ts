import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { freePort } from '../support/free-port.ts'
import { spawnServer } from '../support/server.ts'
import { tempFolder } from '../support/temp-folder.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

// Windows has no signals to send.
test.runIf(process.platform !== 'win32')(
  '[HT68] a signal to `npm start` ends the server below it',
  { timeout: 180_000 },
  async () => {
    using folder = tempFolder()
    const env = { ...process.env, PORT: String(await freePort()), DATA_DIR: folder.path, LOG_LEVEL: 'error' }
    const npm = spawn('npm', ['start'], { cwd: root, env, stdio: ['ignore', 'pipe', 'ignore'] })
    for await (const line of createInterface({ input: npm.stdout })) {
      if (line.startsWith('Leerbord is open on')) break
    }
    const ended = once(npm, 'close')
    npm.kill('SIGTERM')
    await ended
    // The folder is free again only when the server itself has ended.
    const opens = async (): Promise<boolean> => {
      await using next = spawnServer({ DATA_DIR: folder.path })
      // Awaited here: the server must outlive the answer.
      return await next.address.then(
        () => true,
        () => false,
      )
    }
    await expect.poll(opens, { timeout: 15_000, interval: 500 }).toBe(true)
  },
)

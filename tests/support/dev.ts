/** `npm run dev`: the server, restarted when its files change, and Vite in front of it. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { devPorts } from './ports.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const run = (args: readonly string[], env: Record<string, string> = {}) =>
  spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })

process.stdout.write(`Pages on http://127.0.0.1:${devPorts.pages}, server on port ${devPorts.server}\n`)
const children = [
  run(['--watch', 'server/main.ts'], { PORT: String(devPorts.server) }),
  run(['node_modules/vite/bin/vite.js']),
]
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    for (const child of children) child.kill(signal)
  })
}

/**
 * The composition root's door: reads the environment, opens the server, closes it on a signal. Ends
 * with 2 when a setting is not right and with 1 when the world is not (port taken, folder not
 * writable, database of a newer version), each with one clear sentence.
 */
import process from 'node:process'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 18)) {
  fail(1, `Leerbord needs Node 22.18 or newer; this is ${process.versions.node}. Start it with: npm start`)
}
// Imported only now: an older Node would stumble over these with words of its own.
const { parseConfig } = await import('./config.ts')
const { openServer, whyNot } = await import('./serve.ts')

const parsed = parseConfig(process.env)
if (!parsed.ok) fail(2, parsed.sentence)
const server = await openServer(parsed.config).catch((fault: unknown) =>
  fail(1, whyNot(fault, parsed.config)),
)
process.stdout.write(`Leerbord is open on ${server.address}\n`)

// A promise that nobody waited for is a defect of ours; it must not take every other room with it.
process.on('unhandledRejection', (error) => server.log.error('defect.unhandled', { error }))

/** Longer than any healthy disk takes; whoever supervises us gives up at ten seconds. */
const closingMs = 9_000
let isClosing = false
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, close)

function close(): void {
  if (isClosing) return
  isClosing = true
  setTimeout(
    () => fail(1, 'Closing took too long; what was not confirmed may not be stored.'),
    closingMs,
  ).unref()
  server[Symbol.asyncDispose]().then(
    () => process.exit(0),
    (fault: unknown) => fail(1, whyNot(fault, server.config)),
  )
}

function fail(exitCode: 1 | 2, sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(exitCode)
}

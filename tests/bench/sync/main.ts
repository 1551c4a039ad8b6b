/**
 * `npm run bench -- sync`: the server beside those that people would otherwise pick, and beside a bare
 * relay, under the same load of real sockets, in turns. `-- sync S` is one load, `--quick` a small run.
 */
import { must } from '../../../shared/assert.ts'
import { openSqliteStore } from '../../../server/adapters/sqlite/store.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { contenders } from './contenders.ts'
import { cold } from './cold.ts'
import { loads } from './loads.ts'
import { memory } from './memory.ts'
import { measure, type Measured } from './measure.ts'
import { installPeers } from './peers.ts'
import { tableOf } from './table.ts'

const whole = { turns: 3, warmSeconds: 2, seconds: 8 }
const quick = { turns: 1, warmSeconds: 1, seconds: 4 }

export async function sync(args: readonly string[]): Promise<void> {
  const named = [...Object.keys(loads), 'L', 'M'].filter((name) => args.includes(name))
  const names = named.length > 0 ? named : [...Object.keys(loads), 'L', 'M']
  const running = Object.keys(contenders).filter((name) => args.includes(name))
  const pace = args.includes('--quick') ? quick : whole
  installPeers()
  await printSettings()
  for (const name of names) {
    if (name === 'L') await cold(pace.turns, running)
    else if (name === 'M') await memory()
    else await underLoad(name, running, pace)
  }
}

async function underLoad(name: string, running: readonly string[], pace: typeof whole): Promise<void> {
  const load = must(loads[name], 'a load')
  const results = new Map<string, Measured[]>()
  for (let turn = 0; turn < pace.turns; turn += 1) {
    for (const [key, contender] of Object.entries(contenders)) {
      if (running.length > 0 && !running.includes(key)) continue
      const measured = await measure(contender, load, pace)
      results.set(contender.name, [...(results.get(contender.name) ?? []), measured])
    }
  }
  process.stdout.write(`${name}: ${load.words}; ${pace.turns} times ${pace.seconds} s, in turns\n`)
  process.stdout.write(tableOf(load, results))
}

/** As SQLite itself reports them, over the code by which the server opens its database. */
async function printSettings(): Promise<void> {
  using folder = tempFolder()
  await using store = await openSqliteStore({
    dataDir: folder.path,
    log: { info() {}, warn() {}, error() {} },
  })
  const { settings } = await store.stats()
  if (settings['synchronous'] !== 2 || settings['journal_mode'] !== 'wal')
    throw new Error(`the store is not as strict as it says: ${JSON.stringify(settings)}`)
  process.stdout.write(
    'Leerbord stores before it shows: SQLite says synchronous=FULL (2), journal_mode=wal.\n',
  )
}

/**
 * `npm run bench -- sync`: the server beside those that people would otherwise pick, and beside a bare
 * relay, under the same load of real sockets, in turns. `-- sync S` is one load, `--quick` a small run.
 */
import { must } from '../../../shared/assert.ts'
import { openSqliteStore } from '../../../server/adapters/sqlite/store.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { contenders } from './contenders.ts'
import { loads } from './loads.ts'
import { measure, type Measured } from './measure.ts'
import { installPeers } from './peers.ts'
import { tableOf } from './table.ts'

const whole = { turns: 3, warmSeconds: 2, seconds: 8 }
const quick = { turns: 1, warmSeconds: 1, seconds: 4 }

export async function sync(args: readonly string[]): Promise<void> {
  const names = args.filter((name) => Object.hasOwn(loads, name))
  const running = args.filter((name) => Object.hasOwn(contenders, name))
  const pace = args.includes('--quick') ? quick : whole
  installPeers()
  await printSettings()
  for (const name of names.length > 0 ? names : Object.keys(loads)) {
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

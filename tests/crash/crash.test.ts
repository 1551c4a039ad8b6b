/**
 * The law of the crash: a real server under load is killed at any moment, again and again, on one data
 * folder. What anyone had received or been told is saved, deletes included, is there after the restart.
 */
import { expect, test } from 'vitest'
import { must } from '../../shared/assert.ts'
import { boardFor, Ledger } from '../support/crash/kept.ts'
import { Witness } from '../support/crash/witness.ts'
import { anaStarts, joins } from '../support/person.ts'
import { spawnServer, type SpawnedServer } from '../support/server.ts'
import { dice } from '../support/sim/dice.ts'
import { rounds } from '../support/size.ts'
import { tempFolder } from '../support/temp-folder.ts'

const kills = rounds(5, 200)
/** After so many kills people go on to other boards: the old ones are as large as boards get. */
const killsPerBoard = 20

test('[WS10, RM7, ST21] what anyone saw, or was told is saved, is there after kill -9', async () => {
  using folder = tempFolder()
  const seed = Date.now() % 1_000_000
  const own = dice(seed)
  let table: Table | null = null
  const total = { seen: 0, answered: 0, lost: 0 }
  // The last life is only for reading what the last kill left.
  for (let life = 0; life <= kills; life += 1) {
    await using server = spawnServer({ DATA_DIR: folder.path })
    const address = await server.address
    if (table !== null) total.lost += await lostAt(table, address)
    expect({ kill: life, seed, lost: total.lost }).toEqual({ kill: life, seed, lost: 0 })
    if (life === kills) break
    if (table === null || life % killsPerBoard === 0) table = await sitDown(address, seed + life)
    const { seen, answered } = await liveUntilKilled(server, address, table, 1 + own.roll(700))
    total.seen += seen
    total.answered += answered
    if ((life + 1) % killsPerBoard === 0 && life + 1 < kills) tell(life + 1, seed, total)
  }
  tell(kills, seed, total)
})

interface Total {
  readonly seen: number
  readonly answered: number
  readonly lost: number
}

function tell(count: number, seed: number, { seen, answered, lost }: Total): void {
  process.stdout.write(
    `${count} kills (seed ${seed}): ${seen} changes received or called saved and ${answered} notes answered, ${lost} lost\n`,
  )
}

interface Table {
  readonly witnesses: readonly Witness[]
  readonly ledgers: readonly Ledger[]
  readonly cookie: string
  /** Notes that were asked for by HTTP, and answered, on the first board. */
  readonly notes: Set<string>
}

async function liveUntilKilled(server: SpawnedServer, address: string, table: Table, count: number) {
  const { witnesses, ledgers, notes } = table
  const before = notes.size
  const enough = promises(witnesses, count)
  for (const each of witnesses) each.enter(address)
  const asking = askForNotes(address, table)
  await enough
  server.child.kill('SIGKILL')
  await Promise.all([server.ended, asking, ...witnesses.map((each) => each.gone())])
  let seen = 0
  for (const each of witnesses) {
    const promised = each.promised.splice(0)
    ledgers.find(({ boardId }) => boardId === each.boardId)?.add(promised)
    seen += promised.length
  }
  return { seen, answered: notes.size - before }
}

/** Asked by a newcomer, before anyone who was there could bring it again. */
async function lostAt({ ledgers, cookie, notes }: Table, address: string): Promise<number> {
  let lost = 0
  for (const [at, ledger] of ledgers.entries()) {
    const doc = await boardFor(address, cookie, ledger.boardId)
    lost += ledger.lostIn(doc)
    if (at > 0) continue
    const records = doc.getMap('records')
    lost += [...notes].filter((id) => !records.has(`shape:${id}`)).length
  }
  return lost
}

/** Two boards in one session, ana, piet and noor at each. */
async function sitDown(address: string, seed: number): Promise<Table> {
  const { ana, anaId, sessionId, boardId, links } = await anaStarts(address)
  const other = await ana.ask('newBoard', { params: { sessionId }, body: { title: 'Tweede' } })
  const piet = await joins(address, links.participant, 'Piet')
  const noor = await joins(address, links.participant, 'Noor')
  const people = [Object.assign(ana, { id: anaId }), piet, noor]
  const boards = [boardId, other.boardId]
  return {
    witnesses: boards.flatMap((board, at) =>
      people.map(
        ({ id, cookie }, place) =>
          new Witness({ id, cookie: cookie ?? '' }, board, dice(seed * 10 + at * 5 + place)),
      ),
    ),
    ledgers: boards.map((board) => new Ledger(board)),
    cookie: ana.cookie ?? '',
    notes: new Set(),
  }
}

/** One after the other until the server is gone. */
async function askForNotes(address: string, { cookie, ledgers, notes }: Table): Promise<void> {
  const board = must(ledgers[0], 'a board').boardId
  for (;;) {
    try {
      const answer = await fetch(`${address}/api/boards/${board}/notes`, {
        method: 'POST',
        headers: { origin: address, cookie, 'content-type': 'application/json' },
        body: JSON.stringify({ text: 'naamloos', attribution: 'nameless' }),
      })
      const body: unknown = await answer.json()
      if (typeof body !== 'object' || body === null || !('noteId' in body)) return
      notes.add(String(body.noteId))
    } catch {
      // It was killed.
      return
    }
  }
}

/** Resolves with the n-th promise. */
async function promises(witnesses: readonly Witness[], count: number): Promise<void> {
  await new Promise<void>((resolve) => {
    let left = count
    for (const each of witnesses) {
      each.onPromise = () => {
        left -= 1
        if (left === 0) resolve()
      }
    }
  })
}

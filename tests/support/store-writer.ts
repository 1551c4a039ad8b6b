/**
 * A process that commits without end and prints the number of each commit once it has resolved, so
 * that a test can kill it anywhere. Arguments: the data folder and the number to go on from.
 */
import { writeSync } from 'node:fs'
import { openSqliteStore } from '../../server/adapters/sqlite/store.ts'
import { boardId, noon, otherBoardId, world } from './store-rows.ts'

const silent = { info() {}, warn() {}, error() {} }
const [dataDir = '', from = '0'] = process.argv.slice(2)
const store = await openSqliteStore({ dataDir, log: silent })
await store.commit([], world)

/** One commit writes the same number on two boards and in a receipt. */
async function commit(number: number): Promise<void> {
  const update = new Uint8Array(600)
  new DataView(update.buffer).setUint32(0, number)
  await store.commit(
    [boardId, otherBoardId].map((id) => ({
      boardId: id,
      epoch: 1,
      fence: 0,
      updates: [update],
      clients: [],
    })),
    [{ add: 'receipt', row: { scope: 'writer', key: String(number), bodyHash: '', answer: '', at: noon } }],
  )
  // Straight to the pipe: a line that waits in a buffer would die with the process.
  writeSync(1, `${number}\n`)
}

for (let number = Number(from); ; number += 4) {
  await Promise.all([commit(number), commit(number + 1), commit(number + 2), commit(number + 3)])
  if (number % 40 === 0) {
    const stored = await store.load(boardId)
    if (stored !== null) await store.checkpoint(boardId, { epoch: 1, fence: 0 }, stored.seq, joined(stored))
  }
}

/** Stands in for a replay: all that is stored, one after the other. */
function joined({
  checkpoint,
  tail,
}: {
  checkpoint: Uint8Array | null
  tail: readonly Uint8Array[]
}): Uint8Array {
  return new Uint8Array(Buffer.concat([...(checkpoint === null ? [] : [checkpoint]), ...tail]))
}

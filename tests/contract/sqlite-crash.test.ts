/** A process that writes is killed at any moment; what it had been told is there, and nothing is half. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { openSqliteStore } from '../../server/adapters/sqlite/store.ts'
import type { StoredBoard } from '../../server/core/ports.ts'
import type { BoardId } from '../../shared/ids.ts'
import { KeptLog } from '../support/kept-log.ts'
import { rounds } from '../support/size.ts'
import { boardId, otherBoardId } from '../support/store-rows.ts'
import { tempFolder } from '../support/temp-folder.ts'

const writer = fileURLToPath(new URL('../support/store-writer.ts', import.meta.url))
/** After how many resolved commits the plug is pulled, once a round. */
const afterCommits = Array.from({ length: rounds(3, 60) }, (_, i) => 1 + ((i * 137) % 400))

test('[ST21, ST26] what a commit resolved for survives kill -9, whole', { timeout: 300_000 }, async () => {
  using folder = tempFolder()
  const promised: number[] = []
  for (const lines of afterCommits) {
    promised.push(...(await writeUntilKilled(folder.path, (promised.at(-1) ?? 0) + 1000, lines)))
    await using store = await openSqliteStore({ dataDir: folder.path, log: new KeptLog() })
    const load = async (id: BoardId) => numbersIn(await store.load(id))
    const stored = await load(boardId)
    expect(stored).toEqual(await load(otherBoardId))
    expect(new Set(stored).size).toBe(stored.length)
    expect(promised.filter((number) => !stored.includes(number))).toEqual([])
    const receipts = await Promise.all(stored.map((number) => store.receipt('writer', String(number))))
    expect(receipts.filter((receipt) => receipt === null)).toEqual([])
  }
  process.stdout.write(`${afterCommits.length} kills, ${promised.length} commits promised, none missing\n`)
})

async function writeUntilKilled(dataDir: string, from: number, lines: number): Promise<number[]> {
  const child = spawn(process.execPath, [writer, dataDir, String(from)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const numbers: number[] = []
  for await (const line of createInterface(child.stdout)) {
    numbers.push(Number(line))
    if (numbers.length === lines) child.kill('SIGKILL')
  }
  const [, signal] = await ended
  expect(signal).toBe('SIGKILL')
  return numbers
}

function numbersIn(board: StoredBoard | null): number[] {
  const bytes = Buffer.concat([board?.checkpoint ?? new Uint8Array(), ...(board?.tail ?? [])])
  return Array.from({ length: bytes.byteLength / 600 }, (_, index) => bytes.readUInt32BE(index * 600))
}

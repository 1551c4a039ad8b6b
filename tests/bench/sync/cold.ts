/**
 * L: how long a newcomer waits for a full board on a server that has just started: until all bytes of
 * it are there, the reading of them from disk included.
 */
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import { must } from '../../../shared/assert.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { contenders, type Contender, type Running } from './contenders.ts'
import type { Seat } from './dialect.ts'
import { dialects } from './dialects.ts'
import { fullBoard, fullTldrawBoard, notes } from './full-board.ts'
import { startOnFullBoard } from './ours.ts'
import { useOf } from './process-use.ts'
import { median } from './table.ts'

const histories = [0, 50_000]

export async function cold(turns: number, running: readonly string[]): Promise<void> {
  for (const edits of histories) {
    const history = edits === 0 ? 'no history' : `a history of ${edits.toLocaleString('en')} moves`
    process.stdout.write(
      `L: cold load of ${notes.toLocaleString('en')} notes with ${history}, ${turns} times, in turns\n`,
    )
    const results = new Map<string, Synced[]>()
    using folder = tempFolder()
    const board = fullBoard('anyoneanyoneanyo', edits)
    const [update, json] = [join(folder.path, 'board.bin'), join(folder.path, 'board.json')]
    writeFileSync(update, board.whole)
    writeFileSync(json, JSON.stringify(fullTldrawBoard()))
    for (let turn = 0; turn < turns; turn += 1) {
      for (const [key, contender] of Object.entries(contenders)) {
        if (key === 'relay' || (running.length > 0 && !running.includes(key))) continue
        const file = contender.dialect === 'tldraw' ? json : update
        const synced = await withFullBoard(contender, file, edits)
        results.set(contender.name, [...(results.get(contender.name) ?? []), synced])
      }
    }
    for (const [name, all] of results) process.stdout.write(`  ${name.padEnd(20)} ${inWords(all)}\n`)
  }
}

interface Synced {
  readonly ms: number
  readonly cpuSeconds: number
  readonly bytes: number
}

async function withFullBoard(contender: Contender, boardFile: string, edits: number): Promise<Synced> {
  await using server =
    contender === contenders['ours']
      ? await startOnFullBoard(edits)
      : await contender.start({ BOARD_FILE: boardFile })
  const [[seat] = []] = await server.seats({ words: '', rooms: 1, clients: 1, changes: 0, cursors: 0 })
  return await syncs(server, contender, must(seat, 'a seat'))
}

async function syncs(server: Running, { dialect }: Contender, seat: Seat): Promise<Synced> {
  const before = useOf(server.pid).cpuSeconds
  const startedAt = performance.now()
  const socket = new WebSocket(seat.url, {
    headers: seat.headers,
    perMessageDeflate: false,
    maxPayload: 2 ** 30,
  })
  socket.binaryType = 'nodebuffer'
  // The server is killed in the end.
  socket.on('error', () => {})
  let bytes = 0
  socket.on('message', (message: Buffer) => (bytes += message.byteLength))
  await once(socket, 'open')
  await dialects[dialect].greet(socket, seat)
  const ms = performance.now() - startedAt
  const { cpuSeconds } = useOf(server.pid)
  socket.terminate()
  return { ms, cpuSeconds: cpuSeconds - before, bytes }
}

function inWords(all: readonly Synced[]): string {
  const ms = all.map((one) => one.ms)
  const cpu = median(all.map(({ cpuSeconds }) => cpuSeconds)) * 1000
  const bytes = median(all.map((one) => one.bytes)) / 1e6
  return `${median(ms).toFixed(0)} ms (${Math.min(...ms).toFixed(0)} to ${Math.max(...ms).toFixed(0)}), server ${cpu.toFixed(0)} ms of processor, ${bytes.toFixed(2)} MB`
}

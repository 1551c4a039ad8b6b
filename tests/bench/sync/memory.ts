/**
 * M: what an idle connection takes, and what stays of rooms that nobody is in any more. Ours alone. What
 * nothing holds any more is swept away before weighing: when the engine does that itself is chance.
 */
import { once } from 'node:events'
import { WebSocket } from 'ws'
import { must } from '../../../shared/assert.ts'
import { contenders, type Running } from './contenders.ts'
import { plainFrames, type Seat } from './dialect.ts'
import { dialects } from './dialects.ts'
import { useOf } from './process-use.ts'
import { strokesOf } from './strokes.ts'

const idle = { words: '', rooms: 5, clients: 200, changes: 0, cursors: 0 }
const boards = { words: '', rooms: 100, clients: 1, changes: 0, cursors: 0 }
const askEveryMs = 500
const sweeps = 4

export async function memory(): Promise<void> {
  process.stdout.write('M: memory of Leerbord\n')
  process.stdout.write(await idleConnections())
  process.stdout.write(await unloadedRooms())
}

async function idleConnections(): Promise<string> {
  await using server = await weighed()
  const seats = (await server.seats(idle)).flat()
  const before = await weightOf(server, seats)
  const sockets = await all(seats)
  const after = await weightOf(server, seats)
  for (const socket of sockets) socket.terminate()
  return `  ${sockets.length} idle connections in ${idle.rooms} rooms: ${inWords(before, after, sockets.length)}\n`
}

/** Twice: the first time also fills what a process keeps for good, like its code. */
async function unloadedRooms(): Promise<string> {
  await using server = await weighed()
  const seats = (await server.seats(boards)).flat()
  const rests: Weight[] = []
  for (let round = 0; round < 2; round += 1) {
    const sockets = await all(seats)
    for (const [index, socket] of sockets.entries()) {
      const seat = must(seats[index], 'a seat')
      if (round === 0) socket.send(plainFrames.update(strokesOf(seat.writer, seat.author, 0).first))
    }
    for (const socket of sockets) socket.close()
    while ((await gauge(seats, 'leerbord_rooms')) > 0) await pause()
    rests.push(await weightOf(server, seats))
  }
  const [before, after] = rests
  return `  ${boards.rooms} rooms opened, left and put away once more: ${inWords(must(before, 'a rest'), must(after, 'a rest'), boards.rooms)}\n`
}

function weighed(): Promise<Running> {
  const sweep = new URL('sweep.mjs', import.meta.url)
  return must(contenders['ours'], 'ours').start({ NODE_OPTIONS: `--import=${sweep.href}` })
}

interface Weight {
  /** What the process holds: objects, and buffers outside of them. */
  readonly heldBytes: number
  /** Also what the engine keeps for later. */
  readonly rssBytes: number
}

async function weightOf({ pid }: Running, seats: readonly Seat[]): Promise<Weight> {
  for (let left = sweeps; left > 0; left -= 1) {
    process.kill(pid, 'SIGUSR2')
    await pause()
  }
  const objects = await gauge(seats, 'nodejs_heap_size_used_bytes')
  const buffers = await gauge(seats, 'nodejs_external_memory_bytes')
  return { heldBytes: objects + buffers, rssBytes: useOf(pid).rssBytes }
}

function inWords(before: Weight, after: Weight, count: number): string {
  const each = (of: keyof Weight) => `${((after[of] - before[of]) / count / 1000).toFixed(1)} kB`
  return `${each('heldBytes')} each; the process grew by ${each('rssBytes')} each, with what the engine keeps for later`
}

async function all(seats: readonly Seat[]): Promise<WebSocket[]> {
  const sockets: WebSocket[] = []
  for (const seat of seats) {
    const socket = new WebSocket(seat.url, { headers: seat.headers, perMessageDeflate: false })
    socket.on('error', () => {})
    await once(socket, 'open')
    await dialects.plain.greet(socket, seat)
    sockets.push(socket)
  }
  return sockets
}

/** A figure that the server tells of itself. */
async function gauge([seat]: readonly Seat[], name: string): Promise<number> {
  const metrics = new URL('/metrics', must(seat, 'a seat').url.replace(/^ws/, 'http'))
  const text = await (await fetch(metrics)).text()
  return Number(must(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1], name))
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, askEveryMs))
}

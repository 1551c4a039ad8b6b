/** M: what an idle connection takes, and what stays of rooms that nobody is in any more. Ours alone. */
import { once } from 'node:events'
import { WebSocket } from 'ws'
import { must } from '../../../shared/assert.ts'
import { contenders } from './contenders.ts'
import { plainFrames, type Seat } from './dialect.ts'
import { dialects } from './dialects.ts'
import { useOf } from './process-use.ts'
import { strokesOf } from './strokes.ts'

const idle = { words: '', rooms: 5, clients: 200, changes: 0, cursors: 0 }
const boards = { words: '', rooms: 100, clients: 1, changes: 0, cursors: 0 }
const askEveryMs = 500

export async function memory(): Promise<void> {
  process.stdout.write('M: memory of Leerbord\n')
  process.stdout.write(await idleConnections())
  process.stdout.write(await unloadedRooms())
}

async function idleConnections(): Promise<string> {
  await using server = await must(contenders['ours'], 'ours').start()
  const seats = (await server.seats(idle)).flat()
  const before = useOf(server.pid).rssBytes
  const sockets = await all(seats)
  const each = (useOf(server.pid).rssBytes - before) / sockets.length
  const said = `  ${sockets.length} idle connections in ${idle.rooms} rooms: ${inKilobytes(each)} of RSS each, rubbish not yet swept included\n`
  for (const socket of sockets) socket.terminate()
  return said
}

/** Twice: the first time also fills what a process keeps for good, like its code. */
async function unloadedRooms(): Promise<string> {
  await using server = await must(contenders['ours'], 'ours').start()
  const seats = (await server.seats(boards)).flat()
  const [first] = seats
  const metrics = new URL('/metrics', must(first, 'a seat').url.replace(/^ws/, 'http'))
  const rests: number[] = []
  for (let round = 0; round < 2; round += 1) {
    const sockets = await all(seats)
    for (const [index, socket] of sockets.entries()) {
      const seat = must(seats[index], 'a seat')
      if (round === 0) socket.send(plainFrames.update(strokesOf(seat.writer, seat.author, 0).first))
    }
    for (const socket of sockets) socket.close()
    await until(metrics, 'leerbord_rooms', 0)
    rests.push(useOf(server.pid).rssBytes)
  }
  const [before, after] = rests
  const growth = (must(after, 'a rest') - must(before, 'a rest')) / boards.rooms
  return `  ${boards.rooms} rooms opened, left and put away once more: ${inKilobytes(growth)} of RSS each\n`
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

async function until(metrics: URL, name: string, value: number): Promise<void> {
  const line = new RegExp(`^${name} ${value}$`, 'm')
  while (!line.test(await (await fetch(metrics)).text())) {
    await new Promise((resolve) => setTimeout(resolve, askEveryMs))
  }
}

function inKilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`
}

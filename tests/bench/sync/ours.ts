/**
 * Leerbord as it is started for people: its own process and data folder, every limit on, everyone
 * with a cookie and a role. As many people as clients, since what one person may send is bounded.
 */
import { once } from 'node:events'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { must } from '../../../shared/assert.ts'
import { downSchema } from '../../../shared/wire/control.ts'
import { isSync, readFrame, writeFrame } from '../../../shared/wire/frames.ts'
import { anaStarts, joins, type Person } from '../../support/person.ts'
import { spawnServer, type SpawnedServer } from '../../support/server.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import type { Contender, Running } from './contenders.ts'
import { heard, type Seat } from './dialect.ts'
import { fullBoard } from './full-board.ts'
import { lastOfEach } from './strokes.ts'

/** Rooms that one person sits in; of one process they may hold a few. */
const roomsOfPerson = 5

export const ours: Contender = {
  name: 'Leerbord',
  dialect: 'plain',
  async start(env = {}) {
    const folder = tempFolder()
    let server = await opened(folder.path, env)
    let ana: Person | null = null
    return {
      get pid() {
        return must(server.child.pid, 'a process')
      },
      async seats({ rooms, clients }) {
        const address = await server.address
        const start = await anaStarts(address)
        ana = start.ana
        const boardIds = [start.boardId]
        while (boardIds.length < rooms) {
          const { boardId } = await start.ana.ask('newBoard', {
            params: { sessionId: start.sessionId },
            body: { title: `Bord ${boardIds.length}` },
          })
          boardIds.push(boardId)
        }
        const people: (Person & { id: string })[] = []
        const needed = clients * Math.ceil(rooms / roomsOfPerson)
        while (people.length < needed) {
          people.push(await joins(address, start.links.participant, `Deelnemer ${people.length}`))
        }
        return boardIds.map((boardId, room) =>
          Array.from({ length: clients }, (_, client): Seat => {
            const person = must(people[Math.floor(room / roomsOfPerson) * clients + client], 'a person')
            return {
              url: urlOf(address, boardId),
              headers: headersOf(person),
              room: boardId,
              writer: room * clients + client,
              author: person.id,
            }
          }),
        )
      },
      async kill() {
        server.child.kill('SIGKILL')
        await server.ended
      },
      async stored(rooms) {
        const { ana: reader } = { ana: must(ana, 'someone who may read') }
        server = await opened(folder.path)
        const address = await server.address
        const last = new Map<number, number>()
        for (const room of rooms) {
          using doc = await readBoard(urlOf(address, room), { ...headersOf(reader), origin: address })
          for (const [writer, seq] of lastOfEach(doc.doc)) last.set(writer, seq)
        }
        return last
      },
      async [Symbol.asyncDispose]() {
        await server[Symbol.asyncDispose]()
        folder[Symbol.dispose]()
      },
    }
  },
}

/** Freshly started on a full board that a client of ours wrote and that was stopped in good order. */
export async function startOnFullBoard(edits: number): Promise<Running> {
  const folder = tempFolder()
  const before = await opened(folder.path)
  const { ana, anaId, boardId } = await anaStarts(await before.address)
  const { updates } = fullBoard(anaId, edits)
  await writeAll(urlOf(await before.address, boardId), headersOf(ana), updates)
  before.child.kill('SIGTERM')
  await before.ended
  const server = await opened(folder.path)
  const address = await server.address
  return {
    pid: must(server.child.pid, 'a process'),
    seats: () =>
      Promise.resolve([
        [
          {
            url: urlOf(address, boardId),
            headers: { ...headersOf(ana), origin: address },
            room: boardId,
            writer: 0,
            author: anaId,
          },
        ],
      ]),
    async kill() {
      await server[Symbol.asyncDispose]()
    },
    stored: null,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]()
      folder[Symbol.dispose]()
    },
  }
}

/** One after the other, each once those before are saved: no one is faster than what a person may send. */
async function writeAll(
  url: string,
  headers: Readonly<Record<string, string>>,
  updates: readonly Uint8Array[],
): Promise<void> {
  const socket = new WebSocket(url, { headers })
  // What is wrong is said by its close.
  socket.on('error', () => {})
  await once(socket, 'open')
  for (const [index, update] of updates.entries()) {
    const saved = heard(socket, (message) => {
      const frame = readFrame(message)
      if (frame.type !== 'control') return false
      const down = downSchema.parse(JSON.parse(frame.json))
      if (down.type === 'refused') throw new Error(`the board was refused: ${down.code}`)
      return down.type === 'saved' && down.upTo > index
    })
    socket.send(writeFrame({ type: 'update', update }))
    await saved
  }
  socket.terminate()
}

async function opened(dataDir: string, env: Readonly<Record<string, string>> = {}): Promise<SpawnedServer> {
  const server = spawnServer({ DATA_DIR: dataDir, ...env })
  await server.address
  return server
}

function urlOf(address: string, boardId: string): string {
  return `${address.replace(/^http/, 'ws')}/sync/${boardId}`
}

function headersOf(person: Person): Readonly<Record<string, string>> {
  return { origin: person.address, cookie: person.cookie ?? '' }
}

/** A board as a newcomer gets it. */
async function readBoard(url: string, headers: Readonly<Record<string, string>>) {
  const doc = new Y.Doc()
  const socket = new WebSocket(url, { headers })
  await new Promise<void>((resolve, reject) => {
    socket.on('open', () => socket.send(writeFrame({ type: 'step1', stateVector: new Uint8Array([0]) })))
    socket.on('close', (code) => reject(new Error(`closed with ${code}`)))
    socket.on('message', (message: Buffer) => {
      const frame = readFrame(message)
      if (!isSync(frame) || frame.type === 'step1') return
      Y.applyUpdate(doc, frame.update)
      if (frame.type === 'step2') resolve()
    })
  })
  socket.terminate()
  return { doc, [Symbol.dispose]: () => doc.destroy() }
}

/** A real HTTP server with the sync socket on it, and people who come with a stock y-websocket provider. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { systemClock } from '../../server/adapters/clock.ts'
import { attachSync } from '../../server/adapters/ws/sync.ts'
import type { Clock } from '../../server/core/ports.ts'
import { must } from '../../shared/assert.ts'
import type { BoardId, ParticipantId } from '../../shared/ids.ts'
import { RoomTable, rows } from './room-table.ts'
import { boardId, participantRow } from './store-rows.ts'

const ourOrigin = 'http://leerbord.test'

export class Sockets implements AsyncDisposable {
  readonly table: RoomTable
  readonly address: string
  readonly #close: () => Promise<void>
  readonly #providers: WebsocketProvider[] = []

  private constructor(table: RoomTable, address: string, close: () => Promise<void>) {
    this.table = table
    this.address = address
    this.#close = close
  }

  static async open(clock: Clock = systemClock): Promise<Sockets> {
    const table = await RoomTable.lay(clock)
    const http = createServer()
    const sync = attachSync(http, {
      rooms: table.rooms,
      clock,
      log: table.log,
      knockOf: ({ headers }) => ({
        device: String(headers['x-person'] ?? '') || null,
        address: String(headers['x-address'] ?? '192.0.2.1'),
      }),
      originAllowed: (request) => request.headers.origin === ourOrigin,
      // Who someone is stands in a header here; the cookie and its store are another test's.
      whoIs: async (request, asked) => {
        const board = await table.store.board(asked)
        if (board === null) return { kind: 'no-board' }
        const name = String(request.headers['x-person'] ?? '')
        if (name === '') return { kind: 'no-identity' }
        const participant = name.startsWith('guest-')
          ? participantRow(`participant-${name}` as ParticipantId, name)
          : Object.entries(rows).find(([each]) => each === name)?.[1]
        return participant === undefined ? { kind: 'stranger' } : { kind: 'member', participant }
      },
    })
    await new Promise<void>((resolve) => void http.listen(0, '127.0.0.1', resolve))
    const { port } = http.address() as AddressInfo
    return new Sockets(table, `ws://127.0.0.1:${port}`, async () => {
      await sync[Symbol.asyncDispose]()
      await new Promise<void>((resolve) => void http.close(() => resolve()))
      await table[Symbol.asyncDispose]()
    })
  }

  /** A bare socket; `person` null comes without an identity. */
  socket(person: string | null, path: string = `/sync/${boardId}`, origin = ourOrigin): WebSocket {
    return new WebSocket(`${this.address}${path}`, { headers: headersOf(person, origin) })
  }

  /** A stock provider with a doc of its own, once it has synced. */
  async provider(person: string, id: BoardId = boardId, params: Record<string, string> = {}) {
    class Theirs extends WebSocket {
      constructor(url: string | URL) {
        super(url, { headers: headersOf(person, ourOrigin) })
      }
    }
    const doc = new Y.Doc()
    const provider = new WebsocketProvider(`${this.address}/sync`, id, doc, {
      WebSocketPolyfill: Theirs as never,
      disableBc: true,
      params,
    })
    // A stock client says on the console that it doesn't know frame 16.
    provider.messageHandlers[16] = () => {}
    this.#providers.push(provider)
    await new Promise<void>((resolve) => {
      provider.once('sync', () => resolve())
      provider.on('closed', () => resolve())
    })
    return { doc, provider, awareness: provider.awareness }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const provider of this.#providers) provider.destroy()
    await this.#close()
  }
}

function headersOf(person: string | null, origin: string): Record<string, string> {
  return { origin, ...(person !== null && { 'x-person': person }) }
}

/** The code with which a socket is closed. */
export async function closeCode(socket: WebSocket): Promise<number> {
  return new Promise((resolve) => void socket.once('close', (code: number) => resolve(code)))
}
/** The status with which an upgrade is refused. */
export async function refusedStatus(socket: WebSocket): Promise<number> {
  return new Promise((resolve, reject) => {
    socket.once('unexpected-response', (_request, response) => {
      resolve(must(response.statusCode, 'a status'))
      socket.terminate()
    })
    socket.on('error', () => {})
    socket.once('open', () => reject(new Error('let in')))
  })
}

/** Waits until `holds`, looking again at every change of the doc or the awareness. */
export async function until(
  on: { readonly doc: Y.Doc; readonly awareness: WebsocketProvider['awareness'] },
  holds: () => boolean,
): Promise<void> {
  if (holds()) return
  await new Promise<void>((resolve) => {
    const look = () => {
      if (!holds()) return
      on.doc.off('update', look)
      on.awareness.off('update', look)
      resolve()
    }
    on.doc.on('update', look)
    on.awareness.on('update', look)
  })
}

/**
 * The socket: `GET /sync/:boardId?epoch=&v=` on the server's upgrades. A foreign origin or a
 * connection over the cap is refused by HTTP; everything else is accepted and then closed with a
 * code, because a page can't see an HTTP status. Everything about boards is the core's.
 */
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type RawData, type WebSocket } from 'ws'
import { parseId, type BoardId } from '../../../shared/ids.ts'
import { answerBytesMax } from '../../../shared/wire/bounds.ts'
import type { Wire } from '../../core/connection.ts'
import { StoreError, type Log, type ParticipantRow } from '../../core/ports.ts'
import type { Rooms } from '../../core/rooms.ts'
import { close, Framer, wireOf } from './wire.ts'

/** Who is behind a request, for one board. A board of a trajectory that isn't theirs says nothing more. */
export type WhoIs = (
  request: IncomingMessage,
  boardId: BoardId,
) => Promise<
  | { readonly kind: 'member'; readonly participant: ParticipantRow }
  | { readonly kind: 'stranger' | 'no-identity' | 'no-board' }
>

export interface SyncPorts {
  readonly rooms: Rooms
  readonly log: Log
  readonly whoIs: WhoIs
  /** True when a page of ours asked. */
  readonly originAllowed: (request: IncomingMessage) => boolean
}

const path = /^\/sync\/([^/?]+)$/
const frameBytesMax = answerBytesMax + 1024
/** Above a frame, so that it is us who close, with a code that a stock client takes as final. */
const payloadBytesMax = frameBytesMax + 4 * 1024 * 1024
const connectionsMax = 2_000
/** A socket that hasn't answered a ping by the next one is gone: half-open lines look alive for hours. */
const pingEveryMs = 30_000

const closedFor = { stranger: 'notAMember', 'no-identity': 'noIdentity', 'no-board': 'noSuchBoard' } as const

export function attachSync(server: Server, ports: SyncPorts): AsyncDisposable {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: payloadBytesMax,
    // Compression costs four times the CPU and memory per connection; frames are small already.
    perMessageDeflate: false,
    // Frames of ours come in one piece; tiny fragments are how memory is exhausted.
    maxFragments: 64,
    maxBufferedChunks: 16_384,
    clientTracking: true,
  })
  const alive = new WeakSet<WebSocket>()
  const pings = setInterval(() => {
    for (const socket of sockets.clients) {
      if (!alive.delete(socket)) socket.terminate()
      else socket.ping()
    }
  }, pingEveryMs)
  pings.unref()
  const framer = new Framer()
  let isClosing = false

  function upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    const url = URL.parse(request.url ?? '/', 'http://localhost')
    const boardId = url === null ? undefined : path.exec(url.pathname)?.[1]
    if (url === null || boardId === undefined) return refuse(stream, '404 Not Found')
    if (!ports.originAllowed(request)) return refuse(stream, '403 Forbidden')
    if (isClosing || sockets.clients.size >= connectionsMax) return refuse(stream, '503 Service Unavailable')
    sockets.handleUpgrade(request, stream, head, (socket) => {
      alive.add(socket)
      socket.on('pong', () => alive.add(socket))
      // A broken line closes by itself; its `close` is what counts.
      socket.on('error', (error) => ports.log.info('socket.error', { code: codeOf(error) }))
      // Frames wait in the stream until it is known whose they are.
      socket.pause()
      void admit(socket, wireOf(socket, stream, framer), request, boardId, url.searchParams)
    })
  }

  async function admit(
    socket: WebSocket,
    wire: Wire,
    request: IncomingMessage,
    asked: string,
    query: URLSearchParams,
  ): Promise<void> {
    try {
      const boardId = parseId<BoardId>(asked)
      if (boardId === null) return wire.close('noSuchBoard')
      const who = await ports.whoIs(request, boardId)
      if (who.kind !== 'member') return wire.close(closedFor[who.kind])
      const joined = await ports.rooms.connect(wire, boardId, who.participant, {
        epoch: numberIn(query, 'epoch'),
        protocol: numberIn(query, 'v'),
      })
      if (joined === null) return
      const { room, connection } = joined
      socket.on('close', () => connection.gone())
      socket.on('message', (data, isBinary) => {
        if (!isBinary) return connection.close('malformed')
        const bytes = bytesOf(data)
        if (bytes.byteLength > frameBytesMax) connection.close('tooLarge')
        else room.receive(connection, bytes)
      })
      if (socket.readyState !== socket.OPEN) connection.gone()
      socket.resume()
    } catch (cause) {
      const isFault = cause instanceof StoreError
      if (isFault) ports.log.warn('socket.store-unavailable', { code: cause.code })
      else ports.log.error('socket.defect', { cause })
      wire.close('storeUnavailable')
    }
  }

  server.on('upgrade', upgrade)
  return {
    async [Symbol.asyncDispose]() {
      isClosing = true
      clearInterval(pings)
      server.off('upgrade', upgrade)
      await Promise.all([...sockets.clients].map((socket) => goodbye(socket)))
      sockets.close()
    },
  }
}

async function goodbye(socket: WebSocket): Promise<void> {
  if (socket.readyState === socket.CLOSED) return
  const closed = new Promise<void>((resolve) => void socket.once('close', () => resolve()))
  if (socket.readyState === socket.OPEN) close(socket, 'restart')
  await closed
}

function refuse(stream: Duplex, status: string): void {
  stream.on('error', () => stream.destroy())
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

/** Null when absent; a number that no board has when it is no number. */
function numberIn(query: URLSearchParams, name: string): number | null {
  const text = query.get(name)
  if (text === null) return null
  return /^\d{1,9}$/.test(text) ? Number(text) : -1
}

function bytesOf(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data)
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data
}

function codeOf(error: Error): unknown {
  return 'code' in error ? error.code : error.name
}

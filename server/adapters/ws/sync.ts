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
import { Door, type Knock, type Visit } from '../../core/door.ts'
import { StoreError, type Clock, type Log, type ParticipantRow } from '../../core/ports.ts'
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
  readonly clock: Clock
  readonly log: Log
  readonly whoIs: WhoIs
  /** What is known of who asks before anyone is looked up. */
  readonly knockOf: (request: IncomingMessage) => Knock
  /** True when a page of ours asked. */
  readonly originAllowed: (request: IncomingMessage) => boolean
}

const path = /^\/sync\/([^/?]+)$/
const frameBytesMax = answerBytesMax + 1024
/** Above a frame, so that it is us who close, with a code that a stock client takes as final. */
const payloadBytesMax = frameBytesMax + 4 * 1024 * 1024
const connectionsMax = 2_000
/**
 * A socket that hasn't answered a ping by the next one is gone: half-open lines look alive for hours.
 * One that has said nothing by then only keeps a place from others.
 */
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
  const door = new Door(ports.clock)
  const alive = new WeakSet<WebSocket>()
  const spoke = new WeakSet<WebSocket>()
  /** Those that were here at the last round. */
  let present = new WeakSet<WebSocket>()
  let pings = ports.clock.after(pingEveryMs, ping)
  function ping(): void {
    for (const socket of sockets.clients) {
      if (!alive.delete(socket)) socket.terminate()
      else if (present.has(socket) && !spoke.has(socket)) close(socket, 'tooSlow')
      else socket.ping()
    }
    present = new WeakSet(sockets.clients)
    pings = ports.clock.after(pingEveryMs, ping)
  }
  const framer = new Framer()
  let isClosing = false

  function upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    const url = URL.parse(request.url ?? '/', 'http://localhost')
    const boardId = url === null ? undefined : path.exec(url.pathname)?.[1]
    if (url === null || boardId === undefined) return refuse(stream, '404 Not Found')
    if (!ports.originAllowed(request)) return refuse(stream, '403 Forbidden')
    if (isClosing || sockets.clients.size >= connectionsMax) return refuse(stream, '503 Service Unavailable')
    const knock = ports.knockOf(request)
    if (!door.mayKnock(knock)) return refuse(stream, '429 Too Many Requests')
    sockets.handleUpgrade(request, stream, head, (socket) => {
      const visit = door.visit(knock)
      alive.add(socket)
      socket.on('pong', () => alive.add(socket))
      // A broken line closes by itself; its `close` is what counts.
      socket.on('error', (error) => ports.log.info('socket.error', { code: codeOf(error) }))
      // Frames wait in the stream until it is known whose they are.
      socket.pause()
      void admit(socket, wireOf(socket, stream, framer), visit, request, boardId, url.searchParams)
    })
  }

  async function admit(
    socket: WebSocket,
    wire: Wire,
    visit: Visit,
    request: IncomingMessage,
    asked: string,
    query: URLSearchParams,
  ): Promise<void> {
    try {
      const boardId = parseId<BoardId>(asked)
      if (boardId === null) return wire.close('noSuchBoard')
      const who = await ports.whoIs(request, boardId)
      if (who.kind !== 'member') return wire.close(closedFor[who.kind])
      visit.end('let-in')
      const joined = await ports.rooms.connect(wire, boardId, who.participant, {
        epoch: numberIn(query, 'epoch'),
        protocol: numberIn(query, 'v'),
      })
      if (joined === null) return
      const { room, connection } = joined
      socket.on('close', () => connection.gone())
      socket.on('message', (data, isBinary) => {
        spoke.add(socket)
        if (!isBinary) return connection.close('malformed')
        const bytes = bytesOf(data)
        if (bytes.byteLength > frameBytesMax) connection.close('tooLarge')
        else room.receive(connection, bytes)
      })
      if (socket.readyState !== socket.OPEN) connection.gone()
      socket.resume()
    } catch (cause) {
      visit.end('unknown')
      const isFault = cause instanceof StoreError
      if (isFault) ports.log.warn('socket.store-unavailable', { code: cause.code })
      else ports.log.error('socket.defect', { cause })
      wire.close('storeUnavailable')
    } finally {
      visit.end('turned-away')
    }
  }

  server.on('upgrade', upgrade)
  return {
    async [Symbol.asyncDispose]() {
      isClosing = true
      pings[Symbol.dispose]()
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
  // Its other end may never close: a line that is half shut stays for ever.
  stream.once('finish', () => stream.destroy())
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

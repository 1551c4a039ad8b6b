/** A doc with its provider: what the link replaces as one thing after a refusal. */
import * as decoding from 'lib0/decoding'
import * as awarenessProtocol from 'y-protocols/awareness'
import * as syncProtocol from 'y-protocols/sync'
import { messageAwareness, messageQueryAwareness, messageSync, WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { keepAsWritten } from '../../shared/board/as-written.ts'
import { isTerminal } from '../../shared/wire/close-codes.ts'
import { downSchema, type Down } from '../../shared/wire/control.ts'
import { wireVersion } from '../../shared/wire/version.ts'
import { countedSocket, type Outgoing, type SocketClass } from './counted-socket.ts'
import type { Inbox } from './inbox.ts'
import { TouchedRecords } from './touched.ts'

/** Frame 16 is ours: control events from the server. */
const messageControl = 16

export interface Seat extends Disposable {
  readonly doc: Y.Doc
  readonly touched: TouchedRecords
  readonly provider: WebsocketProvider
}

/** What a seat needs, and whom it tells. */
export interface SeatPorts extends Outgoing {
  readonly url: string
  readonly boardId: string
  readonly Socket: SocketClass
  readonly params: Record<string, string>
  readonly inbox: Inbox
  readonly awareness: awarenessProtocol.Awareness
  /** A change was made on this page; comes before the frame that carries it. */
  changed(): void
  /** The server asks what it lacks: last call before the answer. */
  asked(): void
  /** The server's answer is in the doc; `isLive` while the line on which it came still stands. */
  synced(isLive: boolean): void
  heard(down: Down): void
  ownStateWanted(): void
  closed(code: number | null): void
}

/** What a line says in its address: our version, and the epoch of the board as far as we know it. */
export function paramsOf(epoch: number | null): Record<string, string> {
  return { v: String(wireVersion), ...(epoch !== null && { epoch: String(epoch) }) }
}

/** Not connected yet: whoever takes the seat does that. */
export function openSeat(ports: SeatPorts): Seat {
  const doc = new Y.Doc()
  keepAsWritten(doc)
  // Before the provider is there: `changed` must come before the frame that carries the change.
  const touched = new TouchedRecords(doc)
  const provider = new WebsocketProvider(ports.url, ports.boardId, doc, {
    connect: false,
    disableBc: true,
    shouldReconnect: (event) => !isTerminal(event.code),
    awareness: silentAwareness(doc),
    params: ports.params,
    WebSocketPolyfill: countedSocket(ports.Socket, ports),
  })
  doc.on('beforeObserverCalls', (transaction) => {
    if (transaction.local && transaction.changed.size > 0) ports.changed()
  })
  listen(provider, doc, ports)
  return {
    doc,
    touched,
    provider,
    [Symbol.dispose]() {
      touched[Symbol.dispose]()
      provider.destroy()
    },
  }
}

function listen(provider: WebsocketProvider, doc: Y.Doc, ports: SeatPorts): void {
  const own = provider.messageHandlers[messageSync]
  provider.messageHandlers[messageSync] = (encoder, decoder, from, emitSynced, messageType) => {
    const kind = decoding.peekVarUint(decoder)
    if (kind === syncProtocol.messageYjsSyncStep1) {
      try {
        ports.asked()
      } finally {
        own?.(encoder, decoder, from, emitSynced, messageType)
      }
      return
    }
    decoding.readVarUint(decoder)
    const update = decoding.readVarUint8Array(decoder).slice()
    const isAnswer = kind === syncProtocol.messageYjsSyncStep2
    const line = provider.ws
    const synced = (): void => ports.synced(line !== null && provider.ws === line)
    ports.inbox.take(update, doc, provider, isAnswer ? synced : undefined)
  }
  provider.messageHandlers[messageAwareness] = (_encoder, decoder) => {
    const update = decoding.readVarUint8Array(decoder)
    awarenessProtocol.applyAwarenessUpdate(ports.awareness, update, provider)
  }
  provider.messageHandlers[messageQueryAwareness] = () => ports.ownStateWanted()
  provider.messageHandlers[messageControl] = (_encoder, decoder) => {
    const parsed = downSchema.safeParse(JSON.parse(decoding.readVarString(decoder)))
    // A type we don't know is of a newer server; the protocol says to pass it by.
    if (parsed.success) ports.heard(parsed.data)
  }
  provider.on('status', ({ status }) => {
    if (status === 'connected') ports.ownStateWanted()
  })
  provider.on('connection-close', (event) => ports.closed(event === null ? null : event.code))
}

/**
 * y-websocket wants an awareness whose client id is the doc's. It gets one that never speaks; ours
 * travels beside it.
 */
function silentAwareness(doc: Y.Doc): awarenessProtocol.Awareness {
  const awareness = new awarenessProtocol.Awareness(doc)
  awareness.setLocalState(null)
  doc.on('destroy', () => awareness.destroy())
  return awareness
}

/**
 * The client's end of a connection to a board: a seat around y-websocket. It keeps one doc in step
 * with the server, says in one value how that goes (`link-state.ts`), and survives a refusal by
 * taking a fresh doc. It knows nothing of canvas, list or phone; they read `doc` and follow
 * `onDoc`, because the doc is replaced after a refusal.
 *
 * 1. Nothing leaves but our own changes and our own awareness.
 * 2. Others' changes come in once per frame, after `beforeRemote` had its turn.
 * 3. The awareness client id has nothing to do with the doc's: cursors without a name stay nameless.
 * 4. What was refused is in the tray (`notPlaced`), everything else that was written is written again.
 * 5. No words go unseen: left or closed for good, they are saved first, or lie in the tray.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as awarenessProtocol from 'y-protocols/awareness'
import * as syncProtocol from 'y-protocols/sync'
import { messageAwareness, messageQueryAwareness, messageSync, WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { BoardId } from '../../shared/ids.ts'
import { isTerminal } from '../../shared/wire/close-codes.ts'
import { downSchema, type Down } from '../../shared/wire/control.ts'
import { wireVersion } from '../../shared/wire/version.ts'
import { countedSocket, type AsIsSocket, type SocketClass } from './counted-socket.ts'
import { Inbox } from './inbox.ts'
import { firstState, next, type LinkEvent, type LinkState } from './link-state.ts'
import { rewrite, TouchedRecords, wordsIn } from './touched.ts'
import { Tray, type NotPlaced, type TrayMemory } from './tray.ts'

/** Frame 16 is ours: control events from the server. */
const messageControl = 16

export type SessionNews = Extract<Down, { type: 'session' }>
type Refused = Extract<Down, { type: 'refused' }>

/** What the link needs from the browser. */
export interface LinkPorts {
  /** `wss://host/sync` */
  readonly url: string
  readonly Socket: SocketClass
  now(): number
  /** Runs once before the screen is next painted, and soon in a hidden page too. */
  nextFrame(run: () => void): void
  /** Of this person on this board. */
  readonly trayMemory: TrayMemory
}

export class Link implements Disposable {
  readonly boardId: BoardId
  readonly awareness = new awarenessProtocol.Awareness(new Y.Doc())
  /** The origin of changes that the link itself writes again after a refusal. */
  readonly rewritten = Symbol('rewritten')
  readonly #ports: LinkPorts
  readonly #inbox: Inbox
  #state = firstState
  readonly #tray: Tray
  #seat: Seat
  /** A fresh doc on its way to take the place of the present one. */
  #successor: { readonly seat: Seat; readonly named: ReadonlySet<string>; readonly code: string } | null =
    null
  #isSynced = false
  #isEnded = false
  readonly #listeners = new Set<() => void>()
  readonly #docListeners = new Set<(doc: Y.Doc) => void>()
  readonly #sessionListeners = new Set<(news: SessionNews) => void>()
  readonly #refusalListeners = new Set<(refused: Refused) => void>()
  readonly #beforeRemote = new Set<() => void>()
  readonly #endListeners = new Set<() => void>()

  constructor(boardId: BoardId, ports: LinkPorts) {
    this.boardId = boardId
    this.#ports = ports
    this.#tray = new Tray(ports.trayMemory)
    this.#inbox = new Inbox(
      (run) => ports.nextFrame(run),
      () => this.flush(),
    )
    this.awareness.setLocalState(null)
    this.awareness.on('update', this.#sendAwareness)
    this.#seat = this.#open()
  }

  get doc(): Y.Doc {
    return this.#seat.doc
  }

  /** True once the doc has held all of the server's; from then on the board can be shown, also offline. */
  get isSynced(): boolean {
    return this.#isSynced
  }

  // Arrow functions: they are handed to useSyncExternalStore as they are.
  readonly state = (): LinkState => this.#state
  readonly notPlaced = (): readonly NotPlaced[] => this.#tray.words
  /** Hears every change of `state`, `notPlaced` and `isSynced`. */
  readonly subscribe = (heard: () => void): (() => void) => addTo(this.#listeners, heard)
  /** Hears when another doc has taken the place of the present one. */
  readonly onDoc = (heard: (doc: Y.Doc) => void): (() => void) => addTo(this.#docListeners, heard)
  readonly onSession = (heard: (news: SessionNews) => void): (() => void) =>
    addTo(this.#sessionListeners, heard)
  readonly onRefused = (heard: (refused: Refused) => void): (() => void) =>
    addTo(this.#refusalListeners, heard)
  /** Runs before others' changes are applied and before the page goes: write what isn't in the doc yet. */
  readonly beforeRemote = (run: () => void): (() => void) => addTo(this.#beforeRemote, run)

  readonly onEnd = (run: () => void): (() => void) => addTo(this.#endListeners, run)

  /** Takes words out of the tray. */
  readonly dismiss = (key: number): void => {
    this.#tray.remove(key)
    this.#tell()
  }

  /** True while something would be lost with this page. */
  get holdsUnsaved(): boolean {
    return !this.#isSettled || !this.#tray.isKept
  }

  /** Brings what the faces of the board still hold into the doc. */
  flush(): void {
    for (const run of this.#beforeRemote) run()
  }

  /** Tries again now instead of after the pause; for when the browser says the network is back. */
  readonly retry = (): void => {
    if (this.#state.connection.status === 'offline') this.#current().provider.connect()
  }

  /**
   * The browser says that the network went: takes a new line at once instead of waiting half a minute
   * for the silence of the old one. A server on this same machine answers all the same.
   */
  readonly renewLine = (): void => {
    if (this.#state.connection.status !== 'live') return
    this.#current().provider.disconnect()
    this.#current().provider.connect()
  }

  /** Nobody looks at this board any more: the link ends once all is saved, or is in the tray. */
  leave(): void {
    this.flush()
    this.awareness.setLocalState(null)
    const endWhenSettled = (): void => {
      if (this.#isSettled) this[Symbol.dispose]()
    }
    this.subscribe(endWhenSettled)
    endWhenSettled()
  }

  [Symbol.dispose](): void {
    if (this.#isEnded) return
    this.flush()
    this.#isEnded = true
    this.awareness.setLocalState(null)
    this.#successor?.seat[Symbol.dispose]()
    this.#seat[Symbol.dispose]()
    this.awareness.destroy()
    for (const run of this.#endListeners) run()
  }

  /** The seat that holds the socket: the successor while there is one. */
  #current(): Seat {
    return this.#successor?.seat ?? this.#seat
  }

  get #isSettled(): boolean {
    return !this.#state.saving || this.#state.connection.status === 'refused'
  }

  #open(): Seat {
    const doc = new Y.Doc()
    // Before the provider is there: `changed` must come before the frame that carries the change.
    const touched = new TouchedRecords(doc)
    const provider = new WebsocketProvider(this.#ports.url, this.boardId, doc, {
      connect: false,
      disableBc: true,
      shouldReconnect: (event) => !isTerminal(event.code),
      awareness: silentAwareness(doc),
      params: this.#params(),
      WebSocketPolyfill: countedSocket(this.#ports.Socket, {
        // A successor is still empty: what is being saved lies in the doc that it will replace.
        carried: (frame) => {
          if (this.#successor === null) this.#feed({ type: 'sent', frame })
        },
        tooLarge: (kind) => {
          // An answer is all that was touched; of an update only its own records are meant.
          const records = kind === 'update' ? [...touched.latest()] : []
          // Not at once: the transaction that made it is still going on.
          this.#ports.nextFrame(() => this.#tooLarge(seat, records))
        },
      }),
    })
    const seat: Seat = {
      doc,
      touched,
      provider,
      [Symbol.dispose]() {
        touched[Symbol.dispose]()
        provider.destroy()
      },
    }
    doc.on('beforeObserverCalls', (transaction) => {
      if (transaction.local && transaction.changed.size > 0) this.#feed({ type: 'changed' })
    })
    this.#listen(seat)
    provider.connect()
    return seat
  }

  #params(): Record<string, string> {
    const { epoch } = this.#state
    return { v: String(wireVersion), ...(epoch !== null && { epoch: String(epoch) }) }
  }

  #listen(seat: Seat): void {
    const { provider, doc } = seat
    const own = provider.messageHandlers[messageSync]
    provider.messageHandlers[messageSync] = (encoder, decoder, from, emitSynced, messageType) => {
      const kind = decoding.peekVarUint(decoder)
      if (kind === syncProtocol.messageYjsSyncStep1) {
        try {
          this.flush()
        } finally {
          own?.(encoder, decoder, from, emitSynced, messageType)
        }
        return
      }
      decoding.readVarUint(decoder)
      const update = decoding.readVarUint8Array(decoder).slice()
      const isAnswer = kind === syncProtocol.messageYjsSyncStep2
      this.#inbox.take(update, doc, provider, isAnswer ? () => this.#synced(seat) : undefined)
    }
    provider.messageHandlers[messageAwareness] = (_encoder, decoder) => {
      const update = decoding.readVarUint8Array(decoder)
      awarenessProtocol.applyAwarenessUpdate(this.awareness, update, provider)
    }
    provider.messageHandlers[messageQueryAwareness] = () => this.#sendOwnState()
    provider.messageHandlers[messageControl] = (_encoder, decoder) => {
      const parsed = downSchema.safeParse(JSON.parse(decoding.readVarString(decoder)))
      // A type we don't know is of a newer server; the protocol says to pass it by.
      if (parsed.success) this.#heard(parsed.data)
    }
    provider.on('status', ({ status }) => {
      if (status === 'connected') this.#sendOwnState()
    })
    provider.on('connection-close', (event) => {
      if (seat !== this.#current() || this.#isEnded) return
      this.#forgetOthers()
      this.#closed(event === null ? null : event.code)
    })
  }

  /** After a terminal code nothing will be saved any more: what was written is for its writer to keep. */
  #closed(code: number | null): void {
    const closed: LinkEvent = { type: 'closed', code }
    const isLast = next(this.#state, closed, this.#ports.now()).connection.status === 'refused'
    try {
      // While the faces of the board are there: they go when they hear of it.
      if (isLast) this.flush()
    } finally {
      if (isLast) this.#tray.add(wordsIn(this.#seat.doc, this.#seat.touched.now()), 'not-saved')
      this.#feed(closed)
    }
  }

  #synced(seat: Seat): void {
    if (this.#isEnded || seat !== this.#current()) return
    seat.provider.synced = true
    if (this.#successor?.seat === seat) this.#succeed()
    this.#isSynced = true
    this.#feed({ type: 'synced' })
    this.#tell()
  }

  #heard(down: Down): void {
    const wasSaving = this.#state.saving
    this.#feed({ type: 'down', down })
    // The next line says which epoch it knows: a board that was rebuilt meanwhile tells it to reload.
    if (down.type === 'welcome') this.#current().provider.params = this.#params()
    if (wasSaving && !this.#state.saving) this.#current().touched.forget()
    if (down.type === 'session') for (const heard of this.#sessionListeners) heard(down)
    if (down.type === 'refused') this.#refused(down)
  }

  /**
   * The server took nothing of an update and will take nothing more of this doc. The page goes on
   * writing in it until a fresh doc is in step, then moves over. When no record of ours is named
   * there is nothing to leave out, so all that was touched counts as refused.
   */
  #refused(refused: Refused): void {
    if (this.#successor !== null) return
    const touched = this.#seat.touched.now()
    const named = refused.records.filter((id) => touched.has(id))
    this.#replace(named.length > 0 ? named : 'all', refused.code)
    for (const heard of this.#refusalListeners) heard(refused)
  }

  /** Many records at once can go up in parts, which is how a fresh doc gets them; one alone can't. */
  #tooLarge(seat: Seat, records: readonly string[]): void {
    if (this.#isEnded || seat !== this.#seat || this.#successor !== null) return
    if (records.length === 1) this.#heard({ type: 'refused', records: [...records], code: 'too-large' })
    else this.#replace([], 'too-large')
  }

  #replace(named: readonly string[] | 'all', code: string): void {
    try {
      this.flush()
    } finally {
      const names = named === 'all' ? this.#seat.touched.now().keys() : named
      // Before the old line goes: its end is not the end of the connection.
      this.#successor = { seat: this.#open(), named: new Set(names), code }
      this.#seat.provider.disconnect()
      this.#forgetOthers()
    }
  }

  /** The inbox has just had the faces of the board write what they held, into the old doc. */
  #succeed(): void {
    if (this.#successor === null) return
    const old = this.#seat
    const { seat, named, code } = this.#successor
    this.#successor = null
    this.#seat = seat
    const touched = old.touched.now()
    // Who may not write any more (the session has ended) would have each record refused in turn.
    const refused = this.#state.me?.mayWrite === false ? new Set(touched.keys()) : named
    const lost = rewrite(old.doc, seat.doc, touched, refused, this.rewritten)
    this.#tray.add(lost, code)
    // Nothing was left to write again: what the old doc was saving is settled.
    if (seat.touched.now().size === 0) this.#state = { ...this.#state, saving: false }
    for (const heard of this.#docListeners) heard(seat.doc)
    old[Symbol.dispose]()
  }

  #feed(event: LinkEvent): void {
    const after = next(this.#state, event, this.#ports.now())
    if (after === this.#state) return
    this.#state = after
    this.#tell()
  }

  #tell(): void {
    for (const heard of this.#listeners) heard()
  }

  readonly #sendAwareness = (_changes: unknown, origin: unknown): void => {
    if (origin === 'local') this.#sendOwnState()
  }

  #sendOwnState(): void {
    const socket = this.#current().provider.ws
    if (socket === null || !isAsIs(socket)) return
    const update = awarenessProtocol.encodeAwarenessUpdate(this.awareness, [this.awareness.clientID])
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, messageAwareness)
    encoding.writeVarUint8Array(encoder, update)
    socket.sendAsIs(encoding.toUint8Array(encoder))
  }

  #forgetOthers(): void {
    const others = [...this.awareness.getStates().keys()].filter((id) => id !== this.awareness.clientID)
    awarenessProtocol.removeAwarenessStates(this.awareness, others, 'closed')
  }
}

/** A doc with its provider. */
interface Seat extends Disposable {
  readonly doc: Y.Doc
  readonly touched: TouchedRecords
  readonly provider: WebsocketProvider
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

function isAsIs(socket: WebSocket): socket is AsIsSocket {
  return 'sendAsIs' in socket
}

function addTo<T>(set: Set<T>, member: T): () => void {
  set.add(member)
  return () => {
    set.delete(member)
  }
}

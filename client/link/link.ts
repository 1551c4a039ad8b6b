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
 * 5. What an earlier page of the same person left is taken up once it is known to be theirs to send.
 * 6. No words go unseen: left or closed for good, they are saved first, or lie in the tray.
 */
import * as awarenessProtocol from 'y-protocols/awareness'
import * as Y from 'yjs'
import type { BoardId } from '../../shared/ids.ts'
import { closeCodes } from '../../shared/wire/close-codes.ts'
import type { Down } from '../../shared/wire/control.ts'
import { wireVersion } from '../../shared/wire/version.ts'
import { adoptInto, newestEpoch, wordsToTray } from './adopt.ts'
import type { SocketClass } from './counted-socket.ts'
import { Inbox } from './inbox.ts'
import { firstState, next, type LinkEvent, type LinkState } from './link-state.ts'
import type { Keeping, Unsaved } from './keeping.ts'
import { forgetOthers, sendOwnState } from './own-awareness.ts'
import { openSeat, type Seat } from './seat.ts'
import { rewrite, wordsIn } from './touched.ts'
import { Tray, type NotPlaced, type TrayMemory } from './tray.ts'

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
  /** Null where nothing is kept between two loads of the page. */
  readonly keeping?: Keeping | null
}

export class Link implements Disposable {
  readonly boardId: BoardId
  readonly awareness = new awarenessProtocol.Awareness(new Y.Doc())
  /** The origin of changes that the link itself writes again after a refusal. */
  readonly rewritten = Symbol('rewritten')
  /** The origin of changes that an earlier page made and could not save. */
  readonly adopted = Symbol('adopted')
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
  #hasAdopted = false
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
    this.#seat.provider.connect()
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
    const keeping = this.#ports.keeping ?? null
    return (!this.#isSettled && keeping?.isKept !== true) || !this.#tray.isKept
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
    const seat: Seat = openSeat({
      url: this.#ports.url,
      boardId: this.boardId,
      Socket: this.#ports.Socket,
      params: this.#params(),
      inbox: this.#inbox,
      awareness: this.awareness,
      // A successor is still empty: what is being saved lies in the doc that it will replace.
      carried: (frame) => {
        if (this.#successor === null) this.#feed({ type: 'sent', frame })
      },
      tooLarge: (kind) => {
        // An answer is all that was touched; of an update only its own records are meant.
        const records = kind === 'update' ? [...seat.touched.latest()] : []
        // Not at once: the transaction that made it is still going on.
        this.#ports.nextFrame(() => this.#tooLarge(seat, records))
      },
      changed: () => this.#changed(),
      asked: () => this.flush(),
      synced: () => this.#synced(seat),
      heard: (down) => this.#heard(down),
      ownStateWanted: () => this.#sendOwnState(),
      closed: (code) => {
        if (seat !== this.#current() || this.#isEnded) return
        forgetOthers(this.awareness)
        this.#closed(code)
      },
    })
    return seat
  }

  #params(): Record<string, string> {
    const { epoch } = this.#state
    return { v: String(wireVersion), ...(epoch !== null && { epoch: String(epoch) }) }
  }

  #changed(): void {
    this.#feed({ type: 'changed' })
    this.#ports.keeping?.changed(this.#unsaved)
  }

  /** Null when all has been saved meanwhile. */
  readonly #unsaved = (): Unsaved | null => {
    const { epoch, saving } = this.#state
    if (epoch === null || !saving) return null
    const { doc, touched } = this.#seat
    return { epoch, update: Y.encodeStateAsUpdate(doc), touched: touched.entries() }
  }

  /** Work of this person that an earlier page could not save. Once, and before the server's question is answered. */
  #adopt(epoch: number): void {
    const keeping = this.#ports.keeping ?? null
    if (keeping === null || this.#hasAdopted) return
    this.#hasAdopted = true
    const [mine, older] = [
      keeping.found.filter((edits) => edits.epoch === epoch),
      keeping.found.filter((edits) => edits.epoch !== epoch),
    ]
    wordsToTray(this.#tray, older)
    if (this.#tray.isKept) keeping.erase(older)
    if (mine.length === 0) return
    adoptInto(this.#seat, mine, this.adopted)
    keeping.adopted(mine)
    this.#changed()
  }

  /** No line at all: the board as this person left it, to go on with. */
  #showKept(): void {
    const keeping = this.#ports.keeping ?? null
    const epoch = newestEpoch(keeping?.found ?? [])
    if (keeping === null || epoch === null || this.#hasAdopted) return
    // Who could write here may go on; the server decides once there is a line.
    const me = { participantId: keeping.participantId, role: keeping.role, mayWrite: true }
    this.#state = { ...this.#state, epoch, me }
    this.#current().provider.params = this.#params()
    this.#adopt(epoch)
    this.#isSynced = true
    this.#tell()
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
      if (isLast) this.#refusedForGood()
      else this.#showKept()
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

  /** Who may come back keeps the work to come back to; for all others it is in the tray. */
  #refusedForGood(): void {
    const { connection } = this.#state
    if (connection.status !== 'refused') return
    if (connection.reason !== 'reload' && connection.reason !== 'noIdentity') this.#ports.keeping?.saved()
  }

  /** The cookie became another's: nothing of ours may go under their name, nor be shown to them. */
  #isAnother(down: Down): boolean {
    const mine = this.#ports.keeping?.participantId
    return down.type === 'welcome' && mine !== undefined && down.participantId !== mine
  }

  #heard(down: Down): void {
    if (this.#isAnother(down)) {
      this.#ports.keeping?.writeNow()
      this.#feed({ type: 'closed', code: closeCodes.noIdentity })
      this.#current().provider.disconnect()
      return
    }
    if (down.type === 'welcome') this.#adopt(down.epoch)
    const wasSaving = this.#state.saving
    this.#feed({ type: 'down', down })
    // The next line says which epoch it knows: a board that was rebuilt meanwhile tells it to reload.
    if (down.type === 'welcome') this.#current().provider.params = this.#params()
    if (wasSaving && !this.#state.saving) {
      this.#current().touched.forget()
      this.#ports.keeping?.saved()
    }
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
      this.#successor.seat.provider.connect()
      this.#seat.provider.disconnect()
      forgetOthers(this.awareness)
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
    if (seat.touched.now().size === 0) {
      this.#state = { ...this.#state, saving: false }
      this.#ports.keeping?.saved()
    }
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
    sendOwnState(this.awareness, this.#current().provider.ws)
  }
}

function addTo<T>(set: Set<T>, member: T): () => void {
  set.add(member)
  return () => {
    set.delete(member)
  }
}

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
import * as Y from 'yjs'
import type { BoardId } from '../../shared/ids.ts'
import { closeCodes } from '../../shared/wire/close-codes.ts'
import type { Down } from '../../shared/wire/control.ts'
import { Inbox } from './inbox.ts'
import type { Unsaved } from './keeping.ts'
import { KeptWork } from './kept-work.ts'
import { LinkEars } from './link-ears.ts'
import type { LinkPorts } from './link-ports.ts'
import { firstState, next, type LinkEvent, type LinkState } from './link-state.ts'
import { forgetOthers, ownAwareness, sendOwnState } from './own-awareness.ts'
import { openSeat, paramsOf, type Seat } from './seat.ts'
import { meant, succeed, type Succession } from './succession.ts'
import { wordsIn } from './touched.ts'
import { Tray, type NotPlaced } from './tray.ts'

export class Link extends LinkEars implements Disposable {
  readonly boardId: BoardId
  readonly awareness = ownAwareness(() => this.#sendOwnState())
  /** The origin of changes that the link itself writes again after a refusal. */
  readonly rewritten = Symbol('rewritten')
  /** The origin of changes that an earlier page made and could not save. */
  readonly adopted = Symbol('adopted')
  readonly #ports: LinkPorts
  readonly #inbox: Inbox
  #state = firstState
  readonly #tray: Tray
  #seat: Seat
  /** On its way to take the place of the present one. */
  #successor: Succession | null = null
  #isSynced = false
  #isEnded = false
  readonly #kept: KeptWork

  constructor(boardId: BoardId, ports: LinkPorts) {
    super()
    this.boardId = boardId
    this.#ports = ports
    this.#tray = new Tray(ports.trayMemory)
    this.#kept = new KeptWork(ports.keeping ?? null, this.#tray)
    ports.keeping?.onLearned(() => this.changes.tell())
    this.#inbox = new Inbox(
      (run) => ports.nextFrame(run),
      () => this.flush(),
    )
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
  /** True where unsaved work comes to lie on this device. */
  readonly keepsUnsaved = (): boolean => this.#kept.canKeep

  /** Takes words out of the tray. */
  readonly dismiss = (key: number): void => {
    this.#tray.remove(key)
    this.changes.tell()
  }

  /** True while something would be lost with this page. */
  get holdsUnsaved(): boolean {
    return (!this.#isSettled && !this.#kept.isKept) || !this.#tray.isKept
  }

  /** Brings what the faces of the board still hold into the doc. */
  flush(): void {
    this.faces.tell()
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
    this.ends.tell()
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
      params: paramsOf(this.#state.epoch),
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
      synced: (isLive) => this.#synced(seat, isLive),
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

  #changed(): void {
    this.#feed({ type: 'changed' })
    this.#kept.changed(this.#unsaved)
  }

  /** Null when all has been saved meanwhile. */
  readonly #unsaved = (): Unsaved | null => {
    const { epoch, saving } = this.#state
    if (epoch === null || !saving) return null
    const { doc, touched } = this.#seat
    return { epoch, update: Y.encodeStateAsUpdate(doc), touched: touched.entries() }
  }

  #takeUp(epoch: number): void {
    if (this.#kept.takeUp(this.#seat, epoch, this.adopted)) this.#changed()
  }

  /** No line at all: the board as this person left it, to go on with. */
  #showKept(): void {
    const left = this.#kept.left()
    if (left === null || left.epoch === null) return
    this.#state = { ...this.#state, ...left }
    this.#current().provider.params = paramsOf(this.#state.epoch)
    this.#takeUp(left.epoch)
    this.#isSynced = true
    this.changes.tell()
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
      if (isLast) this.#kept.ended(this.#state.connection)
      else this.#showKept()
    }
  }

  #synced(seat: Seat, isLive: boolean): void {
    if (this.#isEnded || seat !== this.#current()) return
    if (isLive) seat.provider.synced = true
    if (this.#successor?.seat === seat) this.#succeed()
    this.#isSynced = true
    if (isLive) this.#feed({ type: 'synced' })
    this.changes.tell()
  }

  #heard(down: Down): void {
    if (down.type === 'welcome' && this.#kept.isOfAnother(down.participantId)) {
      this.#kept.writeNow()
      this.#feed({ type: 'closed', code: closeCodes.noIdentity })
      this.#current().provider.disconnect()
      return
    }
    if (down.type === 'welcome') this.#takeUp(down.epoch)
    const wasSaving = this.#state.saving
    this.#feed({ type: 'down', down })
    // The next line says which epoch it knows: a board that was rebuilt meanwhile tells it to reload.
    if (down.type === 'welcome') this.#current().provider.params = paramsOf(this.#state.epoch)
    if (wasSaving && !this.#state.saving) {
      this.#current().touched.forget()
      this.#kept.saved()
    }
    if (down.type === 'session' || down.type === 'trajectory') this.news.tell(down)
    if (down.type === 'refused') this.#refused(down.records, down.code)
  }

  /**
   * The server took nothing of an update and will take nothing more of this doc. The page goes on
   * writing in it until a fresh doc is in step, then moves over.
   */
  #refused(records: readonly string[], code: string): void {
    if (this.#successor === null) this.#replace(meant(this.#seat.touched.now(), records), code, true)
  }

  /** Many records at once can go up in parts, which is how a fresh doc gets them; one alone can't. */
  #tooLarge(seat: Seat, records: readonly string[]): void {
    if (this.#isEnded || seat !== this.#seat || this.#successor !== null) return
    if (records.length === 1) this.#heard({ type: 'refused', records: [...records], code: 'too-large' })
    else this.#replace([], 'too-large', false)
  }

  #replace(named: readonly string[] | 'all', code: string, isRefusal: boolean): void {
    try {
      this.flush()
    } finally {
      const names = named === 'all' ? this.#seat.touched.now().keys() : named
      // Before the old line goes: its end is not the end of the connection.
      this.#successor = { seat: this.#open(), named: new Set(names), code, isRefusal }
      this.#successor.seat.provider.connect()
      this.#seat.provider.disconnect()
      forgetOthers(this.awareness)
    }
  }

  /** The inbox has just had the faces of the board write what they held, into the old doc. */
  #succeed(): void {
    const successor = this.#successor
    if (successor === null) return
    const old = this.#seat
    this.#successor = null
    this.#seat = successor.seat
    const mayWrite = this.#state.me?.mayWrite !== false
    const { lost, isSettled } = succeed(old, successor, mayWrite, this.rewritten)
    this.#tray.add(lost, successor.code)
    if (isSettled) {
      this.#state = { ...this.#state, saving: false }
      this.#kept.saved()
    }
    this.docs.tell(this.doc)
    old[Symbol.dispose]()
    if (successor.isRefusal) this.refusals.tell({ code: successor.code, isInTray: lost.length > 0 })
  }

  #feed(event: LinkEvent): void {
    const after = next(this.#state, event, this.#ports.now())
    if (after === this.#state) return
    this.#state = after
    this.changes.tell()
  }

  #sendOwnState(): void {
    sendOwnState(this.awareness, this.#current().provider.ws)
  }
}

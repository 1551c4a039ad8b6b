/**
 * Someone at a board of a real server who writes, without end or when told to, and remembers all that the
 * server promised: every update that came in, and every one of its own that was called saved. Its doc outlives
 * the server, so that what was not saved comes back with it.
 */
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { recordFactories } from '../../../shared/board/factories.ts'
import { readAll, recordsOf, writeDiff } from '../../../shared/board/layout.ts'
import { richTextFrom } from '../../../shared/board/rich-text.ts'
import type { NoteShape } from '../../../shared/board/schema.ts'
import { authorOf } from '../../../shared/board/note-meta.ts'
import type { NoteId } from '../../../shared/ids.ts'
import { downSchema } from '../../../shared/wire/control.ts'
import { isSync, readFrame, writeFrame, type SyncFrame } from '../../../shared/wire/frames.ts'
import type { Dice } from '../sim/dice.ts'

/** Frames of one person that may wait to be called saved. */
const underWayMax = 6

export interface Who {
  readonly id: string
  readonly cookie: string
}

export class Witness {
  readonly boardId: string
  readonly doc = new Y.Doc()
  /** All that was received, or is saved. */
  readonly promised: Uint8Array[] = []
  /** Runs with every promise. */
  onPromise: () => void = () => {}
  readonly #who: Who
  readonly #dice: Dice
  #socket: WebSocket | null = null
  #closed: Promise<number> = Promise.resolve(0)
  /** Of this connection, by number of sync frame: the update, null for a question. */
  #sent: (Uint8Array | null)[] = []
  #saved = 0
  #made = 0

  readonly #pace: 'without-end' | 'when-told'

  constructor(who: Who, boardId: string, dice: Dice, pace: 'without-end' | 'when-told' = 'without-end') {
    this.#pace = pace
    this.#who = who
    this.boardId = boardId
    this.#dice = dice
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'hand') this.#send({ type: 'update', update })
    })
  }

  /** Comes (back) to the board and goes on writing. */
  enter(address: string): void {
    this.#sent = []
    this.#saved = 0
    const socket = new WebSocket(`${address.replace(/^http/, 'ws')}/sync/${this.boardId}`, {
      headers: { origin: address, cookie: this.#who.cookie },
    })
    this.#socket = socket
    this.#closed = new Promise((resolve) => void socket.once('close', resolve))
    // Its server is killed: a line that breaks is what this is about.
    socket.on('error', () => {})
    socket.on('open', () => this.#send({ type: 'step1', stateVector: Y.encodeStateVector(this.doc) }))
    socket.on('message', (message: Buffer) => this.#take(message))
  }

  /** Resolves with the code it was closed with, when all that was on its way down has come. */
  gone(): Promise<number> {
    return this.#closed
  }
  leave(): void {
    this.#socket?.terminate()
  }

  #send(frame: SyncFrame): void {
    if (this.#socket?.readyState !== WebSocket.OPEN) return
    this.#sent.push(frame.type === 'step1' ? null : frame.update)
    this.#socket.send(writeFrame(frame))
  }

  #take(message: Buffer): void {
    const frame = readFrame(message)
    if (isSync(frame)) {
      if (frame.type === 'step1') {
        this.#send({ type: 'step2', update: Y.encodeStateAsUpdate(this.doc, frame.stateVector) })
        return this.#goOn()
      }
      const update = frame.update.slice()
      Y.applyUpdate(this.doc, update, 'server')
      return this.#promise([update])
    }
    if (frame.type !== 'control') return
    const down = downSchema.parse(JSON.parse(frame.json))
    if (down.type === 'refused') throw new Error(`an honest change was refused: ${down.code}`)
    if (down.type !== 'saved') return
    const saved = this.#sent.slice(this.#saved, down.upTo)
    this.#saved = Math.max(this.#saved, down.upTo)
    this.#promise(saved.flatMap((update) => (update === null ? [] : [update])))
    this.#goOn()
  }
  #promise(updates: readonly Uint8Array[]): void {
    for (const update of updates) {
      this.promised.push(update)
      this.onPromise()
    }
  }

  #goOn(): void {
    while (this.#pace === 'without-end' && this.#sent.length - this.#saved < underWayMax) this.write()
  }

  /** One change by hand: a new note, another place, another word, one less. */
  write(): void {
    const records = recordsOf(this.doc)
    const notes = [...readAll(this.doc).values()].filter(
      (record): record is NoteShape => 'type' in record && record.type === 'note',
    )
    const own = this.#dice.pick(notes.filter((note) => authorOf(note) === this.#who.id))
    const any = this.#dice.pick(notes)
    const what = this.#dice.roll(10)
    this.doc.transact(() => {
      if (own === undefined || any === undefined || (what < 3 && notes.length < 120)) {
        writeDiff(records, null, this.#newNote())
      } else if (what < 6) writeDiff(records, any, { ...any, x: any.x + 1, y: this.#dice.roll(900) })
      else if (what < 8) writeDiff(records, own, this.#longer(own))
      else writeDiff(records, own, null)
    }, 'hand')
  }
  #newNote(): NoteShape {
    this.#made += 1
    const name = `${this.#who.id.slice(0, 8)}${this.boardId.slice(0, 4)}${String(this.#made).padStart(6, '0')}`
    return recordFactories.note({
      id: name as NoteId,
      at: { x: this.#dice.roll(900), y: this.#dice.roll(900), index: 'a1' },
      text: `briefje ${this.#made}`,
      meta: { author: this.#who.id as never, kind: 'fact' },
    })
  }
  #longer(note: NoteShape): NoteShape {
    const { type, content } = richTextFrom(`gewijzigd ${this.#dice.roll(1_000_000)}`)
    return { ...note, props: { ...note.props, richText: { type, content: [...content] } } }
  }
}

/**
 * A simulated afternoon: three people at one board over a network that delays and cuts, a disk that
 * holds, fails and survives its process. Everything is decided by one seed. What the server sends is
 * checked at the moment of sending against what the disk has then.
 */
import * as Y from 'yjs'
import type { Connection } from '../../server/core/connection.ts'
import type { BoardCommit, Fact, ParticipantRow } from '../../server/core/ports.ts'
import type { Room, Rooms } from '../../server/core/rooms.ts'
import { must } from '../../shared/assert.ts'
import { readAll, readRecord, recordsOf, writeDiff } from '../../shared/board/layout.ts'
import { richTextFrom } from '../../shared/board/rich-text.ts'
import type { BoardRecord, CardShape, NoteShape } from '../../shared/board/schema.ts'
import { authorOf } from '../../shared/board/note-meta.ts'
import { downSchema } from '../../shared/wire/control.ts'
import { wireVersion } from '../../shared/wire/version.ts'
import { isSync, readFrame, writeFrame, type Frame } from '../../shared/wire/frames.ts'
import { RoomTable, rows } from './room-table.ts'
import { card, note, people, seededBoard } from './room-world.ts'
import { boardId } from './store-rows.ts'

export interface Dice {
  /** A whole number from 0, below `sides`. */
  roll(sides: number): number
}

/** Mulberry32: small, good enough, the same everywhere. */
export function dice(seed: number): Dice {
  let state = seed >>> 0
  return {
    roll(sides) {
      state = (state + 0x6d2b79f5) >>> 0
      let mixed = Math.imul(state ^ (state >>> 15), state | 1)
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
      return ((mixed ^ (mixed >>> 14)) >>> 0) % sides
    },
  }
}

/** What the disk has, kept along with every commit that resolves. */
class Disk {
  readonly doc = seededBoard()
  /** Promises that were broken; thrown, they would be taken for a defect of the room. */
  readonly broken: string[] = []

  watch(store: RoomTable['store']): void {
    const commit = store.commit.bind(store)
    store.commit = async (boards: readonly BoardCommit[], facts: readonly Fact[]) => {
      await commit(boards, facts)
      for (const { updates } of boards) for (const update of updates) Y.applyUpdate(this.doc, update)
    }
  }

  has(update: Uint8Array): boolean {
    return Y.snapshotContainsUpdate(Y.snapshot(this.doc), update)
  }
}

/** A page: a doc, a connection that comes and goes, frames on their way up and down. */
class Page {
  readonly who: ParticipantRow
  readonly doc = new Y.Doc()
  readonly #disk: Disk
  readonly #up: Frame[] = []
  readonly #down: Uint8Array[] = []
  /** Updates of this connection by frame number, for `saved`. */
  #sent: (Uint8Array | null)[] = []
  #line: { readonly room: Room; readonly connection: Connection } | null = null
  refusals = 0
  hasBoard = false

  constructor(who: ParticipantRow, clientId: number, disk: Disk) {
    this.who = who
    this.doc.clientID = clientId
    this.#disk = disk
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'room' && this.#line !== null) this.#up.push({ type: 'update', update })
    })
  }

  get isConnected(): boolean {
    return this.#line !== null
  }
  get waiting(): number {
    return this.#up.length + this.#down.length
  }

  async connect(rooms: Rooms): Promise<void> {
    const wire = {
      send: (bytes: Uint8Array) => this.#takeFromServer(bytes),
      close: () => {},
      bufferedBytes: () => 0,
    }
    this.#line = await rooms.connect(wire, boardId, this.who, { epoch: 1, protocol: wireVersion })
    if (this.#line !== null) this.#up.push({ type: 'step1', stateVector: Y.encodeStateVector(this.doc) })
  }

  cut(): void {
    const line = this.#line
    this.#line = null
    this.#up.length = 0
    this.#down.length = 0
    this.#sent = []
    line?.connection.gone()
  }

  /** The server sends: now is when it must be true. */
  #takeFromServer(bytes: Uint8Array): void {
    const frame = readFrame(bytes)
    if ((frame.type === 'update' || frame.type === 'step2') && !this.#disk.has(frame.update)) {
      this.#disk.broken.push('shown before it was stored')
    }
    if (frame.type === 'control') this.#hear(frame.json)
    this.#down.push(bytes.slice())
  }

  #hear(json: string): void {
    const down = downSchema.parse(JSON.parse(json))
    if (down.type === 'refused') this.refusals += 1
    if (down.type !== 'saved') return
    for (const update of this.#sent.slice(0, down.upTo)) {
      if (update !== null && !this.#disk.has(update))
        this.#disk.broken.push('called saved before it was stored')
    }
  }

  /** One frame arrives up there. */
  deliverUp(): void {
    if (this.#line?.connection.isClosed === true) return this.cut()
    const frame = this.#up.shift()
    if (frame === undefined || this.#line === null) return
    if (isSync(frame)) this.#sent.push(frame.type === 'step1' ? null : frame.update)
    this.#line.room.receive(this.#line.connection, writeFrame(frame))
  }

  /** One frame arrives down here. */
  deliverDown(): void {
    const bytes = this.#down.shift()
    if (bytes === undefined) return
    const frame = readFrame(bytes)
    if (frame.type === 'step1') {
      this.#up.push({ type: 'step2', update: Y.encodeStateAsUpdate(this.doc, frame.stateVector) })
    }
    if (frame.type !== 'update' && frame.type !== 'step2') return
    Y.applyUpdate(this.doc, frame.update, 'room')
    if (frame.type === 'step2') this.hasBoard = true
  }
}

export class Afternoon {
  readonly #dice: Dice
  readonly #table: RoomTable
  readonly #disk = new Disk()
  readonly #pages: readonly Page[]
  #made = 0

  private constructor(table: RoomTable, seed: number) {
    this.#dice = dice(seed)
    this.#table = table
    this.#disk.watch(table.store)
    this.#pages = [rows.ana, rows.piet, rows.noor].map((who, at) => new Page(who, 1_000 + at, this.#disk))
  }

  static async begin(seed: number): Promise<Afternoon> {
    return new Afternoon(await RoomTable.lay(), seed)
  }

  async steps(count: number): Promise<void> {
    for (let step = 0; step < count; step += 1) {
      await this.#step()
      for (let turn = this.#dice.roll(4); turn > 0; turn -= 1) await Promise.resolve()
    }
  }

  async #step(): Promise<void> {
    const page = must(this.#pages[this.#dice.roll(this.#pages.length)], 'a page')
    const { store, clock } = this.#table
    const what = this.#dice.roll(100)
    if (!page.isConnected && what < 30) return page.connect(this.#table.rooms)
    if (what < 30) return page.deliverUp()
    if (what < 55) return page.deliverDown()
    if (what < 80) return this.#write(page)
    if (what < 86) return clock.pass(this.#dice.roll(40))
    if (what < 90) return store.hold()
    if (what < 94) return store.release(this.#dice.roll(2) === 0 ? 1 : undefined)
    if (what < 97) return page.cut()
    if (what < 98) return store.failNext('disk-full')
    if (what < 99) return this.#pullThePlug()
  }

  #write(page: Page): void {
    if (!page.hasBoard) return
    const records = recordsOf(page.doc)
    const me = must(
      Object.values(people).find(({ participantId }) => participantId === page.who.id),
      'me',
    )
    const all = [...readAll(page.doc).values()].filter(
      (record): record is NoteShape => 'type' in record && record.type === 'note',
    )
    const mine = all.filter((each) => authorOf(each) === page.who.id)
    const put = (before: BoardRecord | null, after: BoardRecord | null) =>
      page.doc.transact(() => writeDiff(records, before, after))
    const any = all[this.#dice.roll(Math.max(1, all.length))]
    const own = mine[this.#dice.roll(Math.max(1, mine.length))]
    this.#made += 1
    switch (this.#dice.roll(5)) {
      case 0:
        return put(null, note(`note-${page.who.name}-${this.#made}`, `briefje ${this.#made}`, me))
      case 1:
        return any && put(any, { ...any, x: this.#dice.roll(900), y: this.#dice.roll(900) })
      case 2:
        return own && put(own, this.#rewritten(own))
      case 3:
        return own && this.#dice.roll(3) === 0 ? put(own, null) : undefined
      case 4: {
        const shared = readRecord(records, card.id)
        return shared !== null && 'type' in shared && shared.type === 'card'
          ? put(shared, this.#rewritten(shared))
          : undefined
      }
    }
  }

  #rewritten<R extends NoteShape | CardShape>(record: R): R {
    const { content } = richTextFrom(`tekst ${this.#made} ${'x'.repeat(this.#dice.roll(8))}`)
    return { ...record, props: { ...record.props, richText: { type: 'doc', content: [...content] } } }
  }

  /** The process is killed: some of what waited for the disk had reached it, nobody was told. */
  async #pullThePlug(): Promise<void> {
    const { store } = this.#table
    store.hold()
    for (let turn = 0; turn < 60; turn += 1) await Promise.resolve()
    for (const page of this.#pages) page.cut()
    store.crash({ stored: this.#dice.roll(3) })
    this.#table.restart()
    // What reached the disk unheard is there for whoever reads next.
    Y.applyUpdate(this.#disk.doc, Y.encodeStateAsUpdate((await this.#table.onDisk()).doc))
  }

  /** Everything heals: the disk writes, everyone is connected, every frame arrives. */
  async heal(): Promise<void> {
    this.#table.store.release()
    for (let round = 0; round < 12; round += 1) {
      for (const page of this.#pages) {
        page.deliverUp()
        if (!page.isConnected) await page.connect(this.#table.rooms)
        while (page.waiting > 0 && page.isConnected) {
          page.deliverDown()
          page.deliverUp()
        }
      }
      await this.#table.settle()
      this.#table.clock.pass(2_000)
    }
  }

  /** Whether all are the same now, and the same as what a new process would load. */
  async verdict() {
    const { doc } = await this.#table.onDisk()
    const disk = Y.snapshot(doc)
    return {
      broken: this.#disk.broken,
      defects: this.#table.log.lines.filter(({ event }) => event === 'room.defect'),
      refusals: this.#pages.map(({ refusals }) => refusals),
      areEqual: this.#pages.map((page) => Y.equalSnapshots(Y.snapshot(page.doc), disk)),
      areSameRecords: this.#pages.map((page) => isSame(readAll(page.doc), readAll(doc))),
      records: readAll(doc).size,
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#table[Symbol.asyncDispose]()
  }
}

function isSame(a: ReadonlyMap<string, BoardRecord>, b: ReadonlyMap<string, BoardRecord>): boolean {
  const text = (all: ReadonlyMap<string, BoardRecord>) =>
    JSON.stringify([...all].toSorted(([one], [other]) => (one < other ? -1 : 1)))
  return text(a) === text(b)
}

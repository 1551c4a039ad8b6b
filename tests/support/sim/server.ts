/**
 * The server of a simulated afternoon: real rooms and desks over a disk that holds, fails and survives
 * its process. Everything that it draws by chance is decided by the dice.
 */
import * as Y from 'yjs'
import { openFanout } from '../../../server/adapters/fanout.ts'
import type { Fact, Fanout, FanoutMessage, ParticipantRow } from '../../../server/core/ports.ts'
import { Rooms } from '../../../server/core/rooms.ts'
import { NoteDesk } from '../../../server/core/note-desk.ts'
import { TemplateDesk } from '../../../server/core/template-desk.ts'
import { Turns } from '../../../server/core/turns.ts'
import type { DeskPorts } from '../../../server/core/desk.ts'
import { must } from '../../../shared/assert.ts'
import { keepAsWritten } from '../../../shared/board/as-written.ts'
import { isShape } from '../../../shared/board/schema.ts'
import { templates } from '../../../shared/template/catalog.ts'
import type { Role } from '../../../shared/session/role.ts'
import { wireVersion } from '../../../shared/wire/version.ts'
import { FakeClock } from '../fake-clock.ts'
import { KeptLog } from '../kept-log.ts'
import { MemoryStore } from '../memory-store.ts'
import { FakeReplayer } from '../replayer.ts'
import { serverClientId } from '../room-world.ts'
import { boardId, boardRow, noon, sessionId, sessionRow, world } from '../store-rows.ts'
import type { Dice } from './dice.ts'
import { KeptDisk } from './kept-disk.ts'
import type { Socket } from './line.ts'

export class Server implements AsyncDisposable {
  readonly store = new MemoryStore()
  readonly disk = new KeptDisk()
  readonly log = new KeptLog()
  readonly #dice: Dice
  clock = new FakeClock()
  #life: {
    readonly rooms: Rooms
    readonly fanout: Fanout
    readonly templates: TemplateDesk
    readonly notes: NoteDesk
  }
  /** Records that the server was asked to take away. */
  readonly removed = new Set<string>()

  private constructor(dice: Dice) {
    this.#dice = dice
    this.#life = this.#begin()
  }

  static async open(dice: Dice, people: readonly ParticipantRow[]): Promise<Server> {
    const server = new Server(dice)
    const { store } = server
    const known = world.filter((fact) => !('put' in fact && fact.put === 'participant'))
    await store.commit([], [...known, ...people.map((row) => ({ put: 'participant' as const, row }))])
    const created = { type: 'created' as const, board: { boardId, title: 'Probleem' } }
    const by = must(people[0], 'someone').id
    await store.commit(
      [
        {
          boardId,
          epoch: 1,
          fence: 0,
          updates: [Y.encodeStateAsUpdate(server.disk.doc)],
          clients: [{ clientId: serverClientId, owner: 'server' }],
        },
      ],
      [
        { add: 'event', row: { sessionId, seq: 1, at: noon, event: created } },
        { add: 'event', row: { sessionId, seq: 2, at: noon, event: { type: 'started', by } } },
      ],
    )
    server.disk.watch(store)
    return server
  }

  #begin() {
    const { store, clock, log } = this
    const fanout = openFanout(log)
    const chance = {
      bytes: (count: number) => Uint8Array.from({ length: count }, () => this.#dice.roll(256)),
    }
    const rooms = new Rooms({ store, replayer: new FakeReplayer(), clock, log, fanout, chance })
    const seals = {
      hash: (content: string | Uint8Array) => String(content),
      signKey: () => '',
      readKey: () => null,
    }
    const ports = { store, rooms, fanout, clock, chance, seals, turns: new Turns() } as unknown as DeskPorts
    return { rooms, fanout, templates: new TemplateDesk(ports), notes: new NoteDesk(ports) }
  }

  /** A socket knocks; it is let in, or told why not, some turns later. */
  async connect(socket: Socket, row: ParticipantRow): Promise<void> {
    socket.isNew = false
    const life = this.#life
    try {
      const asked = { epoch: 1, protocol: wireVersion }
      const joined = await life.rooms.connect(socket.wire, boardId, row, asked)
      if (life === this.#life) socket.joined(joined)
    } catch {
      if (life === this.#life) socket.wire.close('storeUnavailable')
    }
  }

  /** The process is gone: some of what waited for the disk had reached it, nobody was told. */
  async kill(): Promise<void> {
    this.store.hold()
    for (let turn = 0; turn < 60; turn += 1) await Promise.resolve()
    this.store.crash({ stored: this.#dice.roll(3) })
    // Timers of the old process never fire again.
    this.clock = new FakeClock(this.clock.now())
    await this.#life.fanout[Symbol.asyncDispose]()
    this.#life = this.#begin()
    this.disk.found(await this.loaded())
  }

  /** What a new process would read. */
  async loaded(): Promise<Y.Doc> {
    const stored = must(await this.store.load(boardId), 'a stored board')
    const doc = new Y.Doc()
    keepAsWritten(doc)
    if (stored.checkpoint !== null) Y.applyUpdate(doc, stored.checkpoint)
    for (const update of stored.tail) Y.applyUpdate(doc, update)
    return doc
  }

  async room() {
    return must(await this.#life.rooms.open(boardId), 'a room')
  }

  // ---- what people ask of it by HTTP ------------------------------------------------------------

  lay(by: ParticipantRow): string {
    const { key } = must(this.#dice.pick(templates), 'a template')
    const at = { x: 2_000 + this.#dice.roll(9) * 1_000, y: this.#dice.roll(3) * 4_000 }
    this.#layAt(by, key, at).catch(unavailable)
    return `${by.name} lays ${key}`
  }
  async #layAt(by: ParticipantRow, template: string, at: { x: number; y: number }): Promise<void> {
    const outcome = await this.#life.templates.apply(by, this.#board(), { template, at }, () => [])
    if (!outcome.ok) return
    const { instanceId } = outcome.answer
    if (this.removed.has(instanceId) || this.#instances().includes(instanceId)) return
    this.disk.broken.add('answered before it was stored')
  }
  unlay(by: ParticipantRow): string | null {
    const instance = this.#dice.pick(this.#instances())
    if (instance === undefined) return null
    this.removed.add(instance)
    for (const record of this.disk.records.values()) {
      if (isShape(record) && 'instance' in record.props && record.props.instance === instance) {
        this.removed.add(record.id)
      }
    }
    this.#life.templates.remove(by, this.#board(), instance).catch(unavailable)
    return `${by.name} takes template ${instance} away`
  }
  nameless(by: ParticipantRow, text: string): string {
    const wish = { text, attribution: 'nameless' as const }
    const written = this.#life.notes.write(by, this.#board(), sessionRow(), wish, 'key', () => [])
    written.catch(unavailable)
    return `${by.name} asks for a nameless note ${text}`
  }
  #board() {
    return boardRow(boardId)
  }
  #instances(): string[] {
    const found = new Set<string>()
    for (const record of this.disk.records.values()) {
      if (isShape(record) && record.type === 'header') found.add(record.props.instance)
    }
    return [...found]
  }

  changeRole(row: ParticipantRow, role: Role): ParticipantRow {
    const participant = { ...row, role }
    this.#tell([{ put: 'participant', row: participant }], { type: 'participant-changed', participant })
    return participant
  }
  lock(): void {
    const row = boardRow(boardId, { lockedAt: noon })
    this.#tell([{ put: 'board', row }], { type: 'board-locked', boardId })
  }
  /** Stored and then told, as the desks do. */
  #tell(facts: readonly Fact[], message: FanoutMessage): void {
    const { fanout } = this.#life
    const stored = async (): Promise<void> => {
      await this.store.commit([], facts)
      fanout.publish(message)
    }
    stored().catch(unavailable)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.store.release()
    await this.#life.rooms[Symbol.asyncDispose]()
    await this.store[Symbol.asyncDispose]()
  }
}

/** A disk that refused, a process that is gone: who asked may ask again. */
function unavailable(): void {}

/**
 * A simulated afternoon: three to six people at one board, each with the real link, binding and undo,
 * before a real room, guard and committer. The network delays and cuts, the disk holds and fails, the
 * process is killed; roles change and the board is closed. One list of numbers decides everything, so
 * that an afternoon can be lived again, and lived again without most of it.
 */
import type { ParticipantRow } from '../../../server/core/ports.ts'
import { recordsOf } from '../../../shared/board/layout.ts'
import { richTextOf } from '../../../shared/board/schema.ts'
import type { ParticipantId } from '../../../shared/ids.ts'
import type { Role } from '../../../shared/session/role.ts'
import { boardId, participantRow } from '../store-rows.ts'
import { dice, type Dice } from './dice.ts'
import { Counter, Hand, type Done } from './hands.ts'
import { lettersIn, letterOf } from './letters.ts'
import { Screen } from './screen.ts'
import { drawFrom } from './seeded-chance.ts'
import { Server } from './server.ts'
import { overstepped, type OwnDeeds } from './undo-watch.ts'
import { faultsIn, lettersOn } from './verdict.ts'

const names = ['Ana', 'Piet', 'Noor', 'Olga', 'Mia', 'Jan']

/** A letter that someone typed, and where. */
export interface Typed {
  readonly letter: string
  readonly on: string
  readonly by: Seat
}

export interface Seat {
  readonly screen: Screen
  readonly own: OwnDeeds
}

export class Afternoon implements AsyncDisposable {
  readonly server: Server
  readonly seats: readonly Seat[]
  /** What happened, in words. */
  readonly told: string[] = []
  readonly typed: Typed[] = []
  /** Typed where only another may write: the letter, and the note. */
  readonly forbidden = new Map<string, string>()
  /** Taken away by someone's hand: the record and the letter. */
  readonly erased = new Set<string>()
  readonly removed = new Set<string>()
  /** Texts of which a hand took a line away: what another types in that line meanwhile goes with it. */
  readonly rejoined = new Set<string>()
  readonly broken: string[] = []
  readonly #chance: Disposable
  readonly #counter = new Counter()

  private constructor(server: Server, people: readonly ParticipantRow[], own: Dice, chance: Disposable) {
    this.server = server
    this.#chance = chance
    this.seats = people.map((row) => ({
      screen: new Screen(row, boardId, server.disk, own),
      own: { clients: new Set(), records: new Set(), letters: new Set() },
    }))
  }

  static async begin(seed: number): Promise<Afternoon> {
    const own = dice(seed)
    const chance = drawFrom(dice(seed ^ 0x5eed))
    const people = names.slice(0, 3 + own.roll(4)).map((name, at) =>
      participantRow(`participant-${name.toLowerCase()}` as ParticipantId, name, {
        role: at === 0 ? 'facilitator' : at === 4 ? 'observer' : 'participant',
        joinedAt: at,
      }),
    )
    return new Afternoon(await Server.open(own, people), people, own, chance)
  }

  async live(steps: readonly number[]): Promise<void> {
    for (const step of steps) {
      const own = dice(step)
      const said = await this.#step(own)
      if (typeof said === 'string') this.told.push(said)
      for (let turn = own.roll(5); turn > 0; turn -= 1) await Promise.resolve()
    }
  }

  async #step(own: Dice): Promise<string | null | void> {
    const seat = own.pick(this.seats)
    if (seat === undefined) return null
    const { screen } = seat
    const what = own.roll(1_000)
    if (what < 230) return this.#up(screen, own)
    if (what < 400) return this.#down(screen, own)
    if (what < 500) return screen.frame()
    if (what < 530) return screen.tick()
    if (what < 760) return this.#act(seat, own)
    if (what < 790) return this.#drag(seat, own)
    if (what < 820) return new Hand(screen, own, this.#counter).letGo()
    if (what < 860) return this.#undo(seat, 'undo')
    if (what < 880) return this.#undo(seat, 'redo')
    if (what < 910) return this.server.clock.pass(own.roll(60))
    if (what < 925) return this.server.store.hold()
    if (what < 960) return this.server.store.release(own.roll(3) === 0 ? 1 : undefined)
    return this.#fate(seat, own)
  }

  #fate({ screen }: Seat, own: Dice): Promise<string> | string | null | void {
    const [leader = screen] = this.seats.map((seat) => seat.screen)
    const what = own.roll(100)
    if (what < 30) {
      screen.cut()
      return `${screen.name}'s line is cut`
    }
    if (what < 38) {
      this.server.store.failNext('disk-full')
      return 'the disk will be full'
    }
    if (what < 48) return this.#kill()
    if (what < 58) return this.#changeRole(own)
    if (what < 70) return this.server.lay(leader.row)
    if (what < 76) return this.server.unlay(leader.row)
    if (what < 90) return this.server.nameless(screen.row, letterOf(this.#counter.next()))
    if (what < 94) return this.server.clock.pass(61_000)
    if (what < 95) {
      this.server.lock()
      return 'the board is closed for good'
    }
    return null
  }

  #up(screen: Screen, own: Dice): void {
    const socket = own.pick(screen.sockets)
    if (socket === undefined || socket.isOver) return screen.link.retry()
    if (socket.isNew) void this.server.connect(socket, screen.row)
    else for (let count = 1 + own.roll(3); count > 0; count -= 1) socket.deliverUp()
    for (const [at, each] of [...screen.sockets.entries()].toReversed()) {
      if (each.isOver) screen.sockets.splice(at, 1)
    }
  }

  #down(screen: Screen, own: Dice): void {
    const socket = own.pick(screen.sockets)
    for (let count = 1 + own.roll(6); count > 0; count -= 1) socket?.deliverDown()
  }

  async #kill(): Promise<string> {
    for (const { screen } of this.seats) screen.cut()
    await this.server.kill()
    return 'the server is killed'
  }

  #changeRole(own: Dice): string | null {
    const { screen } = own.pick(this.seats.slice(1)) ?? {}
    const role = own.pick<Role>(['observer', 'participant', 'participant', 'coFacilitator'])
    if (screen === undefined || role === undefined) return null
    screen.row = this.server.changeRole(screen.row, role)
    return `${screen.name} becomes ${role}`
  }

  // ---- hands ------------------------------------------------------------------------------------

  #act(seat: Seat, own: Dice): string | null {
    const done = this.#noting(seat, () => new Hand(seat.screen, own, this.#counter).act(own.roll(12) === 0))
    if (done === null) return null
    this.#remember(seat, done)
    return `${seat.screen.name} ${done.say}${done.isForbidden ? ', which is not theirs' : ''}`
  }
  #remember(seat: Seat, { letters, copied, isForbidden }: Done): void {
    // On a note of one's own everything may stand.
    for (const letter of copied) this.forbidden.delete(letter)
    for (const { letter, on } of letters) {
      seat.own.letters.add(letter)
      this.typed.push({ letter, on, by: seat })
      if (isForbidden) this.forbidden.set(letter, on)
    }
  }
  #drag(seat: Seat, own: Dice): string | null {
    const said = new Hand(seat.screen, own, this.#counter).drag()
    return said === null ? null : `${seat.screen.name} ${said}`
  }
  #undo(seat: Seat, which: 'undo' | 'redo'): string | null {
    const { screen, own } = seat
    const { canvas, link } = screen
    if (canvas === null || link.state().me?.mayWrite !== true) return null
    canvas.binding.flush()
    own.clients.add(link.doc.clientID)
    // What lies in the tray was refused, and this page knows it.
    const tray = link.notPlaced().map(({ text }) => text)
    const refused = new Set(lettersIn(tray.join('')).filter((letter) => this.forbidden.has(letter)))
    this.#noting(seat, () => {
      this.broken.push(...overstepped(link.doc, own, refused, canvas.undo[which]))
      canvas.undo.mark()
    })
    return `${screen.name}: ${which}`
  }

  /** What a hand takes off its own screen was meant to go. */
  #noting<T>({ screen, own }: Seat, run: () => T): T {
    screen.mount()
    const lines = linesOn(screen)
    const [ids, letters] = [new Set(screen.records.keys()), new Set(this.#lettersOn(screen))]
    const result = run()
    const [after, left] = [new Set(screen.records.keys()), new Set(this.#lettersOn(screen))]
    for (const id of ids) {
      if (after.has(id)) continue
      this.removed.add(id)
      own.records.add(id)
    }
    for (const id of after) if (!ids.has(id)) own.records.add(id)
    for (const place of letters) {
      if (left.has(place)) continue
      this.erased.add(place)
      own.letters.add(place.split(' ')[1] ?? '')
    }
    for (const [id, count] of linesOn(screen)) if (count < (lines.get(id) ?? 0)) this.rejoined.add(id)
    own.clients.add(screen.link.doc.clientID)
    return result
  }
  #lettersOn(screen: Screen): string[] {
    return [...screen.records].flatMap(([id, record]) => lettersOn(record).map((letter) => `${id} ${letter}`))
  }

  // ---- the end ----------------------------------------------------------------------------------

  /** Everything heals: the disk writes, everyone is connected, every frame arrives. */
  async heal(): Promise<void> {
    this.server.store.release()
    for (let round = 0; round < 14; round += 1) {
      for (const { screen } of this.seats) {
        screen.isHandDown = false
        screen.tick()
        screen.link.retry()
        for (let spin = 0; spin < 60; spin += 1) {
          for (const socket of screen.sockets) {
            if (socket.isNew) void this.server.connect(socket, screen.row)
            socket.deliverUp()
            socket.deliverDown()
          }
          screen.frame()
          if (spin % 10 === 0) await turns(12)
        }
      }
      await turns(60)
      this.server.clock.pass(20_000)
      await turns(60)
    }
  }

  async verdict(): Promise<readonly string[]> {
    return faultsIn(this)
  }

  /** Records that lie on the board at the end. */
  get size(): number {
    return recordsOf(this.server.disk.doc).size
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { screen } of this.seats) screen[Symbol.dispose]()
    await this.server[Symbol.asyncDispose]()
    this.#chance[Symbol.dispose]()
  }
}

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await Promise.resolve()
}

/** How many lines each text on a screen has. */
function linesOn({ records }: Screen): ReadonlyMap<string, number> {
  const texts = [...records].flatMap(([id, record]) => {
    const text = richTextOf(record)
    return text === null ? [] : [[id, text.content.length] as const]
  })
  return new Map(texts)
}

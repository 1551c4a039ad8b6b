/** One of the few who look at every stamp that comes in. In a process without the crowd's work. */
import type { WebSocket } from 'ws'
import { stampsIn, type Stamp } from './stamp.ts'
import { msSince } from './steady.ts'

export class Probe {
  frames = 0
  bytes = 0
  readonly changes = { total: 0 }
  readonly cursors = { total: 0 }
  /** The newest change of each writer that was seen here. */
  readonly seen = new Map<number, number>()
  #times: { readonly changeMs: number[]; readonly cursorMs: number[] } = { changeMs: [], cursorMs: [] }
  readonly #changeForm: 'point' | 'change'
  readonly #writer: number
  /** Whose clock and event loop are as quiet as this one's: times are taken between these alone. */
  readonly #probes: ReadonlySet<number>

  constructor(
    socket: WebSocket,
    changeForm: 'point' | 'change',
    writer: number,
    probes: ReadonlySet<number>,
  ) {
    this.#changeForm = changeForm
    this.#writer = writer
    this.#probes = probes
    socket.on('message', (message: Buffer) => this.#take(message))
  }

  #take(message: Buffer): void {
    this.frames += 1
    this.bytes += message.byteLength
    for (const stamp of stampsIn(message, this.#changeForm)) {
      this.changes.total += 1
      this.#see(stamp)
      // The first of each makes the stroke, and carries no time.
      if (stamp.seq > 0) this.#time(stamp, 'changeMs')
    }
    for (const stamp of stampsIn(message, 'cursor')) {
      this.cursors.total += 1
      this.#time(stamp, 'cursorMs')
    }
  }

  #see({ writer, seq }: Stamp): void {
    if (writer !== this.#writer && seq > (this.seen.get(writer) ?? 0)) this.seen.set(writer, seq)
  }

  #time({ writer, at }: Stamp, kind: 'changeMs' | 'cursorMs'): void {
    if (writer !== this.#writer && this.#probes.has(writer)) this.#times[kind].push(msSince(at))
  }

  takeTimes(kind: 'changeMs' | 'cursorMs'): readonly number[] {
    return this.#times[kind].splice(0)
  }
}

/**
 * Sockets without a network: frames lie in order on their way up and on their way down, and the dice
 * decide when the next one arrives, or whether the line is cut with all that was on it.
 */
import type { SocketClass } from '../../../client/link/counted-socket.ts'
import type { Connection, Wire } from '../../../server/core/connection.ts'
import type { Room } from '../../../server/core/rooms.ts'
import { closeCodes } from '../../../shared/wire/close-codes.ts'
import { isSync, readFrame } from '../../../shared/wire/frames.ts'

interface Joined {
  readonly room: Room
  readonly connection: Connection
}
type Down = { readonly bytes: Uint8Array } | { readonly code: number }

/** Who is told at the moment at which a frame leaves the server, or one of ours reaches it. */
export interface Watch {
  sends(bytes: Uint8Array, sent: readonly (Uint8Array | null)[]): void
}

export class Socket {
  static readonly OPEN = 1
  readonly OPEN = 1
  readyState = 0
  binaryType = ''
  onopen: (() => void) | null = null
  onclose: ((event: { code: number; reason: string }) => void) | null = null
  onerror: (() => void) | null = null
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null
  readonly url: string
  /** Nobody has knocked on the server's door with it yet. */
  isNew = true
  readonly #up: Uint8Array[] = []
  readonly #down: Down[] = []
  /** What arrived up there, by number of sync frame: the update, null for a question. */
  readonly #arrived: (Uint8Array | null)[] = []
  readonly #watch: Watch
  #joined: Joined | null = null
  #isAnswered = false
  #isCut = false

  /** On a line that is narrow every byte weighs as many. */
  readonly #weight: number

  constructor(url: string, watch: Watch, weight: number) {
    this.url = url
    this.#watch = watch
    this.#weight = weight
  }

  // ---- the client's end -------------------------------------------------------------------------

  send(data: Uint8Array): void {
    if (this.readyState === this.OPEN) this.#up.push(data.slice())
  }
  /** What was sent before still arrives; nothing more is heard. */
  close(): void {
    this.readyState = 3
    this.#down.length = 0
  }

  // ---- the server's end -------------------------------------------------------------------------

  readonly wire: Wire = {
    send: (bytes) => {
      if (this.#isCut) return
      this.#watch.sends(bytes, this.#arrived)
      if (this.readyState < 2) this.#down.push({ bytes: bytes.slice() })
    },
    close: (reason) => {
      if (!this.#isCut) this.#down.push({ code: closeCodes[reason] })
    },
    bufferedBytes: () =>
      this.#weight * this.#down.reduce((sum, down) => sum + ('bytes' in down ? down.bytes.byteLength : 0), 0),
  }

  joined(joined: Joined | null): void {
    this.#isAnswered = true
    this.#joined = joined
    if (this.#isCut) joined?.connection.gone()
  }

  // ---- what the dice decide ---------------------------------------------------------------------

  get isOver(): boolean {
    return this.#isCut || (this.readyState === 3 && this.#isAnswered && this.#joined === null)
  }
  get waiting(): number {
    return this.#up.length + this.#down.length
  }

  deliverUp(): void {
    if (this.#joined === null) return
    const bytes = this.#up.shift()
    if (bytes === undefined) {
      // Its farewell arrives behind all that it sent.
      if (this.readyState === 3) this.#leave()
      return
    }
    const frame = readFrame(bytes)
    if (isSync(frame)) this.#arrived.push(frame.type === 'step1' ? null : frame.update)
    this.#joined.room.receive(this.#joined.connection, bytes)
  }

  deliverDown(): void {
    if (this.readyState === 0 && !this.isNew) {
      this.readyState = 1
      this.onopen?.()
    }
    const down = this.#down.shift()
    if (down === undefined) return
    if ('code' in down) this.#end(down.code)
    else this.onmessage?.({ data: down.bytes.slice().buffer })
  }

  /** All that was on the line is gone. */
  cut(): void {
    if (this.#isCut) return
    this.#leave()
    this.#end(1006)
  }

  #leave(): void {
    this.#joined?.connection.gone()
    this.#joined = null
  }

  #end(code: number): void {
    this.#isCut = true
    this.#up.length = 0
    this.#down.length = 0
    this.#leave()
    if (this.readyState === 3) return
    this.readyState = 3
    this.onclose?.({ code, reason: '' })
  }
}

/** The class that a link makes its sockets of; each is told of when it is made. */
export function socketsFor(made: (socket: Socket) => void, watch: Watch, weight: () => number): SocketClass {
  class Made extends Socket {
    constructor(url: string) {
      super(url, watch, weight())
      made(this)
    }
  }
  // Only what the link and y-websocket use of a socket.
  return Made as unknown as SocketClass
}

/**
 * Reads what a server sends as a bare stream of bytes: counts frames, bytes and stamps without taking
 * anything apart, so that one core can receive what a busy room sends. Answers pings.
 */
import type { Socket } from 'node:net'
import type { WebSocket } from 'ws'
import { StampCount } from './stamp.ts'

const pingCode = 9

export class Reader {
  frames = 0
  bytes = 0
  readonly changes: StampCount
  readonly cursors = new StampCount('cursor')
  readonly #socket: WebSocket
  /** Of the payload under way. */
  #left = 0
  #head = Buffer.alloc(0)

  /** From now on `ws` only sends. */
  constructor(socket: WebSocket, changeForm: 'point' | 'change') {
    this.#socket = socket
    this.changes = new StampCount(changeForm)
    const stream = streamOf(socket)
    stream.removeAllListeners('data')
    stream.on('data', (chunk: Buffer) => this.#take(chunk))
  }

  #take(chunk: Buffer): void {
    this.bytes += chunk.byteLength
    this.changes.take(chunk)
    this.cursors.take(chunk)
    this.#walk(chunk)
  }

  #walk(chunk: Buffer): void {
    let at = Math.min(this.#left, chunk.byteLength)
    this.#left -= at
    while (at < chunk.byteLength) {
      const known = this.#head.byteLength
      const head =
        known === 0 ? chunk.subarray(at, at + 10) : Buffer.concat([this.#head, chunk.subarray(at, at + 10)])
      const frame = frameIn(head)
      if (frame === null) {
        this.#head = Buffer.from(head)
        return
      }
      this.#head = Buffer.alloc(0)
      at += frame.headBytes - known
      if (frame.code === pingCode) this.#socket.pong()
      else this.frames += 1
      const here = Math.min(frame.length, chunk.byteLength - at)
      at += here
      this.#left = frame.length - here
    }
  }
}

/** Servers don't mask. Null when the head is not whole yet. */
function frameIn(head: Buffer): { code: number; length: number; headBytes: number } | null {
  if (head.byteLength < 2) return null
  const code = head.readUInt8(0) & 0x0f
  const short = head.readUInt8(1) & 0x7f
  if (short < 126) return { code, length: short, headBytes: 2 }
  const headBytes = short === 126 ? 4 : 10
  if (head.byteLength < headBytes) return null
  return { code, length: short === 126 ? head.readUInt16BE(2) : Number(head.readBigUInt64BE(2)), headBytes }
}

function streamOf(socket: WebSocket): Socket {
  const stream: unknown = Reflect.get(socket, '_socket')
  return stream as Socket
}

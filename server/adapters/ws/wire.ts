/**
 * A socket as the core sees it. A frame for a whole room is put into its WebSocket form once and given
 * to all sockets as it is, and what one socket gets in one turn leaves in one write: in a full room
 * making frames and asking the system to write them is what costs.
 */
import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import { closeCodes, type CloseReason } from '../../../shared/wire/close-codes.ts'
import type { Wire } from '../../core/connection.ts'

/** How long a closed socket may take to say goodbye before it is cut. */
const goodbyeMs = 2_000
/** Larger ones are not copied behind their head. */
const copiedBytesMax = 64 * 1024

/** Binary frames whole, as a server sends them: unmasked, in one piece, not compressed. */
export class Framer {
  #last: { readonly frame: Uint8Array; readonly pieces: readonly Uint8Array[] } | null = null
  readonly #corked: Duplex[] = []

  send(stream: Duplex, frame: Uint8Array): void {
    if (stream.writableCorked === 0) this.#cork(stream)
    for (const piece of this.#piecesOf(frame)) stream.write(piece)
  }

  /** The same frame goes to one socket after the other. */
  #piecesOf(frame: Uint8Array): readonly Uint8Array[] {
    if (this.#last?.frame === frame) return this.#last.pieces
    const head = headOf(frame.byteLength)
    const pieces = frame.byteLength > copiedBytesMax ? [head, frame] : [Buffer.concat([head, frame])]
    this.#last = { frame, pieces }
    return pieces
  }

  #cork(stream: Duplex): void {
    stream.cork()
    if (this.#corked.push(stream) === 1) process.nextTick(() => this.#uncork())
  }

  #uncork(): void {
    this.#last = null
    for (const stream of this.#corked.splice(0)) stream.uncork()
  }
}

/** The last piece of a message, binary, and its length in the shortest form that holds it. */
function headOf(length: number): Buffer {
  if (length < 126) return Buffer.from([0x82, length])
  const head = Buffer.alloc(length < 65_536 ? 4 : 10)
  head.writeUInt8(0x82, 0)
  head.writeUInt8(head.byteLength === 4 ? 126 : 127, 1)
  if (head.byteLength === 4) head.writeUInt16BE(length, 2)
  else head.writeBigUInt64BE(BigInt(length), 2)
  return head
}

/** `stream` is what the socket was made of; nothing but `framer` and the socket's own pings and close write on it. */
export function wireOf(socket: WebSocket, stream: Duplex, framer: Framer): Wire {
  return {
    send: (frame) => {
      if (socket.readyState === socket.OPEN) framer.send(stream, frame)
    },
    close: (reason) => close(socket, reason),
    bufferedBytes: () => stream.writableLength,
  }
}

/** A peer that doesn't answer the close is cut, so that nothing of it stays. */
export function close(socket: WebSocket, reason: CloseReason): void {
  socket.resume()
  socket.removeAllListeners('message')
  socket.close(closeCodes[reason], reason)
  const cut = setTimeout(() => socket.terminate(), goodbyeMs)
  cut.unref()
  socket.once('close', () => clearTimeout(cut))
}

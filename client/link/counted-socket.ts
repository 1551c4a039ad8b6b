/**
 * A WebSocket that knows what passes through it on the way out. y-websocket sends by itself; three
 * of its habits don't fit our server and end here:
 *
 * 1. It echoes everyone's awareness. Only what the link sends for itself (`sendAsIs`) leaves.
 * 2. Reconnected, it sends new updates before its answer to the server's state vector. They would
 *    lean on changes the server has not got (a gap, refused); they wait, and are in the answer.
 * 3. It doesn't count. `saved {upTo: n}` needs the number of each sync frame of a connection.
 *
 * And a frame beyond what the server takes is not sent: it would end the line for good. Nothing of the
 * doc goes after it on this connection, because that would lean on what the server has not got.
 */
import { answerBytesMax, updateBytesMax } from '../../shared/wire/bounds.ts'
import { frameKind, type FrameKind } from './frame-kind.ts'

export interface Outgoing {
  /** The n-th sync frame of this connection went out; it carried changes. */
  carried(frame: number): void
  /** A frame was too large to be sent, and nothing will follow it. */
  tooLarge(kind: 'answer' | 'update'): void
}

export type SocketClass = typeof WebSocket
export type AsIsSocket = WebSocket & { sendAsIs(frame: Uint8Array<ArrayBuffer>): void }

export function countedSocket(Base: SocketClass, outgoing: Outgoing): SocketClass {
  return class CountedSocket extends Base {
    #syncFrames = 0
    #hasAnswered = false
    #isStuck = false

    override send(data: string | ArrayBufferLike | Blob | ArrayBufferView): void {
      // y-websocket sends bytes only.
      if (!(data instanceof Uint8Array)) return
      const kind = frameKind(data)
      if (kind === 'awareness') return
      if (kind === 'update' && !this.#hasAnswered) return
      if (this.#isStuck && (kind === 'step2' || kind === 'update')) return
      if (kind === 'step2') this.#hasAnswered = true
      const tooLarge = tooLargeFor(kind, data.byteLength)
      if (tooLarge !== null) {
        this.#isStuck = true
        outgoing.tooLarge(tooLarge)
        return
      }
      if (kind === 'step1' || kind === 'step2' || kind === 'update') this.#syncFrames += 1
      super.send(new Uint8Array(data))
      if (kind === 'step2' || kind === 'update') outgoing.carried(this.#syncFrames)
    }

    sendAsIs(frame: Uint8Array<ArrayBuffer>): void {
      if (this.readyState === this.OPEN) super.send(frame)
    }
  }
}

function tooLargeFor(kind: FrameKind, bytes: number): 'answer' | 'update' | null {
  if (kind === 'step2') return bytes > answerBytesMax ? 'answer' : null
  return kind === 'update' && bytes > updateBytesMax ? 'update' : null
}

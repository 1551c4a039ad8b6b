/** How one kind of server is spoken to: what frames look like, and what is said before anything else. */
import * as encoding from 'lib0/encoding'
import type { WebSocket } from 'ws'
import { writeFrame } from '../../../shared/wire/frames.ts'
import { pointAt, stampText, writeTimeAt, type Stamp } from './stamp.ts'
import { strokesOf } from './strokes.ts'

export type DialectName = 'relay' | 'plain' | 'hocuspocus' | 'tldraw'

/** One client's place: where it connects, as whom it writes. */
export interface Seat {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly room: string
  readonly writer: number
  readonly author: string
}

/** A frame that was made beforehand, and where the time of its leaving is written in. */
export type Ready = (at: number) => Buffer

export interface Writing {
  /** Makes what the changes change. */
  readonly first: Buffer
  readonly changes: readonly Ready[]
  readonly cursor: (stamp: Stamp) => Buffer
}

export interface Dialect {
  /** What a change's stamp looks like in the bytes. */
  readonly changeForm: 'point' | 'change'
  /** Says hello, and resolves when this client gets everything from now on. */
  greet(socket: WebSocket, seat: Seat): Promise<void>
  prepare(seat: Seat, changes: number): Writing
}

/** Resolves with the first message for which this holds. */
export function heard(socket: WebSocket, isIt: (message: Buffer) => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      socket.off('message', listen)
      socket.off('close', closed)
      settle()
    }
    const closed = (code: number) => end(() => reject(new Error(`closed with ${code} before it was ready`)))
    const listen = (message: Buffer): void => {
      try {
        if (isIt(message)) end(resolve)
      } catch (cause) {
        end(() => reject(cause instanceof Error ? cause : new Error(String(cause))))
      }
    }
    socket.on('message', listen)
    socket.on('close', closed)
  })
}

/** The awareness of one client, as y-protocols encodes it; each with a higher clock. */
export function cursorEntries({ writer, seq, at }: Stamp): Uint8Array {
  const state = {
    cursor: { x: 1000 + (seq % 997), y: 500 + (seq % 499) },
    view: { x: 0, y: 0, w: 1440, h: 900 },
    follows: stampText('cursor', { writer, seq, at }),
  }
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, 1)
  encoding.writeVarUint(encoder, 1_000_000 + writer)
  encoding.writeVarUint(encoder, seq + 1)
  encoding.writeVarString(encoder, JSON.stringify(state))
  return encoding.toUint8Array(encoder)
}

/** Yjs updates in frames of this form. */
export function yjsWriting(
  seat: Seat,
  count: number,
  frames: {
    readonly update: (update: Uint8Array) => Uint8Array
    readonly awareness: (entries: Uint8Array) => Uint8Array
  },
): Writing {
  const { first, changes } = strokesOf(seat.writer, seat.author, count)
  return {
    first: Buffer.from(frames.update(first)),
    changes: changes.map((change) => {
      const frame = Buffer.from(frames.update(change))
      const point = pointAt(frame)
      return (at) => {
        writeTimeAt(frame, point, at)
        return frame
      }
    }),
    cursor: (stamp) => Buffer.from(frames.awareness(cursorEntries(stamp))),
  }
}

export const plainFrames = {
  update: (update: Uint8Array) => writeFrame({ type: 'update', update }),
  awareness: (entries: Uint8Array) => writeFrame({ type: 'awareness', entries }),
}

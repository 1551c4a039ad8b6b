/** Sends what a client has to say, evenly, beginning at a moment of its own within the first beat. */
import type { WebSocket } from 'ws'
import type { Writing } from './dialect.ts'
import type { Load } from './loads.ts'
import { steadySeconds } from './steady.ts'

const beatMs = 2

interface Voice {
  /** Sends its next one. */
  readonly say: (at: number) => void
  readonly everySeconds: number
  due: number
}

export class Sender {
  readonly sent = { changes: 0, cursors: 0 }
  readonly #voices: Voice[] = []
  #timer: NodeJS.Timeout | null = null

  add(socket: WebSocket, writer: number, writing: Writing, { changes, cursors }: Load): void {
    const send = (frame: Buffer, kind: 'changes' | 'cursors'): void => {
      if (socket.readyState !== socket.OPEN) return
      socket.send(frame)
      this.sent[kind] += 1
    }
    let [change, cursor] = [0, 0]
    this.#add(changes, (at) => {
      const ready = writing.changes[change]
      // A machine that takes far longer than asked to come to the end of a run.
      if (ready === undefined) return
      change += 1
      send(ready(at), 'changes')
    })
    this.#add(cursors, (at) => {
      send(writing.cursor({ writer, seq: cursor, at }), 'cursors')
      cursor += 1
    })
  }

  #add(perSecond: number, say: Voice['say']): void {
    if (perSecond > 0) this.#voices.push({ say, everySeconds: 1 / perSecond, due: 0 })
  }

  start(): void {
    const now = steadySeconds()
    for (const voice of this.#voices) voice.due = now + Math.random() * voice.everySeconds
    this.#timer = setInterval(() => this.#beat(), beatMs)
  }

  #beat(): void {
    const now = steadySeconds()
    for (const voice of this.#voices) {
      while (voice.due <= now) {
        voice.due += voice.everySeconds
        voice.say(steadySeconds())
      }
    }
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer)
  }
}

/** A server for one link: a doc behind fake sockets, which the test opens, answers and cuts. */
import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { Link } from '../../../../client/link/link.ts'
import type { Keeping } from '../../../../client/link/keeping.ts'
import type { SocketClass } from '../../../../client/link/counted-socket.ts'
import { parseId, type BoardId } from '../../../../shared/ids.ts'
import { seedBoard } from '../../../../shared/board/layout.ts'
import type { Down } from '../../../../shared/wire/control.ts'
import { readFrame, writeFrame, type Frame } from '../../../../shared/wire/frames.ts'

export class Host implements Disposable {
  readonly doc = new Y.Doc()
  readonly sockets: FakeSocket[] = []
  readonly link: Link
  now = 0
  /** What the page's tab keeps of the tray. */
  kept: string | null
  keepsTray = true
  #frames: (() => void)[] = []

  constructor({ kept = null, keeping = null }: { kept?: string | null; keeping?: Keeping | null } = {}) {
    this.kept = kept
    seedBoard(this.doc, { title: 'Bord', epoch: 1 })
    const { sockets } = this
    class Socket extends FakeSocket {
      constructor(url: string) {
        super(url)
        sockets.push(this)
      }
    }
    const boardId = parseId<BoardId>('board0000000')
    if (boardId === null) throw new Error('no id')
    this.link = new Link(boardId, {
      url: 'ws://leerbord.test/sync',
      // Only what the link and y-websocket use of a socket.
      Socket: Socket as unknown as SocketClass,
      now: () => this.now,
      nextFrame: (run) => void this.#frames.push(run),
      trayMemory: {
        read: () => this.kept,
        write: (kept) => {
          if (this.keepsTray) this.kept = kept
        },
      },
      keeping,
    })
  }

  get socket(): FakeSocket {
    const last = this.sockets.at(-1)
    if (last === undefined) throw new Error('no socket')
    return last
  }

  /** The line stands: welcome, both sides ask for what they lack, and the screen shows it. */
  open({ mayWrite = true, participantId = 'piet00000000', epoch = 1 } = {}): void {
    this.answer({ mayWrite, participantId, epoch })
    this.frame()
  }

  /** The same, up to the next frame of the screen. */
  answer({ mayWrite = true, participantId = 'piet00000000', epoch = 1 } = {}): void {
    this.socket.open()
    this.down({
      type: 'welcome',
      participantId,
      role: 'participant',
      mayWrite,
      epoch,
      protocol: 1,
      session: { id: 'session00000', seq: 0, status: 'live', currentBoard: 'board0000000' },
    })
    this.send({ type: 'step1', stateVector: Y.encodeStateVector(this.doc) })
    this.send({ type: 'step2', update: Y.encodeStateAsUpdate(this.doc) })
  }

  /** Takes what the page has sent on this line; returns the number of its last sync frame. */
  take(): number {
    const frames = this.socket.sync()
    for (const frame of frames) if (frame.type !== 'step1') Y.applyUpdate(this.doc, frame.update)
    return frames.length
  }

  save(): void {
    this.down({ type: 'saved', upTo: this.take() })
  }

  down(down: Down): void {
    this.send({ type: 'control', json: JSON.stringify(down) })
  }

  send(frame: Frame): void {
    this.socket.receive(writeFrame(frame))
  }

  /** The screen is painted. */
  frame(): void {
    const due = this.#frames
    this.#frames = []
    for (const run of due) run()
  }

  [Symbol.dispose](): void {
    this.link[Symbol.dispose]()
  }
}

export class FakeSocket {
  static readonly OPEN = 1
  readonly OPEN = 1
  readonly sent: Frame[] = []
  readyState = 0
  binaryType = ''
  onopen: (() => void) | null = null
  onclose: ((event: { code: number; reason: string }) => void) | null = null
  onerror: (() => void) | null = null
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null

  readonly url: string
  constructor(url: string) {
    this.url = url
  }

  send(data: Uint8Array): void {
    this.sent.push(readFrame(data.slice()))
  }
  close(): void {
    this.readyState = 3
  }

  open(): void {
    this.readyState = 1
    this.onopen?.()
  }
  receive(frame: Uint8Array): void {
    this.onmessage?.({ data: frame.slice().buffer })
  }
  cut(code: number): void {
    this.readyState = 3
    this.onclose?.({ code, reason: '' })
  }

  sync(): Extract<Frame, { type: 'step1' | 'step2' | 'update' }>[] {
    return this.sent.flatMap((frame) =>
      frame.type === 'step1' || frame.type === 'step2' || frame.type === 'update' ? [frame] : [],
    )
  }
  /** Client ids that awareness frames on this line spoke for. */
  announced(): number[] {
    return this.sent.flatMap((frame) => {
      if (frame.type !== 'awareness') return []
      const decoder = decoding.createDecoder(frame.entries)
      return Array.from({ length: decoding.readVarUint(decoder) }, () => {
        const id = decoding.readVarUint(decoder)
        decoding.readVarUint(decoder)
        decoding.readVarString(decoder)
        return id
      })
    })
  }
}

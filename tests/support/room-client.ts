/**
 * A client of a room without a socket: what a page's link does, in a few lines, over plain function
 * calls. Frames to the client are kept in order; `sent` decides when frames from it arrive.
 */
import * as Y from 'yjs'
import type { Connection, Wire } from '../../server/core/connection.ts'
import type { ParticipantRow } from '../../server/core/ports.ts'
import type { Room } from '../../server/core/room.ts'
import { readAll, recordsOf } from '../../shared/board/layout.ts'
import type { CloseReason } from '../../shared/wire/close-codes.ts'
import { downSchema, type Down } from '../../shared/wire/control.ts'
import { readFrame, writeFrame, type Frame } from '../../shared/wire/frames.ts'

export class RoomClient {
  readonly doc: Y.Doc
  readonly frames: Frame[] = []
  closed: CloseReason | null = null
  /** What the socket claims to have in its buffer. */
  buffered = 0
  #room: Room | null = null
  #connection: Connection | null = null
  hasSynced = false

  constructor(clientId: number, doc = new Y.Doc()) {
    this.doc = doc
    this.doc.clientID = clientId
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'room') this.send({ type: 'update', update })
    })
  }

  readonly wire: Wire = {
    send: (frame) => this.#take(readFrame(frame)),
    close: (reason) => void (this.closed = reason),
    bufferedBytes: () => this.buffered,
  }

  /** Joins, and asks for the board as y-websocket does. */
  enter(room: Room, participant: ParticipantRow): this {
    this.#room = room
    this.#connection = room.join(this.wire, participant)
    this.send({ type: 'step1', stateVector: Y.encodeStateVector(this.doc) })
    return this
  }

  send(frame: Frame): void {
    this.sendBytes(writeFrame(frame))
  }
  sendBytes(bytes: Uint8Array): void {
    if (this.#connection !== null) this.#room?.receive(this.#connection, bytes)
  }

  write(change: (records: Y.Map<Y.Map<unknown>>) => void): void {
    this.doc.transact(() => change(recordsOf(this.doc)))
  }

  leave(): void {
    this.#connection?.gone()
    this.#connection = null
  }

  #take(frame: Frame): void {
    this.frames.push(frame)
    switch (frame.type) {
      case 'step1':
        return this.#answer(frame.stateVector)
      case 'step2':
      case 'update':
        Y.applyUpdate(this.doc, frame.update, 'room')
        if (frame.type === 'step2') this.hasSynced = true
        return
      case 'auth':
      case 'awareness':
      case 'control':
      case 'query-awareness':
    }
  }

  /** The room's step 1 comes while the connection is still being made: it is answered a turn later. */
  #answer(stateVector: Uint8Array): void {
    const answer = () => this.send({ type: 'step2', update: Y.encodeStateAsUpdate(this.doc, stateVector) })
    if (this.#connection !== null) answer()
    else queueMicrotask(answer)
  }

  get records() {
    return readAll(this.doc)
  }
  /** Control events of one type, in order. */
  heard<T extends Down['type']>(type: T): Extract<Down, { type: T }>[] {
    return this.frames
      .filter((frame) => frame.type === 'control')
      .map((frame) => downSchema.parse(JSON.parse(frame.json)))
      .filter((down): down is Extract<Down, { type: T }> => down.type === type)
  }
  get updates(): Uint8Array[] {
    return this.frames.flatMap((frame) => (frame.type === 'update' ? [frame.update] : []))
  }
}

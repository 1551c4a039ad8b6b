/**
 * Brings every reader of a board up to date and keeps it there: the first answer, every frame after
 * it, and one catch-up for a reader that could not keep pace. Sends only what is on disk.
 */
import * as Y from 'yjs'
import { WireError, writeFrame } from '../../shared/wire/frames.ts'
import type { BoardDoc } from './board-doc.ts'
import type { Connection } from './connection.ts'
import type { Clock } from './ports.ts'

const catchUpMs = 250
const stateVectorBytesMax = 256 * 1024
/** No structs, no deletes. */
const emptyUpdate = new Uint8Array([0, 0])

export interface ReadersPorts {
  readonly clock: Clock
  readonly board: BoardDoc
  readonly connections: () => Iterable<Connection>
  /** Runs when all that the doc holds now is on disk, before anything newer is shown. */
  readonly whenStored: (run: () => void) => void
}

export class Readers implements Disposable {
  readonly #ports: ReadersPorts
  /** A state that everyone who is up to date has for sure. */
  #knownToAll: Uint8Array
  #catchingUp: Disposable | null = null
  /** Whose answer waits for the disk. */
  readonly #asking = new Set<Connection>()

  constructor(ports: ReadersPorts) {
    this.#ports = ports
    this.#knownToAll = this.stateVector()
  }

  stateVector(): Uint8Array {
    return Y.encodeStateVector(this.#ports.board.doc)
  }

  /** Throws WireError for bytes that are no state vector. */
  answerStep1(connection: Connection, stateVector: Uint8Array): void {
    if (stateVector.byteLength > stateVectorBytesMax) throw new WireError('too-large')
    // Each answer that waits is a board in memory.
    if (this.#asking.has(connection)) return connection.close('tooMany')
    if (!isEmptyVector(stateVector)) return this.#answer(connection, 'step2', stateVector)
    // From the bytes as they lie on disk: nothing is encoded for a newcomer. The last one is the
    // step 2, so that a client counts as synced when it has them all.
    const updates = this.#ports.board.storedUpdates()
    const frames = updates.slice(0, -1).map((update) => writeFrame({ type: 'update', update }))
    connection.answer([...frames, writeFrame({ type: 'step2', update: updates.at(-1) ?? emptyUpdate })])
  }

  /** For the one that has this state vector, and for nobody else: the diff carries all deletes. */
  #answer(connection: Connection, type: 'step2' | 'update', stateVector: Uint8Array): void {
    const frame = writeFrame({ type, update: this.#missingFrom(stateVector) })
    this.#asking.add(connection)
    this.#ports.whenStored(() => {
      this.#asking.delete(connection)
      connection.answer([frame])
    })
  }

  #missingFrom(stateVector: Uint8Array): Uint8Array {
    try {
      return Y.encodeStateAsUpdate(this.#ports.board.doc, stateVector)
    } catch (cause) {
      throw new WireError('malformed', { cause })
    }
  }

  show(frame: Uint8Array, except: Connection | null): void {
    const now = this.#ports.clock.now()
    for (const connection of this.#ports.connections()) {
      if (connection !== except) connection.show(frame, this.#knownToAll, now)
      if (connection.isBehind) this.#catchUpLater()
    }
  }

  /** All that the doc holds is on disk and was shown. */
  allShown(): void {
    this.#knownToAll = this.stateVector()
  }

  #catchUpLater(): void {
    this.#catchingUp ??= this.#ports.clock.after(catchUpMs, () => {
      this.#catchingUp = null
      this.#catchUp()
    })
  }

  #catchUp(): void {
    const now = this.#ports.clock.now()
    for (const connection of this.#ports.connections()) {
      const knows = connection.readyToCatchUp(now)
      if (knows !== null) this.#answer(connection, 'update', knows)
      if (connection.isBehind) this.#catchUpLater()
    }
  }

  [Symbol.dispose](): void {
    this.#catchingUp?.[Symbol.dispose]()
  }
}

function isEmptyVector(stateVector: Uint8Array): boolean {
  return stateVector.byteLength === 0 || (stateVector.byteLength === 1 && stateVector[0] === 0)
}

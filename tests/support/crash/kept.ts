/** What of all that was promised a board still has. */
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { isSync, readFrame, writeFrame } from '../../../shared/wire/frames.ts'

/** All that the server promised of one board, over all its lives. */
export class Ledger {
  readonly boardId: string
  readonly #doc = new Y.Doc()
  #latest: Uint8Array[] = []

  constructor(boardId: string) {
    this.boardId = boardId
  }

  add(promised: readonly Uint8Array[]): void {
    for (const update of promised) Y.applyUpdate(this.#doc, update)
    this.#latest.push(...promised)
  }

  /** How many of these are not there any more, deletes included. */
  lostIn(board: Y.Doc): number {
    const has = Y.snapshot(board)
    const lost = this.#latest.filter((update) => !Y.snapshotContainsUpdate(has, update)).length
    this.#latest = []
    // Of earlier lives too: what was there after one crash must be there after the next.
    if (lost === 0 && !Y.snapshotContainsUpdate(has, Y.encodeStateAsUpdate(this.#doc))) return 1
    return lost
  }
}

/** A board as a newcomer gets it. */
export async function boardFor(address: string, cookie: string, boardId: string): Promise<Y.Doc> {
  const doc = new Y.Doc()
  const socket = new WebSocket(`${address.replace(/^http/, 'ws')}/sync/${boardId}`, {
    headers: { origin: address, cookie },
  })
  await new Promise<void>((resolve, reject) => {
    socket.on('error', reject)
    socket.on('close', (code) => reject(new Error(`closed with ${code}`)))
    socket.on('open', () => socket.send(writeFrame({ type: 'step1', stateVector: new Uint8Array([0]) })))
    socket.on('message', (message: Buffer) => {
      const frame = readFrame(message)
      if (!isSync(frame) || frame.type === 'step1') return
      Y.applyUpdate(doc, frame.update)
      if (frame.type === 'step2') resolve()
    })
  })
  socket.terminate()
  return doc
}

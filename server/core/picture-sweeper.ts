/**
 * Takes away pictures that nothing shows any more: at the start, every hour, and when a trajectory was
 * erased. A picture goes when for a day no shape on its board and no snapshot has shown it, so that undo
 * finds it; its file goes with the last picture of the same bytes. A file that no picture knows goes at
 * once: whoever keeps one has its turn until it is known.
 *
 * The asset goes from the doc first, in the room: from then on no shape can show the picture (the guard
 * refuses one without its asset), so nothing comes to lean on what is being taken away.
 */
import * as Y from 'yjs'
import { readAll } from '../../shared/board/layout.ts'
import type { Outline } from '../../shared/board/outline.ts'
import { assetIdOf, isShape, pictureIdOf, type BoardRecord } from '../../shared/board/schema.ts'
import { schemaAgeOf, upgrade } from '../../shared/board/upgrade.ts'
import type { BoardId, PictureId } from '../../shared/ids.ts'
import { openRoom } from './board-write.ts'
import { turnOfFile } from './picture-desk.ts'
import {
  StoreError,
  type Clock,
  type Fanout,
  type Log,
  type PicturedBoard,
  type PictureFiles,
  type PictureRow,
  type Store,
} from './ports.ts'
import type { Rooms } from './rooms.ts'
import type { Turns } from './turns.ts'

const betweenMs = 60 * 60 * 1000
/** Long enough for undo, and for work that waits on a device over the night. */
const graceMs = 24 * 60 * 60 * 1000

export interface PictureSweeperPorts {
  readonly store: Store
  readonly files: PictureFiles
  readonly rooms: Rooms
  readonly fanout: Pick<Fanout, 'subscribe'>
  readonly clock: Clock
  readonly turns: Turns
  readonly log: Log
}

export class PictureSweeper implements AsyncDisposable {
  readonly #ports: PictureSweeperPorts
  readonly #ears: Disposable
  /** As it was looked at last: a board that nobody wrote on needs no second look. */
  readonly #lookedAt = new Map<BoardId, string>()
  #sweeping: Promise<void>
  #timer: Disposable
  #isClosing = false

  constructor(ports: PictureSweeperPorts) {
    this.#ports = ports
    this.#ears = ports.fanout.subscribe(({ type }) => {
      if (type === 'board-erased') this.#next(() => this.#sweepFiles())
    })
    this.#timer = this.#after()
    this.#sweeping = this.#sweep()
  }

  /** Resolves when what is under way is done. */
  get idle(): Promise<void> {
    return this.#sweeping
  }

  #after(): Disposable {
    return this.#ports.clock.after(betweenMs, () => {
      this.#timer = this.#after()
      this.#next(() => this.#sweep())
    })
  }

  #next(work: () => Promise<void>): void {
    this.#sweeping = this.#sweeping.then(work)
  }

  async #sweep(): Promise<void> {
    await this.#quietly(async () => {
      for (const board of await this.#ports.store.picturedBoards()) {
        if (this.#isClosing) return
        await this.#quietly(() => this.#sweepBoard(board))
      }
    })
    await this.#sweepFiles()
  }

  /** A fault ends this piece and no more: the next sweep finds the same pictures. */
  async #quietly(work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (cause) {
      this.#ports.log.warn('pictures.not-swept', { cause })
    }
  }

  async #sweepBoard({ boardId, epoch, seq }: PicturedBoard): Promise<void> {
    const { store, clock } = this.#ports
    const pictures = await store.picturesOfBoard(boardId)
    const state = `${epoch} ${seq}`
    const isLoose = ({ looseSince }: PictureRow) => looseSince !== null
    if (this.#lookedAt.get(boardId) === state && !pictures.some(isLoose)) return
    const shown = new Set([...(await this.#shownOn(boardId)), ...(await this.#shownInSnapshots(boardId))])
    const now = clock.now()
    for (const picture of pictures) {
      const { looseSince } = picture
      if (shown.has(picture.id) === (looseSince === null)) {
        if (looseSince !== null && now - looseSince >= graceMs) await this.#takeAway(picture)
        continue
      }
      const row = { ...picture, looseSince: shown.has(picture.id) ? null : now }
      await store.commit([], [{ put: 'picture', row }])
    }
    this.#lookedAt.set(boardId, state)
  }

  async #shownOn(boardId: BoardId): Promise<ReadonlySet<PictureId>> {
    const stored = await this.#ports.store.load(boardId)
    if (stored === null) return new Set()
    const doc = new Y.Doc()
    doc.transact(() => {
      if (stored.checkpoint !== null) Y.applyUpdate(doc, stored.checkpoint)
      for (const update of stored.tail) Y.applyUpdate(doc, update)
    })
    // What can't be read may show any of them.
    if (schemaAgeOf(doc) === 'newer') throw new StoreError('newer-schema')
    upgrade(doc)
    const shown = picturesIn(readAll(doc))
    doc.destroy()
    return shown
  }

  /** Snapshots of before there were pictures have no list of them. */
  async #shownInSnapshots(boardId: BoardId): Promise<readonly PictureId[]> {
    const snapshots = await this.#ports.store.snapshotsOfBoard(boardId)
    return snapshots.flatMap(({ outline }) => {
      const { pictures = [] }: Partial<Outline> = JSON.parse(outline)
      return pictures.map(({ pictureId }) => pictureId)
    })
  }

  async #takeAway(picture: PictureRow): Promise<void> {
    const { store, log } = this.#ports
    if (!(await this.#takeOffBoard(picture))) return
    // Only now can no new snapshot show it.
    if ((await this.#shownInSnapshots(picture.boardId)).includes(picture.id)) return
    await store.commit([], [{ drop: 'picture', id: picture.id }])
    await this.#dropFile(picture.sha256)
    log.info('pictures.swept', { boardId: picture.boardId })
  }

  /** False when a shape shows it after all. On a board that is closed for good nothing comes back. */
  async #takeOffBoard({ id, boardId }: PictureRow): Promise<boolean> {
    const { rooms, store } = this.#ports
    const board = await store.board(boardId)
    if (board === null) return true
    const room = await openRoom({ rooms }, board)
    return room.write((records) => {
      if (picturesIn(records).has(id)) return { answer: false }
      const assetId = assetIdOf(id)
      const removes = room.isLocked || !records.has(assetId) ? [] : [assetId]
      return { removes, answer: true }
    })
  }

  async #sweepFiles(): Promise<void> {
    await this.#quietly(async () => {
      for (const sha256 of await this.#ports.files.list()) {
        if (this.#isClosing) return
        await this.#dropFile(sha256)
      }
    })
  }

  /** Unless a picture has these bytes. */
  async #dropFile(sha256: string): Promise<void> {
    const { store, files, turns } = this.#ports
    await turns.take(turnOfFile(sha256), async () => {
      if ((await store.picturesWith(sha256)).length === 0) await files.drop(sha256)
    })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosing = true
    this.#ears[Symbol.dispose]()
    this.#timer[Symbol.dispose]()
    await this.#sweeping
  }
}

function picturesIn(records: ReadonlyMap<string, BoardRecord>): ReadonlySet<PictureId> {
  const shown = new Set<PictureId>()
  for (const record of records.values()) {
    if (!isShape(record) || record.type !== 'image') continue
    const id = pictureIdOf(record.props.assetId)
    if (id !== null) shown.add(id)
  }
  return shown
}

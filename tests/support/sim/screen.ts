/**
 * A page of one person: the real link, the real binding and the real undo around a real tldraw store.
 * What is not here is the editor: `hands.ts` does to the store what an editor's tools would do.
 */
import type * as Y from 'yjs'
import { createTLStore, type TLStore } from 'tldraw'
import { CanvasBinding } from '../../../client/canvas/binding/canvas-binding.ts'
import { OwnUndo } from '../../../client/canvas/editor/undo.ts'
import { Link } from '../../../client/link/link.ts'
import { boardSchema, type BoardRecord } from '../../../shared/board/schema.ts'
import type { BoardId } from '../../../shared/ids.ts'
import type { ParticipantRow } from '../../../server/core/ports.ts'
import type { Dice } from './dice.ts'
import { socketsFor, type Socket, type Watch } from './line.ts'

export class Screen implements Disposable {
  row: ParticipantRow
  readonly link: Link
  readonly store: TLStore
  readonly sockets: Socket[] = []
  readonly #tab = new Map<'tray', string>()
  #frames: (() => void)[] = []
  #timers: (() => void)[] = []
  #canvas: { readonly binding: CanvasBinding; readonly undo: OwnUndo } | null = null
  isHandDown = false
  /** Changes that no hand here made and no link wrote again. */
  unasked = 0

  constructor(row: ParticipantRow, boardId: BoardId, watch: Watch, dice: Dice) {
    this.row = row
    this.store = createTLStore({ schema: boardSchema })
    this.link = new Link(boardId, {
      url: 'ws://leerbord.test/sync',
      Socket: socketsFor(
        (socket) => void this.sockets.push(socket),
        watch,
        () => (dice.roll(4) === 0 ? 4_000 : 1),
      ),
      now: () => 0,
      nextFrame: (run) => void this.#frames.push(run),
      trayMemory: {
        read: () => this.#tab.get('tray') ?? null,
        write: (kept) => void (kept === null ? this.#tab.delete('tray') : this.#tab.set('tray', kept)),
      },
    })
    this.#listen(this.link.doc)
    this.link.onDoc((doc) => this.#listen(doc))
  }

  #listen(doc: Y.Doc): void {
    doc.on('update', (_update, origin: unknown, _doc, { local }) => {
      if (local && origin === null) this.unasked += 1
    })
  }

  get name(): string {
    return this.row.name
  }
  /** Null until the board is there. */
  get canvas() {
    this.mount()
    return this.#canvas
  }
  /** The editor mounts after the first sync. */
  mount(): void {
    if (this.#canvas !== null || !this.link.isSynced) return
    const binding = new CanvasBinding(this.link, this.store, {
      isGesture: () => this.isHandDown,
      after: (_ms, run) => void this.#timers.push(run),
      layOut: (shape) => shape,
    })
    this.#canvas = { binding, undo: new OwnUndo(binding) }
  }
  get records(): ReadonlyMap<string, BoardRecord> {
    const records = new Map<string, BoardRecord>()
    for (const record of this.store.allRecords()) {
      const known: { readonly typeName: string } = record
      if (isOfBoard(known)) records.set(known.id, known)
    }
    return records
  }

  /** The screen is painted: the store tells of its changes, and others' come in. */
  frame(): void {
    this.#canvas?.binding.flush()
    const due = this.#frames
    this.#frames = []
    for (const run of due) run()
    this.mount()
  }
  /** A tenth of a second goes by. */
  tick(): void {
    const due = this.#timers
    this.#timers = []
    for (const run of due) run()
  }
  cut(): void {
    for (const socket of this.sockets) socket.cut()
  }

  [Symbol.dispose](): void {
    this.#canvas?.undo[Symbol.dispose]()
    this.#canvas?.binding[Symbol.dispose]()
    this.link[Symbol.dispose]()
    this.store.dispose()
  }
}

function isOfBoard(record: { readonly typeName: string }): record is BoardRecord {
  return ['document', 'page', 'shape', 'binding'].includes(record.typeName)
}

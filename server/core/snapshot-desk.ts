/** Snapshots: keeping a board as it is, looking at what was kept, and going on from it. */
import { must } from '../../shared/assert.ts'
import { recordFactories } from '../../shared/board/factories.ts'
import { gatheredNotes } from '../../shared/board/gathered.ts'
import { keysAbove } from '../../shared/board/order.ts'
import { outlineOf, type Outline } from '../../shared/board/outline.ts'
import { pictureOf } from '../../shared/board/picture.ts'
import { heightOf } from '../../shared/board/picture/note-height.ts'
import {
  isShape,
  noteIdOf,
  pageId,
  shapeIdOf,
  toIndexKey,
  type BoardRecord,
  type NoteShape,
} from '../../shared/board/schema.ts'
import { mintId, type BoardId, type NoteId, type SessionId, type SnapshotId } from '../../shared/ids.ts'
import type { Language } from '../../shared/language.ts'
import { leads } from '../../shared/session/role.ts'
import type { Outcome } from '../../shared/wire/problem.ts'
import { openRoom } from './board-write.ts'
import { answered, refused, type DeskPorts } from './desk.ts'
import { newBoard } from './new-board.ts'
import type { ReceiptFor } from './once.ts'
import { Pictures } from './pictures.ts'
import type { BoardRow, Fact, ParticipantRow, SessionRow, SnapshotRow, TrajectoryRow } from './ports.ts'
import type { SessionDesk } from './session-desk.ts'
import { recordsIn, snapshotFact } from './snapshots.ts'
import { myself } from './trajectory-desk.ts'

export interface Taken {
  readonly snapshotId: SnapshotId
  readonly takenAt: number
  readonly sha256: string
}
export interface ContinueWish {
  /** Absent: all notes. */
  readonly noteIds?: readonly string[] | undefined
  readonly title?: string | undefined
}
export interface Continued {
  readonly boardId: BoardId
  readonly sessionId: SessionId
}

/** The first words people see of a board that goes on from another. */
const goingOn: Readonly<Record<Language, string>> = { nl: 'verder werken', en: 'continued' }
const titleMax = 120

export class SnapshotDesk {
  readonly #ports: DeskPorts
  readonly #sessions: SessionDesk
  readonly #pictures = new Pictures()
  constructor(ports: DeskPorts, sessions: SessionDesk) {
    this.#ports = ports
    this.#sessions = sessions
  }

  async take(
    me: ParticipantRow,
    board: BoardRow,
    label: string | null,
    receiptFor: ReceiptFor<Taken>,
  ): Promise<Outcome<Taken>> {
    if (!leads(me.role)) return refused('not-allowed')
    // In the session's turn, and asked of the room: a board that is closing keeps its end and no more.
    return this.#sessions.inTurn(board.sessionId, () => this.#keep(board, label, receiptFor))
  }

  async #keep(board: BoardRow, label: string | null, receiptFor: ReceiptFor<Taken>): Promise<Outcome<Taken>> {
    const { chance, clock, seals, store } = this.#ports
    const room = await openRoom(this.#ports, board)
    if (room.isLocked) return refused('locked')
    const doc = await room.snapshotBytes()
    const id = mintId<SnapshotId>(chance.bytes.bind(chance))
    const fact = snapshotFact(seals, board, doc, { id, kind: 'hand', label, at: clock.now() })
    const answer = { snapshotId: id, takenAt: fact.row.takenAt, sha256: fact.row.sha256 }
    await store.commit([], [fact, ...receiptFor(answer)])
    return answered(answer)
  }

  async show(trajectory: TrajectoryRow, snapshot: SnapshotRow, me: ParticipantRow) {
    const { store } = this.#ports
    const board = must(await store.board(snapshot.boardId), 'a snapshot has a board')
    const session = must(await store.session(snapshot.sessionId), 'a snapshot has a session')
    return {
      snapshotId: snapshot.id,
      boardId: snapshot.boardId,
      sessionId: snapshot.sessionId,
      trajectoryId: trajectory.id,
      boardTitle: board.title,
      sessionTitle: session.title,
      language: trajectory.language,
      kind: snapshot.kind,
      label: snapshot.label,
      takenAt: snapshot.takenAt,
      sha256: snapshot.sha256,
      outline: storedOutline(snapshot),
      me: myself(me),
      ...(snapshot.redactedAt !== null && { redactedAt: snapshot.redactedAt }),
    }
  }

  async doc(snapshot: SnapshotRow): Promise<Uint8Array> {
    return must(await this.#ports.store.snapshotDoc(snapshot.id), 'a snapshot has a document')
  }

  async picture(snapshot: SnapshotRow, language: Language): Promise<string> {
    const name = `${snapshot.sha256} ${language} ${snapshot.redactedAt ?? ''}`
    // In turn: twins are drawn once.
    return this.#ports.turns.take(`picture ${name}`, async () => {
      const known = this.#pictures.get(name)
      if (known !== null) return known
      const { store } = this.#ports
      const board = must(await store.board(snapshot.boardId), 'a snapshot has a board')
      const session = must(await store.session(snapshot.sessionId), 'a snapshot has a session')
      const options = { sessionKind: session.kind, title: board.title }
      const picture = pictureOf(recordsIn(await this.doc(snapshot)), language, options)
      this.#pictures.keep(name, picture)
      return picture
    })
  }

  /**
   * A new board with the chosen notes, gathered by zone and cluster (`gathered.ts`): each with its kind,
   * author and words, and with a link to where it came from. What was kept stays as it is.
   */
  async goOn(
    trajectory: TrajectoryRow,
    me: ParticipantRow,
    snapshot: SnapshotRow,
    wish: ContinueWish,
    given: SessionRow | null,
    receiptFor: ReceiptFor<Continued>,
  ): Promise<Outcome<Continued>> {
    if (me.role === 'observer') return refused('not-allowed')
    const { store, chance, clock } = this.#ports
    const { language } = trajectory
    const carried = this.#carry(recordsIn(await this.doc(snapshot)), snapshot.id, wish.noteIds, language)
    if (carried === null) return refused('unknown-note')
    const from = must(await store.board(snapshot.boardId), 'a snapshot has a board')
    const session = given ?? (await this.#sessions.next(trajectory.id))
    const sessionId = session?.id ?? mintId<SessionId>(chance.bytes.bind(chance))
    const title = wish.title ?? continuedTitle(from.title, language)
    const { records } = carried
    const board = newBoard(chance, clock.now(), { trajectoryId: trajectory.id, sessionId, title, records })
    const answer = { boardId: board.row.id, sessionId }
    const facts = [...(await this.#keysOf(from.id, board.row.id, carried.carried)), ...receiptFor(answer)]
    if (session === null) {
      const made = this.#sessions.newSession(me, sessionId, { title }, board)
      if (!made.ok) return made
      await store.commit([board.commit], [...made.answer, ...facts])
      return answered(answer)
    }
    const added = await this.#sessions.addBoard(me, session, board, facts)
    return added.ok ? answered(answer) : added
  }

  /** The chosen notes as records of a new board; null when one of them isn't in the snapshot. */
  #carry(
    records: ReadonlyMap<string, BoardRecord>,
    snapshotId: SnapshotId,
    noteIds: readonly string[] | undefined,
    language: Language,
  ): CarriedBoard | null {
    const notes = new Map<NoteId, NoteShape>()
    for (const shape of records.values()) {
      if (!isShape(shape) || shape.type !== 'note') continue
      notes.set(must(noteIdOf(shape.id), 'a note of ours'), shape)
    }
    const wanted = noteIds === undefined ? null : new Set(noteIds)
    const chosen = new Set([...notes.keys()].filter((id) => wanted?.has(id) ?? true))
    if (wanted !== null && chosen.size < wanted.size) return null
    const noteAt = (id: NoteId): NoteShape => must(notes.get(id), 'a note of the snapshot')
    const groups = gatheredNotes(outlineOf(records), {
      chosen,
      heightOf: (id) => heightOf(noteAt(id)),
      language,
    })
    const mint = (): NoteId => mintId<NoteId>(this.#ports.chance.bytes.bind(this.#ports.chance))
    // Clusters below all notes, as on any board: a ground hides nobody's words.
    const keys = keysAbove(null, groups.length + chosen.size)
    const nextKey = (): string => must(keys.shift(), 'a key per shape')
    const clusters = groups.map(({ name }) =>
      name === null
        ? null
        : recordFactories.cluster({ id: mint(), at: { x: 0, y: 0, index: nextKey() }, name }),
    )
    const carried = groups.flatMap((group, at) =>
      group.notes.map(({ id: origin, x, y }): Carried => {
        const noteId = mint()
        const note = noteAt(origin)
        const parentId = clusters[at]?.id ?? pageId
        const place = { id: shapeIdOf(noteId), parentId, x, y, index: toIndexKey(nextKey()) }
        const meta = { ...note.meta, origin: { snapshotId, noteId: origin } }
        const props = { ...note.props, scale: 1 }
        return { note: { ...note, ...place, rotation: 0, isLocked: false, props, meta }, noteId, origin }
      }),
    )
    const grounds = clusters.filter((cluster) => cluster !== null)
    return { carried, records: [...grounds, ...carried.map(({ note }) => note)] }
  }

  /** The key of a nameless note fits its carried copy too: its writer may still take it back. */
  async #keysOf(from: BoardId, to: BoardId, carried: readonly Carried[]): Promise<Fact[]> {
    const facts = await Promise.all(
      carried
        .filter(({ note }) => note.meta['author'] === undefined)
        .map(async ({ noteId, origin }): Promise<Fact[]> => {
          const kept = await this.#ports.store.noteKey(from, origin)
          return kept === null ? [] : [{ put: 'noteKey', row: { ...kept, boardId: to, noteId } }]
        }),
    )
    return facts.flat()
  }
}

interface CarriedBoard {
  readonly carried: readonly Carried[]
  /** With the clusters that they lie in. */
  readonly records: readonly BoardRecord[]
}
interface Carried {
  readonly note: NoteShape
  readonly noteId: NoteId
  readonly origin: NoteId
}

function continuedTitle(title: string, language: Language): string {
  const suffix = ` (${goingOn[language]})`
  const stem = title.endsWith(suffix) ? title.slice(0, -suffix.length) : title
  return stem.slice(0, titleMax - suffix.length) + suffix
}

/** Written by `outlineOf` and stored beside the document it was made from. */
export function storedOutline(snapshot: SnapshotRow): Outline {
  return JSON.parse(snapshot.outline)
}

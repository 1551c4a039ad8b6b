/**
 * Notes by HTTP: named ones for the faces without a canvas, nameless ones for everyone. Of a nameless
 * note nothing is kept that leads to a person: the server writes it, it lies where the grid has room,
 * and what changes it is a key that only the writer's device holds.
 */
import { must } from '../../shared/assert.ts'
import { freeCell } from '../../shared/board/free-cell.ts'
import { recordFactories } from '../../shared/board/factories.ts'
import { defaultKind } from '../../shared/board/kinds.ts'
import { heightOf } from '../../shared/board/picture/note-height.ts'
import { keysAbove } from '../../shared/board/order.ts'
import { kindIn, namelessIn, zoneNamed, zonesOf, type ZoneArea } from '../../shared/board/outline.ts'
import { richTextFrom } from '../../shared/board/rich-text.ts'
import {
  isShape,
  pageId,
  shapeIdOf,
  toIndexKey,
  type BoardRecord,
  type NoteShape,
} from '../../shared/board/schema.ts'
import { authorOf, kindOf, withKind } from '../../shared/board/note-meta.ts'
import type { NoteKind } from '../../shared/board/vocabulary.ts'
import { mintId, type NoteId } from '../../shared/ids.ts'
import type { Outcome, ProblemCode } from '../../shared/wire/problem.ts'
import { writeBoard, type BoardWrite } from './board-write.ts'
import { answered, refused, type DeskPorts } from './desk.ts'
import type { ReceiptFor } from './once.ts'
import type { BoardRow, ParticipantRow, SessionRow } from './ports.ts'
import { unplacedSpot } from './spot.ts'
import { withBindings } from './template-desk.ts'

type Records = ReadonlyMap<string, BoardRecord>

export interface NoteWish {
  readonly zone?: string | undefined
  readonly kind?: NoteKind | undefined
  readonly text: string
  readonly attribution?: 'named' | 'nameless' | undefined
}
export interface WrittenNote {
  readonly noteId: NoteId
  readonly isNameless: boolean
}

export class NoteDesk {
  readonly #ports: DeskPorts
  constructor(ports: DeskPorts) {
    this.#ports = ports
  }

  /**
   * Writes a note. `noteKey` is for a nameless one: it goes back to the device, its hash is kept.
   * `receiptFor` gets what was written and must keep a nameless note's receipt free of its writer.
   */
  async write(
    me: ParticipantRow,
    board: BoardRow,
    session: SessionRow,
    wish: NoteWish,
    noteKey: string,
    receiptFor: ReceiptFor<WrittenNote>,
  ): Promise<Outcome<WrittenNote>> {
    if (me.role === 'observer') return refused('not-allowed')
    const { chance, seals } = this.#ports
    const noteId = mintId<NoteId>(chance.bytes.bind(chance))
    const keyHash = seals.hash(noteKey)
    return writeBoard(this.#ports, board, (records): BoardWrite<WrittenNote> => {
      const zone = wish.zone === undefined ? null : zoneFor(records, wish.zone)
      if (isRefusal(zone)) return { answer: refused(zone) }
      const mustBeNameless = zone !== null && namelessIn(zone, session.kind)
      if (mustBeNameless && wish.attribution === 'named') return { answer: refused('nameless-zone') }
      const isNameless = mustBeNameless || wish.attribution === 'nameless'
      const made = recordFactories.note({
        id: noteId,
        at: { x: 0, y: 0, index: topIndex(records) },
        text: wish.text,
        meta: {
          kind: wish.kind ?? (zone === null ? null : kindIn(zone)) ?? defaultKind,
          ...(!isNameless && { author: me.id }),
        },
      })
      const note = { ...made, ...spotFor(records, zone, made) }
      const written = { noteId, isNameless }
      return {
        puts: [note],
        facts: [
          ...(isNameless ? [{ put: 'noteKey' as const, row: { boardId: board.id, noteId, keyHash } }] : []),
          ...receiptFor(written),
        ],
        answer: answered(written),
      }
    })
  }

  /** New words: by their author or with the note's key. Another zone: by anyone who may write. */
  async change(
    me: ParticipantRow,
    board: BoardRow,
    noteId: NoteId,
    noteKey: string | null,
    wish: { text?: string | undefined; zone?: string | undefined },
  ): Promise<Outcome<{ noteId: NoteId }>> {
    if (me.role === 'observer') return refused('not-allowed')
    const fits = await this.#keyFits(board, noteId, noteKey)
    const now = new Date(this.#ports.clock.now())
    return writeBoard(this.#ports, board, (records): BoardWrite<{ noteId: NoteId }> => {
      let note = noteIn(records, noteId)
      if (note === null) return { answer: refused('unknown-note') }
      if (wish.text !== undefined) {
        const refusal = whoseWords(note, me, fits)
        if (refusal !== null) return { answer: refused(refusal) }
        const { type, content } = richTextFrom(wish.text)
        note = { ...note, props: { ...note.props, richText: { type, content: [...content] } } }
      }
      if (wish.zone !== undefined) {
        const zone = zoneFor(records, wish.zone)
        if (isRefusal(zone)) return { answer: refused(zone) }
        note = layIn(records, note, zone, now)
      }
      return { puts: [note], answer: answered({ noteId }) }
    })
  }

  /** Takes a note away: by its author or with its key. Its key goes with it. */
  async withdraw(
    me: ParticipantRow,
    board: BoardRow,
    noteId: NoteId,
    noteKey: string | null,
  ): Promise<Outcome<null>> {
    if (me.role === 'observer') return refused('not-allowed')
    const fits = await this.#keyFits(board, noteId, noteKey)
    return writeBoard(this.#ports, board, (records): BoardWrite<null> => {
      const note = noteIn(records, noteId)
      if (note === null) return { answer: refused('unknown-note') }
      const refusal = whoseWords(note, me, fits)
      if (refusal !== null) return { answer: refused(refusal) }
      return {
        removes: withBindings(records, new Set([note.id])),
        facts: [{ drop: 'noteKey', boardId: board.id, noteId }],
        answer: answered(null),
      }
    })
  }

  /** Hashes are compared: their bytes tell nothing about the key, however long comparing takes. */
  async #keyFits(board: BoardRow, noteId: NoteId, noteKey: string | null): Promise<boolean> {
    if (noteKey === null) return false
    const kept = await this.#ports.store.noteKey(board.id, noteId)
    return kept !== null && kept.keyHash === this.#ports.seals.hash(noteKey)
  }
}

function noteIn(records: Records, noteId: NoteId): NoteShape | null {
  const record = records.get(shapeIdOf(noteId))
  return record !== undefined && isShape(record) && record.type === 'note' ? record : null
}

function whoseWords(note: NoteShape, me: ParticipantRow, keyFits: boolean): ProblemCode | null {
  const author = authorOf(note)
  if (author === null) return keyFits ? null : 'wrong-note-key'
  return author === me.id ? null : 'not-yours'
}

function zoneFor(records: Records, name: string): ZoneArea | ProblemCode {
  const zone = zoneNamed(records, name)
  if (zone !== null) return zone
  return zonesOf(records).some(({ key }) => key === name) ? 'ambiguous-zone' : 'unknown-zone'
}
function isRefusal(zone: ZoneArea | ProblemCode | null): zone is ProblemCode {
  return typeof zone === 'string'
}

/** The zone of a shared card has room for that card alone: what is meant for it lies under the templates. */
function spotFor(records: Records, zone: ZoneArea | null, note: NoteShape): { x: number; y: number } {
  const isBeside = zone === null || zone.form === 'output'
  return isBeside ? unplacedSpot(records) : freeCell(records, zone, new Set([note.id]), heightOf(note))
}

/** In another zone a note takes that zone's kind; what it was stays readable in its `kindLog`. */
function layIn(records: Records, note: NoteShape, zone: ZoneArea, now: Date): NoteShape {
  const { x, y } = spotFor(records, zone, note)
  const kind = kindIn(zone)
  const meta = kind === null || kind === kindOf(note) ? note.meta : withKind(note.meta, kind, now)
  return { ...note, parentId: pageId, x, y, rotation: 0, index: toIndexKey(topIndex(records)), meta }
}

/** Above everything that lies on the page. */
function topIndex(records: Records): string {
  let highest: string | null = null
  for (const record of records.values()) {
    if (!isShape(record) || record.parentId !== pageId) continue
    if (highest === null || record.index > highest) highest = record.index
  }
  return must(keysAbove(highest, 1)[0], 'a key above')
}

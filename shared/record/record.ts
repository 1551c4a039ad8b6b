/**
 * The session record: who, when, with which templates, and per board what lay on it when the
 * session ended. A fold of stored facts: the same facts give the same record, at any time. It holds
 * no words of its own; the notes come from the outlines that were taken with the snapshots.
 */
import type { Outline, OutlineInstance, OutlineNote } from '../board/outline.ts'
import type { NoteRef } from '../board/vocabulary.ts'
import type { BoardId, NoteId, ParticipantId, SessionId, SnapshotId, TrajectoryId } from '../ids.ts'
import type { Localised } from '../language.ts'
import { leads, type Role } from '../session/role.ts'
import type { SessionBasis, SessionKind } from '../session/session.ts'

// ---- what goes in -----------------------------------------------------------------------------

/** Plain rows as they lie in the store; instants are milliseconds since 1970. */
export interface SessionFacts {
  readonly trajectory: { readonly id: TrajectoryId; readonly title: string }
  readonly session: {
    readonly id: SessionId
    readonly title: string
    /** ISO date. */
    readonly date: string
    readonly kind: SessionKind | null
    readonly basis: SessionBasis | null
    readonly phase: number | null
  }
  /** From the session's events; null while it has not come so far. */
  readonly startedAt: number | null
  readonly endedAt: number | null
  readonly endedBy: ParticipantId | null
  /** Who was there, in order of arrival. */
  readonly arrived: readonly ParticipantId[]
  readonly participants: readonly {
    readonly id: ParticipantId
    readonly name: string
    readonly role: Role
  }[]
  /** In the order in which they were made. */
  readonly boards: readonly { readonly id: BoardId; readonly title: string }[]
  readonly snapshots: readonly {
    readonly id: SnapshotId
    readonly boardId: BoardId
    readonly kind: 'hand' | 'step' | 'end'
    readonly label: string | null
    readonly takenAt: number
    readonly sha256: string
    readonly outline: Outline
    readonly redactedAt: number | null
  }[]
}

// ---- what comes out ---------------------------------------------------------------------------

export interface SessionRecord {
  readonly trajectory: { readonly id: TrajectoryId; readonly title: string }
  readonly session: SessionFacts['session']
  readonly startedAt: number | null
  readonly endedAt: number | null
  /** Who ended the session; null while it runs, or when that person is unknown. */
  readonly endedBy: Present | null
  /** Who was there: those who led first, then in order of arrival. */
  readonly present: readonly Present[]
  /** Each template once per version, in order of first use. */
  readonly templates: readonly UsedTemplate[]
  readonly boards: readonly BoardRecordSection[]
  readonly counts: Counts
}

export interface Present {
  readonly participantId: ParticipantId
  readonly name: string
  readonly role: Role
}

export interface UsedTemplate {
  readonly key: string
  readonly version: number
  readonly name: Localised
}

export interface BoardRecordSection {
  readonly boardId: BoardId
  readonly title: string
  /** The board as it was when the session ended; null when no such snapshot was taken. */
  readonly end: RecordedSnapshot | null
  /** Taken by hand on the way, the first one first. */
  readonly byHand: readonly RecordedSnapshot[]
  readonly counts: Counts
  /** Notes that were carried over from an earlier board, and from where. */
  readonly carried: readonly { readonly noteId: NoteId; readonly origin: NoteRef }[]
}

export interface RecordedSnapshot {
  readonly snapshotId: SnapshotId
  readonly label: string | null
  readonly takenAt: number
  readonly sha256: string
  /** Where its picture is served. */
  readonly picture: string
  readonly outline: Outline
  readonly redactedAt: number | null
  readonly noteCount: number
}

export interface Counts {
  readonly notes: number
  /** Of those, how many no one put a name to. */
  readonly nameless: number
  /** Of those, how many lay in no zone. */
  readonly unplaced: number
  /** Shared cards with words on them. */
  readonly cards: number
}

export function sessionRecordOf(facts: SessionFacts): SessionRecord {
  const boards = facts.boards.map((board) => sectionOf(board, facts.snapshots))
  return {
    trajectory: facts.trajectory,
    session: facts.session,
    startedAt: facts.startedAt,
    endedAt: facts.endedAt,
    endedBy: presentOf(facts, facts.endedBy),
    present: presentPeople(facts),
    templates: templatesOf(boards),
    boards,
    counts: sumOf(boards.map((board) => board.counts)),
  }
}

/** Every note of an outline: by instance and zone, the unplaced last. */
export function notesOf(outline: Outline): readonly OutlineNote[] {
  const inZones = outline.instances
    .flatMap((instance) => instance.zones)
    .flatMap((zone) => [...zone.clusters.flatMap((cluster) => cluster.notes), ...zone.notes])
  return [...inZones, ...outline.unplaced]
}

function presentPeople(facts: SessionFacts): Present[] {
  const people = [...new Set(facts.arrived)].flatMap((id) => presentOf(facts, id) ?? [])
  return [...people.filter((person) => leads(person.role)), ...people.filter((person) => !leads(person.role))]
}

function presentOf(facts: SessionFacts, id: ParticipantId | null): Present | null {
  const person = facts.participants.find((one) => one.id === id)
  return person === undefined ? null : { participantId: person.id, name: person.name, role: person.role }
}

function sectionOf(
  board: SessionFacts['boards'][number],
  snapshots: SessionFacts['snapshots'],
): BoardRecordSection {
  const own = snapshots
    .filter((snapshot) => snapshot.boardId === board.id)
    .toSorted((a, b) => a.takenAt - b.takenAt)
  const end = own.findLast((snapshot) => snapshot.kind === 'end') ?? null
  return {
    boardId: board.id,
    title: board.title,
    end: end === null ? null : recorded(end),
    byHand: own.filter((snapshot) => snapshot.kind === 'hand').map(recorded),
    counts: end === null ? noCounts : countsOf(end.outline),
    carried: end === null ? [] : carriedIn(end.outline),
  }
}

function recorded(snapshot: SessionFacts['snapshots'][number]): RecordedSnapshot {
  const { id, label, takenAt, sha256, outline, redactedAt } = snapshot
  return {
    snapshotId: id,
    label,
    takenAt,
    sha256,
    picture: `/api/snapshots/${id}/picture.svg`,
    outline,
    redactedAt,
    noteCount: notesOf(outline).length,
  }
}

function carriedIn(outline: Outline): { noteId: NoteId; origin: NoteRef }[] {
  return notesOf(outline).flatMap(({ id, origin }) => (origin === undefined ? [] : [{ noteId: id, origin }]))
}

function templatesOf(boards: readonly BoardRecordSection[]): UsedTemplate[] {
  const instances = boards.flatMap((board): readonly OutlineInstance[] => board.end?.outline.instances ?? [])
  const used = new Map<string, UsedTemplate>()
  for (const { template: key, version, title: name } of instances) {
    const id = `${key}@${version}`
    if (!used.has(id)) used.set(id, { key, version, name })
  }
  return [...used.values()]
}

const noCounts: Counts = { notes: 0, nameless: 0, unplaced: 0, cards: 0 }

function countsOf(outline: Outline): Counts {
  const notes = notesOf(outline)
  const cards = outline.instances
    .flatMap((instance) => instance.zones)
    .filter((zone) => zone.card !== null && zone.card.text.trim() !== '')
  return {
    notes: notes.length,
    nameless: notes.filter((note) => note.author === undefined).length,
    unplaced: outline.unplaced.length,
    cards: cards.length,
  }
}

function sumOf(counts: readonly Counts[]): Counts {
  return counts.reduce(
    (sum, one) => ({
      notes: sum.notes + one.notes,
      nameless: sum.nameless + one.nameless,
      unplaced: sum.unplaced + one.unplaced,
      cards: sum.cards + one.cards,
    }),
    noCounts,
  )
}

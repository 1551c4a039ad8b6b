/**
 * Notes that go along to a new board, gathered by what they said where they lay: zones don't go along,
 * so each becomes a named cluster of its notes, in the template's order. A cluster of people's own
 * comes as that cluster; notes of no zone come last, under a heading of their own where there are others. Knows notes by id and height alone; whoever
 * asks makes the records.
 *
 * 1. Every chosen note lies in one place, and no note or cluster lies on another.
 * 2. Within a group notes keep the order in which they were read.
 */
import type { NoteId } from '../ids.ts'
import type { Language, Localised } from '../language.ts'
import { clusterGapPx } from './cluster-drop.ts'
import { clusterBox, isTogether } from './cluster.ts'
import type { Point } from './geometry.ts'
import type { Outline, OutlineCluster, OutlineNote } from './outline.ts'
import { unplacedGroups } from './unplaced.ts'
import { notePx } from './zone-grid.ts'

export interface GatheredGroup {
  /** Null: these lie loose. Empty: a cluster that nobody has named. */
  readonly name: string | null
  readonly notes: readonly GatheredNote[]
}
/** The top left of a note on the page, in whole px. */
export interface GatheredNote extends Point {
  readonly id: NoteId
}

/** What of the outline goes along, how tall each note is, and what zones are called. */
export interface Gathering {
  readonly chosen: ReadonlySet<NoteId>
  readonly heightOf: (id: NoteId) => number
  readonly language: Language
}

/** What the outline calls them too. */
const outsideZones: Localised = { nl: 'Buiten de vakken', en: 'Outside the zones' }
/** More beside each other can't be read on a phone. */
const mostColumns = 5
/** Between one cluster and the next. */
const apartPx = 80
/** How wide the whole comes out, against its height: about a screen. */
const wideness = 1.6

export function gatheredNotes(outline: Outline, { chosen, heightOf, language }: Gathering): GatheredGroup[] {
  return inRows(groupsOf(outline, chosen, language).map((group) => blockOf(group, heightOf)))
}

interface Group {
  readonly name: string | null
  readonly notes: readonly NoteId[]
}

function groupsOf(outline: Outline, chosen: ReadonlySet<NoteId>, language: Language): Group[] {
  const part = (notes: readonly OutlineNote[]): NoteId[] =>
    notes.map(({ id }) => id).filter((id) => chosen.has(id))
  /** Their clusters as they were, and what is left under a name of its own. */
  const groups = (
    clusters: readonly Pick<OutlineCluster, 'name' | 'notes'>[],
    notes: readonly OutlineNote[],
    name: string | null,
  ) => {
    const chosenOf = clusters.map((cluster) => ({ name: cluster.name, notes: part(cluster.notes) }))
    const [whole, left] = [true, false].map((isWhole) =>
      chosenOf.filter((cluster) => isTogether(cluster.name, cluster.notes.length) === isWhole),
    )
    const rest = [...(left ?? []).flatMap((cluster) => cluster.notes), ...part(notes)]
    return [...(whole ?? []), { name, notes: rest }]
  }
  const zones = outline.instances.flatMap(({ zones: ofInstance }) => ofInstance)
  const unplaced = unplacedGroups(outline)
  const placed = zones.flatMap((zone) => groups(zone.clusters, zone.notes, zone.title[language]))
  const outside = groups(unplaced.clusters, unplaced.loose, null)
  const all = [...placed, ...outside].filter(({ notes }) => notes.length > 0)
  // Alone they need no heading; beside groups nobody would know where they come from.
  return all.map((group) =>
    group.name === null && all.length > 1 ? { ...group, name: outsideZones[language] } : group,
  )
}

/** A group with its notes in a grid, and what it takes up, from 0, 0. */
interface Block extends GatheredGroup {
  readonly w: number
  readonly h: number
}

function blockOf({ name, notes }: Group, heightOf: (id: NoteId) => number): Block {
  const columns = Math.min(mostColumns, Math.ceil(Math.sqrt(notes.length)))
  const pitch = notePx + clusterGapPx
  const laid: GatheredNote[] = []
  let y = 0
  for (let first = 0; first < notes.length; first += columns) {
    const row = notes.slice(first, first + columns)
    for (const [column, id] of row.entries()) laid.push({ id, x: column * pitch, y })
    y += Math.ceil(Math.max(...row.map(heightOf))) + clusterGapPx
  }
  const inside = { x: 0, y: 0, w: columns * pitch - clusterGapPx, h: y - clusterGapPx }
  const { x: left, y: top, w, h } = name === null ? inside : clusterBox(inside)
  return { name, notes: laid.map((note) => ({ ...note, x: note.x - left, y: note.y - top })), w, h }
}

/** Side by side, and in a next row where it gets too wide. */
function inRows(blocks: readonly Block[]): GatheredGroup[] {
  const area = blocks.reduce((sum, { w, h }) => sum + (w + apartPx) * (h + apartPx), 0)
  const widest = Math.sqrt(area * wideness)
  const at = { x: 0, y: 0, next: 0 }
  return blocks.map(({ name, notes, w, h }): GatheredGroup => {
    if (at.x > 0 && at.x + w > widest) {
      at.y = at.next
      at.x = 0
    }
    const { x, y } = at
    at.x = x + w + apartPx
    at.next = Math.max(at.next, y + h + apartPx)
    return { name, notes: notes.map((note) => ({ ...note, x: note.x + x, y: note.y + y })) }
  })
}

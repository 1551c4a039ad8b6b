/**
 * Clusters: notes that belong together, with a name. The notes are children of the cluster's shape
 * (or lie in a group that is); the cluster lies where the middle of its notes lies.
 *
 * 1. Its own place is the origin of the page for ever, so the coordinates of its notes are those of the
 *    page: when it goes while someone lays a note in it, that note stays where it is.
 * 2. A single note makes a cluster only with a name. Two people who lay one note on the other at once
 *    leave two clusters behind with a note each, or with none: those are nowhere.
 */
import { boxAround, centreOf, type Box, type Point } from './geometry.ts'
import { plainText } from './rich-text.ts'
import { isShape, type BoardRecord, type ClusterShape, type NoteShape, type ShapeId } from './schema.ts'

type Records = ReadonlyMap<string, BoardRecord>

/** Whether these make a cluster, or one note that lies alone. */
export function isTogether(name: string, notes: number): boolean {
  return notes > 1 || (notes === 1 && name.trim() !== '')
}

export interface ClusterOnPage {
  /** Without `shape:`. */
  readonly id: string
  readonly shapeId: ShapeId
  readonly name: string
  /** The middle of the box around the centres of its notes, on the page. */
  readonly centre: Point
  /** At least one. */
  readonly notes: readonly NoteShape[]
}

/** The clusters on a board, by the id of their shape. */
export function clustersOn(records: Records): Map<string, ClusterOnPage> {
  const found = new Map<string, { readonly cluster: ClusterShape; readonly notes: NoteShape[] }>()
  for (const record of records.values()) {
    if (!isShape(record) || record.type !== 'note') continue
    const cluster = clusterAround(records, record)
    if (cluster === null) continue
    const known = found.get(cluster.id)
    if (known === undefined) found.set(cluster.id, { cluster, notes: [record] })
    else known.notes.push(record)
  }
  const clusters = new Map<string, ClusterOnPage>()
  for (const [id, { cluster, notes }] of found) {
    if (isTogether(nameOf(cluster), notes.length)) clusters.set(id, onPage(records, cluster, notes))
  }
  return clusters
}

/** The cluster that a note is in, with all its notes; null for a loose note. */
export function clusterOfNote(records: Records, note: NoteShape): ClusterOnPage | null {
  const cluster = clusterAround(records, note)
  if (cluster === null) return null
  const others = [...records.values()].filter(
    (record): record is NoteShape =>
      isShape(record) &&
      record.type === 'note' &&
      record.id !== note.id &&
      clusterAround(records, record)?.id === cluster.id,
  )
  if (!isTogether(nameOf(cluster), others.length + 1)) return null
  return onPage(records, cluster, [note, ...others])
}

/** The nearest cluster above a note, through groups. A cycle of parents ends where it closes. */
function clusterAround(records: Records, note: NoteShape): ClusterShape | null {
  const seen = new Set<string>([note.id])
  let parent = records.get(note.parentId)
  while (parent !== undefined && isShape(parent) && !seen.has(parent.id)) {
    if (parent.type === 'cluster') return parent
    seen.add(parent.id)
    parent = records.get(parent.parentId)
  }
  return null
}

function onPage(records: Records, cluster: ClusterShape, notes: readonly NoteShape[]): ClusterOnPage {
  const { x, y, w, h } = boxAround(notes.map((note) => centreOf(records, note)))
  return {
    id: cluster.id.slice('shape:'.length),
    shapeId: cluster.id,
    name: nameOf(cluster),
    centre: { x: x + w / 2, y: y + h / 2 },
    notes,
  }
}

function nameOf(cluster: ClusterShape): string {
  return plainText(cluster.props.richText).trim()
}

/** Room around the notes, and above them for the name. Canvas and picture draw with the same. */
export const clusterRoom = { side: 24, name: 84 } as const
/** Lighter than any zone, so that a cluster stands out in a zone of its own colour. */
export const clusterGround = '#ffffff'

/** The ground of a cluster whose notes take up `inside`. */
export function clusterBox(inside: Box): Box {
  const { side, name } = clusterRoom
  return { x: inside.x - side, y: inside.y - name, w: inside.w + 2 * side, h: inside.h + name + side }
}

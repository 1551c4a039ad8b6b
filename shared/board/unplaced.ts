// Apart from outline.ts, so that pages without a canvas can ask it without the schema.
import type { Outline, OutlineCluster, OutlineNote } from './outline.ts'

/** The unplaced notes as the clusters that they are in, and those that are in none. */
export function unplacedGroups({ unplaced, clusters = [] }: Outline): {
  readonly clusters: readonly Omit<OutlineCluster, 'placement'>[]
  readonly loose: readonly OutlineNote[]
} {
  const inClusters = new Set(clusters.flatMap(({ noteIds }) => noteIds))
  return {
    clusters: clusters.map(({ id, name, noteIds }) => {
      const members = new Set(noteIds)
      return { id, name, notes: unplaced.filter((note) => members.has(note.id)) }
    }),
    loose: unplaced.filter(({ id }) => !inClusters.has(id)),
  }
}

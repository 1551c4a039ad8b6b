import type { Outline, OutlineNote, OutlineZone } from '../../shared/board/outline.ts'
import type { NoteId } from '../../shared/ids.ts'
import type { Language } from '../../shared/language.ts'

export interface NoteGroup {
  readonly key: string
  readonly heading: string
  readonly notes: readonly OutlineNote[]
}

/** Every note of a board under the heading of its zone; zones without notes are left out. */
export function notesByHeading(outline: Outline, language: Language, unplaced: string): NoteGroup[] {
  const inZones = outline.instances
    .flatMap((instance) => instance.zones)
    .map((zone) => ({ key: zone.zone, heading: zone.title[language], notes: notesIn(zone) }))
  const groups = [...inZones, { key: 'unplaced', heading: unplaced, notes: outline.unplaced }]
  return groups.filter((group) => group.notes.length > 0)
}

/** All notes but feelings: those never travel on their own, only when someone chooses them. */
export function chosenAtFirst(outline: Outline): ReadonlySet<NoteId> {
  const notes = notesByHeading(outline, 'nl', '').flatMap((group) => group.notes)
  return new Set(notes.filter((note) => note.kind !== 'emotion').map((note) => note.id))
}

function notesIn(zone: OutlineZone): readonly OutlineNote[] {
  return [...zone.clusters.flatMap((cluster) => cluster.notes), ...zone.notes]
}

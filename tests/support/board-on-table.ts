/** A board in a test: a template on it, notes where the test puts them. */
import { freeCell } from '../../shared/board/free-cell.ts'
import { recordFactories } from '../../shared/board/factories.ts'
import { zoneNamed } from '../../shared/board/outline.ts'
import { keysAbove } from '../../shared/board/order.ts'
import type { BoardRecord } from '../../shared/board/schema.ts'
import type { NoteKind, NoteRef } from '../../shared/board/vocabulary.ts'
import { problemMap } from '../../shared/template/catalog/problem-map.ts'
import { instantiate } from '../../shared/template/instantiate.ts'
import type { Template } from '../../shared/template/template.ts'
import { must } from '../../shared/assert.ts'
import type { NoteId, ParticipantId, TemplateInstanceId } from '../../shared/ids.ts'

export const first = 'firstinstance001' as TemplateInstanceId
export const second = 'secondinstance01' as TemplateInstanceId
export const piet = 'pietpietpietpiet' as ParticipantId
export const noor = 'noornoornoornoor' as ParticipantId

export class TableBoard {
  readonly records = new Map<string, BoardRecord>()

  /** Lays a template: the problem map unless another is named. */
  lay(instanceId: TemplateInstanceId, at = { x: 0, y: 0 }, template: Template = problemMap): this {
    for (const part of instantiate(template, { instanceId, at, records: this.records }))
      this.records.set(part.id, part)
    return this
  }

  /** A note whose centre lies at x, y. */
  note(
    name: string,
    { x, y }: { x: number; y: number },
    more: { text?: string; author?: ParticipantId; kind?: NoteKind; origin?: NoteRef } = {},
  ): NoteId {
    const { text = name, ...meta } = more
    const id = name.padEnd(16, '0') as NoteId
    const index = must(keysAbove(null, this.records.size + 1).at(-1), 'a key')
    const note = recordFactories.note({ id, at: { x: x - 100, y: y - 100, index }, text, meta })
    this.records.set(note.id, note)
    return id
  }

  /** A note in the next free cell of a zone. */
  noteIn(zoneName: string, name: string, more: { text?: string; author?: ParticipantId } = {}): NoteId {
    const zone = must(zoneNamed(this.records, zoneName), zoneName)
    const { x, y } = freeCell(this.records, zone)
    return this.note(name, { x: x + 100, y: y + 100 }, { kind: zone.kind, ...more })
  }
}

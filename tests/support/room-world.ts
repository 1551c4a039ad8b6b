/** A small world around rooms: ana facilitates, piet and noor take part, olga listens; a board with a zone, a card and a note of each. */
import * as Y from 'yjs'
import { recordFactories } from '../../shared/board/factories.ts'
import { recordsOf, seedBoard, writeDiff } from '../../shared/board/layout.ts'
import {
  shapeIdOf,
  type BoardRecord,
  type CardShape,
  type NoteShape,
  type ZoneShape,
} from '../../shared/board/schema.ts'
import type { NoteId, ParticipantId, TemplateInstanceId } from '../../shared/ids.ts'
import type { Actor, Role } from '../../shared/session/role.ts'

export const people = {
  ana: person('ana', 'facilitator'),
  piet: person('piet', 'participant'),
  noor: person('noor', 'participant'),
  olga: person('olga', 'observer'),
}
function person(name: string, role: Role): Actor {
  return { participantId: `participant-${name}` as ParticipantId, role }
}

const instance = 'instance00000001' as TemplateInstanceId
const words = (text: string) => ({ nl: text, en: text })
const place = (x: number, y: number) => ({ x, y, index: 'a1' })

export function note(name: string, text: string, author: Actor | null, at = { x: 0, y: 0 }): NoteShape {
  return recordFactories.note({
    id: name as NoteId,
    at: place(at.x, at.y),
    text,
    meta: { kind: 'fact', ...(author !== null && { author: author.participantId }) },
  })
}
export const zone: ZoneShape = recordFactories.zone({
  id: 'instance-zone-facts',
  at: place(0, 0),
  props: {
    w: 800,
    h: 600,
    instance,
    zone: 'facts',
    kind: 'fact',
    form: 'notes',
    attribution: 'named',
    title: words('Feiten'),
    prompt: words('Wat weten we?'),
  },
})
export const card: CardShape = recordFactories.card({
  id: 'instance-card-problem',
  at: place(0, 700),
  props: { w: 400, h: 200, instance, zone: 'problem' },
})
export const notes = {
  piet: note('note-piet', 'van piet', people.piet),
  noor: note('note-noor', 'van noor', people.noor),
  nameless: note('note-nameless', 'van iemand', null),
}
export const firstRecords: readonly BoardRecord[] = [zone, card, notes.piet, notes.noor, notes.nameless]

export const serverClientId = 1
/** The board as the server made it. */
export function seededBoard(records: readonly BoardRecord[] = firstRecords): Y.Doc {
  const doc = new Y.Doc()
  doc.clientID = serverClientId
  doc.transact(() => {
    seedBoard(doc, { title: 'Probleem in beeld', epoch: 1 })
    for (const record of records) writeDiff(recordsOf(doc), null, record)
  })
  return doc
}

export function shapeId(name: string): string {
  return shapeIdOf(name)
}

/** A client's own copy of a doc. */
export function copyOf(doc: Y.Doc, clientId: number): Y.Doc {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  // Afterwards: a doc that meets its own id in what comes in takes another.
  copy.clientID = clientId
  return copy
}

/** What a change of a doc would send, as one update. */
export function updateOf(
  doc: Y.Doc,
  change: (records: Y.Map<Y.Map<unknown>>, doc: Y.Doc) => void,
): Uint8Array {
  const updates: Uint8Array[] = []
  const keep = (update: Uint8Array) => void updates.push(update)
  doc.on('update', keep)
  doc.transact(() => change(recordsOf(doc), doc))
  doc.off('update', keep)
  return updates.length === 1 ? (updates[0] ?? new Uint8Array()) : Y.mergeUpdates(updates)
}

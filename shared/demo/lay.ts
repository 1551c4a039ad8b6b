/**
 * Lays an example on a board: data in, records out. Pure; ids are minted by whoever asks. What lies
 * where follows from the template's own zones, so that an example can't show what people can't do.
 */
import { must } from '../assert.ts'
import { recordFactories } from '../board/factories.ts'
import { freeCell } from '../board/free-cell.ts'
import { centreOf, type Point } from '../board/geometry.ts'
import { keysAbove } from '../board/order.ts'
import { kindIn, zoneNamed, type ZoneArea } from '../board/outline.ts'
import { pointAt } from '../board/plot.ts'
import { richTextFrom } from '../board/rich-text.ts'
import { isShape, shapeIdOf, type BoardRecord, type CardShape } from '../board/schema.ts'
import { defaultKind } from '../board/kinds.ts'
import type { NoteId, ParticipantId, TemplateInstanceId } from '../ids.ts'
import type { Language, Localised } from '../language.ts'
import { templateByKey } from '../template/catalog.ts'
import { freePlace, instantiate } from '../template/instantiate.ts'
import { unitPx } from '../template/template.ts'
import { arrowBetween } from './arrow.ts'
import type { DemoBoard, DemoInstance, DemoNote, DemoSpot } from './demo.ts'

export interface DemoSetting {
  readonly language: Language
  /** Who in the example is who in the trajectory. */
  readonly people: ReadonlyMap<string, ParticipantId>
  /** Whose hand drew the arrows. */
  readonly facilitator: ParticipantId
  mintInstance(): TemplateInstanceId
  mintNote(): NoteId
}

/** Everything that lies on one board of the example, template parts first. */
export function layDemo({ instances }: DemoBoard, setting: DemoSetting): readonly BoardRecord[] {
  const records = new Map<string, BoardRecord>()
  for (const instance of instances) layInstance(records, instance, setting)
  return [...records.values()]
}

type Records = Map<string, BoardRecord>

function layInstance(records: Records, instance: DemoInstance, setting: DemoSetting): void {
  const template = must(templateByKey(instance.template), instance.template)
  const instanceId = setting.mintInstance()
  const parts = instantiate(template, { instanceId, at: freePlace(records), records })
  for (const part of parts) records.set(part.id, part)
  for (const [zone, text] of Object.entries(instance.cards)) {
    const card = cardOf(records, zoneOf(records, instanceId, zone))
    records.set(card.id, { ...card, props: { ...card.props, richText: richTextFrom(inIt(text, setting)) } })
  }
  layNotes(records, instanceId, instance.notes, setting)
}

function layNotes(
  records: Records,
  instanceId: TemplateInstanceId,
  notes: readonly DemoNote[],
  setting: DemoSetting,
): void {
  const laid = new Map<string, NoteId>()
  for (const { zone, by, text, at, key, leadsTo } of notes) {
    const area = zoneOf(records, instanceId, zone)
    const id = setting.mintNote()
    const note = recordFactories.note({
      id,
      at: { ...spotIn(records, area, at), index: nextIndex(records) },
      text: inIt(text, setting),
      meta: {
        kind: kindIn(area) ?? defaultKind,
        ...(by !== null && { author: must(setting.people.get(by), by) }),
      },
    })
    records.set(note.id, note)
    if (key !== undefined) laid.set(key, id)
    if (leadsTo === undefined) continue
    const target = must(laid.get(leadsTo), `a note laid before: ${leadsTo}`)
    const arrow = arrowBetween({
      id: setting.mintNote(),
      from: { shape: note.id, centre: centreOf(records, note) },
      to: { shape: shapeIdOf(target), centre: centreOfShape(records, target) },
      index: nextIndex(records),
      author: setting.facilitator,
    })
    for (const record of arrow) records.set(record.id, record)
  }
}

function inIt(text: Localised, { language }: DemoSetting): string {
  return text[language]
}

function zoneOf(records: Records, instanceId: TemplateInstanceId, key: string): ZoneArea {
  return must(zoneNamed(records, `${instanceId}/${key}`), key)
}

/** The top left of a note in its zone. */
function spotIn(records: Records, area: ZoneArea, spot: DemoSpot | undefined): Point {
  if (spot === undefined) return freeCell(records, area)
  if ('slot' in spot) {
    const slot = must(area.slots[spot.slot - 1], `slot ${spot.slot} of ${area.key}`)
    return freeCell(records, { ...area, slots: [slot] })
  }
  const { x, y } = pointAt(area, spot.plot)
  return { x: Math.round(x - unitPx / 2), y: Math.round(y - unitPx / 2) }
}

function cardOf(records: Records, { instance, key }: ZoneArea): CardShape {
  const cards = [...records.values()]
    .filter((record): record is CardShape => isShape(record) && record.type === 'card')
    .filter(({ props }) => props.instance === instance && props.zone === key)
  return must(cards[0], `a card in ${key}`)
}

function centreOfShape(records: Records, id: NoteId): Point {
  const record = must(records.get(shapeIdOf(id)), 'a laid note')
  if (!isShape(record)) throw new TypeError('a note is a shape')
  return centreOf(records, record)
}

/** Above everything: what was written later lies on top. */
function nextIndex(records: Records): string {
  let highest: string | null = null
  for (const record of records.values()) {
    if (isShape(record) && (highest === null || record.index > highest)) highest = record.index
  }
  return must(keysAbove(highest, 1)[0], 'a key above')
}

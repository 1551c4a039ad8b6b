/**
 * Lays a template on a board: data in, records out. Everything it lays lies under all that people
 * made and has an id that follows from the instance, so that laying one instance twice is one act.
 * Knows nothing of who asks or of how records are stored.
 */
import { must } from '../assert.ts'
import { recordFactories, type Place } from '../board/factories.ts'
import { pageBounds, type Box as PageBox, type Point } from '../board/geometry.ts'
import { keysBelow } from '../board/order.ts'
import { isShape, pageId, type BoardRecord, type TemplateShape } from '../board/schema.ts'
import type { TemplateInstanceId } from '../ids.ts'
import { bandOf, headerHeight, unitPx, type Box, type Template } from './template.ts'

export interface Placement {
  readonly instanceId: TemplateInstanceId
  /** Where the instance's top left comes to lie on the page, in px. */
  readonly at: Point
  /** The board as it is; the new parts lie under everything on it. */
  readonly records: ReadonlyMap<string, BoardRecord>
}

/** A part that only lacks its place in the stacking order. */
type Unstacked = (index: string) => TemplateShape

/** Between two instances, and between what people made and the next instance. */
const gapPx = 2 * unitPx

/** The records of one laying, lowest first: header, zones in the template's order, marks, cards. */
export function instantiate(template: Template, { instanceId, at, records }: Placement): TemplateShape[] {
  const place = ({ x, y }: Point, index: string): Place => ({ x: at.x + x, y: at.y + y, index })
  const parts = [
    headerPart(template, instanceId, place),
    ...zoneParts(template, instanceId, place),
    ...markParts(template, instanceId, place),
    ...cardParts(template, instanceId, place),
  ]
  const keys = keysBelow(lowestKey(records), parts.length)
  return parts.map((part, order) => part(must(keys[order], 'a key per part')))
}

/** The id of an instance's header, without `shape:`. */
export function headerIdOf(instance: TemplateInstanceId): string {
  return `${instance}-header`
}

/** The first free place for the next instance: the origin of an empty page, else to the right of everything. */
export function freePlace(records: ReadonlyMap<string, BoardRecord>): Point {
  const shapes = [...records.values()]
    .filter(isShape)
    .filter((shape) => shape.type !== 'group' && shape.type !== 'cluster')
  if (shapes.length === 0) return { x: 0, y: 0 }
  const rights = shapes.map((shape) => pageBounds(records, shape)).map(({ x, w }) => x + w)
  const headers = shapes.filter((shape) => shape.type === 'header')
  const y = headers.length > 0 ? Math.min(...headers.map((header) => header.y)) : 0
  return { x: Math.ceil(Math.max(...rights)) + gapPx, y }
}

type Placer = (offset: Point, index: string) => Place

function headerPart(template: Template, instance: TemplateInstanceId, place: Placer): Unstacked {
  const { x, y, w, h } = pxOf([0, 0, template.size[0], headerHeight])
  const { key, version, name: title, purpose, phases, steps } = template
  const props = { w, h, instance, template: key, version, title, purpose, phases, steps }
  return (index) => recordFactories.header({ id: headerIdOf(instance), at: place({ x, y }, index), props })
}

function zoneParts(template: Template, instance: TemplateInstanceId, place: Placer): Unstacked[] {
  return template.zones.map(({ key, title, prompt, box, kind, form, attribution }) => {
    const { x, y, w, h } = pxOf(box)
    const props = { w, h, instance, zone: key, kind, form, attribution, title, prompt }
    return (index) =>
      recordFactories.zone({ id: `${instance}-zone-${key}`, at: place({ x, y }, index), props })
  })
}

function markParts(template: Template, instance: TemplateInstanceId, place: Placer): Unstacked[] {
  return template.marks.map(({ key, form, box, label }) => {
    const { x, y, w, h } = pxOf(box)
    const props = { w, h, instance, form, label: label ?? { nl: '', en: '' } }
    return (index) =>
      recordFactories.mark({ id: `${instance}-mark-${key}`, at: place({ x, y }, index), props })
  })
}

/** The cards of a zone share it below the header band, one below the other, with margins of 0.1 u. */
function cardParts(template: Template, instance: TemplateInstanceId, place: Placer): Unstacked[] {
  return template.zones
    .filter((zone) => zone.form === 'output')
    .flatMap(({ key, form, cards = 1, box: [zx, zy, zw, zh] }) => {
      const band = bandOf(form)
      const height = (zh - band) / cards
      return Array.from({ length: cards }, (_, at): Unstacked => {
        const { x, y, w, h } = pxOf([zx + 0.1, zy + band + at * height, zw - 0.2, height - 0.1])
        const props = { w, h, instance, zone: key }
        const id = `${instance}-card-${key}${at === 0 ? '' : `-${at + 1}`}`
        return (index) => recordFactories.card({ id, at: place({ x, y }, index), props })
      })
    })
}

/** Of everything that lies straight on the page. */
function lowestKey(records: ReadonlyMap<string, BoardRecord>): string | null {
  let lowest: string | null = null
  for (const record of records.values()) {
    if (!isShape(record) || record.parentId !== pageId) continue
    if (lowest === null || record.index < lowest) lowest = record.index
  }
  return lowest
}

function pxOf([x, y, w, h]: Box): PageBox {
  return { x: toPx(x), y: toPx(y), w: toPx(w), h: toPx(h) }
}

/** Whole pixels: 10.41 u in floating point is not 2082 px. */
function toPx(units: number): number {
  return Math.round(units * unitPx)
}

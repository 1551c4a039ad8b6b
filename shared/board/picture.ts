/**
 * A board as a picture: records → SVG with real text, for records, previews and print. Pure: the same
 * records give the same bytes anywhere. It points to nothing but pictures of the board on its own host; fonts are only named.
 */
import { unreachable } from '../assert.ts'
import type { ParticipantId } from '../ids.ts'
import type { Language } from '../language.ts'
import type { SessionKind } from '../session/session.ts'
import { isTogether } from './cluster.ts'
import { boxAround, type Box, type Point } from './geometry.ts'
import { drawArrow, pageColour } from './picture/arrow.ts'
import { drawChip, drawCluster } from './picture/cluster.ts'
import { boxEdge, type Drawn } from './picture/drawn.ts'
import { into, outOf } from './picture/frame.ts'
import { drawGeo, drawLine, drawMarker, drawPen, drawText } from './picture/freehand.ts'
import { drawImage } from './picture/image.ts'
import { drawCard, drawHeader, drawMark, drawZone } from './picture/laid.ts'
import { drawNote } from './picture/note.ts'
import { settingOf, type PlacedShape, type Setting } from './picture/setting.ts'
import { families } from './picture/words.ts'
import { element, escapeXml, short } from './picture/xml.ts'
import { plainText } from './rich-text.ts'
import type { BoardRecord, BoardShape } from './schema.ts'

export interface PictureOptions {
  /** The part of the page to show; absent: everything, with a margin. */
  readonly bounds?: Box
  /** Names to write on notes. Absent: none. */
  readonly names?: (id: ParticipantId) => string | null
  /** Sensitive zones of a mixed session are marked as nameless. */
  readonly sessionKind?: SessionKind | null
  /** For a small picture: zones show their titles alone, and large. */
  readonly isFar?: boolean
  /** What the picture is called to who can't see it. */
  readonly title?: string
}

const margin = 60

export function pictureOf(
  records: ReadonlyMap<string, BoardRecord>,
  language: Language,
  options: PictureOptions = {},
): string {
  const { sessionKind = null, names = () => null, isFar = false } = options
  const setting = settingOf(records, language, sessionKind, names, isFar)
  const drawn = drawAll(setting)
  const bounds = options.bounds ?? contentBounds(setting, drawn)
  const shapes = [...setting.placed.values()].map((placed) => framed(placed, drawn.get(placed.shape.id)))
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: [bounds.x, bounds.y, bounds.w, bounds.h].map(short).join(' '),
      width: bounds.w,
      height: bounds.h,
      role: 'img',
      lang: language,
      'font-family': families.sans,
    },
    [
      element('title', {}, [escapeXml(options.title ?? titleOf(setting))]),
      element('desc', {}, [escapeXml(descriptionOf(setting))]),
      element('rect', { x: bounds.x, y: bounds.y, width: bounds.w, height: bounds.h, fill: pageColour }),
      ...shapes,
    ],
  )
}

/** Arrows last: where they end follows from what the others look like. */
function drawAll(setting: Setting): Map<string, Drawn> {
  const drawn = new Map<string, Drawn>()
  const edgeOf = (id: string) => drawn.get(id)?.edge ?? null
  const placed = [...setting.placed.values()]
  for (const one of placed)
    if (one.shape.type !== 'arrow') drawn.set(one.shape.id, draw(one, setting, edgeOf))
  edgesOfGroups(setting, drawn)
  for (const one of placed)
    if (one.shape.type === 'arrow') drawn.set(one.shape.id, draw(one, setting, edgeOf))
  return drawn
}

function draw(
  { shape, frame }: PlacedShape,
  setting: Setting,
  edgeOf: (id: string) => readonly Point[] | null,
): Drawn {
  switch (shape.type) {
    case 'note':
      return drawNote(shape, setting)
    case 'zone':
      return drawZone(shape, setting)
    case 'header':
      return drawHeader(shape, setting)
    case 'mark':
      return drawMark(shape, setting)
    case 'card':
      return drawCard(shape)
    case 'text':
      return drawText(shape)
    case 'geo':
      return drawGeo(shape)
    case 'line':
      return drawLine(shape)
    case 'draw':
      return drawPen(shape)
    case 'highlight':
      return drawMarker(shape)
    case 'arrow':
      return drawArrow(shape, frame, setting, edgeOf)
    case 'chip':
      return drawChip(shape, setting)
    case 'image':
      return drawImage(shape, setting)
    // As large as what is in it, which is known when all else is drawn.
    case 'cluster':
    case 'group':
      return { markup: '', edge: [] }
    default:
      return unreachable(shape)
  }
}

function framed({ shape, frame }: PlacedShape, drawn: Drawn | undefined): string {
  if (drawn === undefined || drawn.markup === '') return ''
  const turn = frame.rotation === 0 ? '' : ` rotate(${short((frame.rotation * 180) / Math.PI)})`
  const transform = `translate(${short(frame.x)} ${short(frame.y)})${turn}`
  return element('g', { transform, opacity: shape.opacity === 1 ? null : shape.opacity }, [drawn.markup])
}

/**
 * A group is as large as the box around all that is in it, a cluster a little larger. Around fewer notes
 * than make a cluster nothing is drawn.
 */
function edgesOfGroups(setting: Setting, drawn: Map<string, Drawn>): void {
  const points = new Map<string, Point[]>()
  const notes = new Map<string, number>()
  for (const { shape, frame } of setting.placed.values()) {
    const edge = (drawn.get(shape.id)?.edge ?? []).map((point) => outOf(frame, point))
    for (const group of groupsAround(shape, setting)) {
      const inside = points.get(group.shape.id) ?? []
      for (const point of edge) inside.push(point)
      if (shape.type === 'note') notes.set(group.shape.id, (notes.get(group.shape.id) ?? 0) + 1)
      points.set(group.shape.id, inside)
    }
  }
  for (const [id, inside] of points) {
    const group = setting.placed.get(id)
    if (group === undefined || inside.length === 0) continue
    const box = boxAround(inside.map((point) => into(group.frame, point)))
    if (group.shape.type === 'cluster') {
      if (!isTogether(plainText(group.shape.props.richText), notes.get(id) ?? 0)) continue
      drawn.set(id, drawCluster(group.shape, box))
      continue
    }
    const { x, y, w, h } = box
    drawn.set(id, { markup: '', edge: boxEdge(w, h).map((point) => ({ x: x + point.x, y: y + point.y })) })
  }
}

function groupsAround(shape: BoardShape, setting: Setting): PlacedShape[] {
  const groups: PlacedShape[] = []
  let parent = setting.placed.get(shape.parentId)
  while (parent !== undefined) {
    if (parent.shape.type === 'group' || parent.shape.type === 'cluster') groups.push(parent)
    parent = setting.placed.get(parent.shape.parentId)
  }
  return groups
}

function contentBounds(setting: Setting, drawn: ReadonlyMap<string, Drawn>): Box {
  const points = [...setting.placed.values()].flatMap(({ shape, frame }) =>
    (drawn.get(shape.id)?.edge ?? []).map((point) => outOf(frame, point)),
  )
  if (points.length === 0) return emptyBounds
  const { x, y, w, h } = boxAround(points)
  return { x: x - margin, y: y - margin, w: w + 2 * margin, h: h + 2 * margin }
}
const emptyBounds: Box = { x: 0, y: 0, w: 1200, h: 800 }

function titleOf({ placed, language }: Setting): string {
  const titles = [...placed.values()].flatMap(({ shape }) =>
    shape.type === 'header' ? [shape.props.title[language]] : [],
  )
  return titles.length > 0 ? titles.join(', ') : pictureWords.board[language]
}

function descriptionOf({ placed, language }: Setting): string {
  const count = (type: BoardShape['type']) =>
    [...placed.values()].filter(({ shape }) => shape.type === type).length
  const [zones, notes, images] = [count('zone'), count('note'), count('image')]
  const told = [counted(zones, pictureWords.zones, language), counted(notes, pictureWords.notes, language)]
  if (images > 0) told.push(counted(images, pictureWords.images, language))
  return told.join(', ')
}

const pictureWords = {
  board: { nl: 'Bord', en: 'Board' },
  zones: { nl: ['vak', 'vakken'], en: ['area', 'areas'] },
  notes: { nl: ['briefje', 'briefjes'], en: ['note', 'notes'] },
  images: { nl: ['foto', 'foto’s'], en: ['picture', 'pictures'] },
} as const

function counted(
  count: number,
  forms: { readonly [L in Language]: readonly [string, string] },
  language: Language,
): string {
  const [one, many] = forms[language]
  return `${count} ${count === 1 ? one : many}`
}

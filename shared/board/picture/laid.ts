/** What a template lays: header strip, zones, marks, shared cards. */
import { unreachable } from '../../assert.ts'
import type { Language } from '../../language.ts'
import { bandOf, unitPx } from '../../template/template.ts'
import { kindLooks } from '../kinds.ts'
import { namelessIn } from '../outline.ts'
import type { CardShape, HeaderShape, MarkShape, ZoneShape } from '../schema.ts'
import { cardPadPx, cardWords } from './card-words.ts'
import { slotWord } from '../slots.ts'
import { boxEdge, type Drawn } from './drawn.ts'
import { farHeading, nearHeading } from './far-heading.ts'
import { badgeWidthOf, markWords, stripGap, zoneHeading } from './heading.ts'
import { setPlain, setText } from './lines.ts'
import { levelEdge, levelHeadPath, levelPath, markPath } from './mark-path.ts'
import { iconAt } from './note.ts'
import type { Setting } from './setting.ts'
import { words } from './words.ts'
import { element, short } from './xml.ts'

const radius = 22
const ink = '#2b2924'
const softInk = '#5c564a'
const line = '#ddd5c5'
/** Where the group looks first: the chalk yellow of a phase, much lighter. */
const tintFill = '#fff0b8'
/** The strip is a school slate, as it is on the canvas. */
const slate = '#17493f'
const chalk = '#f3f7f0'
const softChalk = '#cfe0d6'
const phaseYellow = '#ffd65c'

interface PillLook {
  readonly fill: string
  readonly stroke: string
  readonly ink: string
}
const chalkPill: PillLook = { fill: 'none', stroke: softChalk, ink: chalk }
const phasePill: PillLook = { fill: 'none', stroke: phaseYellow, ink: phaseYellow }

const headerSizes = {
  near: { title: 84, purpose: 38, badge: 34 },
  far: { title: 110, purpose: 60, badge: 50 },
} as const

const badgeWords = {
  phase: { nl: 'fase', en: 'phase' },
  step: { nl: 'stap', en: 'step' },
  nameless: { nl: 'zonder naam', en: 'without name' },
} as const

export function drawHeader({ props }: HeaderShape, { language, isFar }: Setting): Drawn {
  const { w, h } = props
  const height = h - stripGap
  const pad = Math.min(56, w / 20)
  const sizes = isFar ? headerSizes.far : headerSizes.near
  const badges = badgeRow(props, language, sizes.badge, w - pad, height / 2)
  const room = w - 2 * pad - badges.width
  const title = setPlain(props.title[language], sizes.title, room, { isBold: true })
  const purpose = setPlain(props.purpose[language], sizes.purpose, room)
  const top = (height - title.height - purpose.height) / 2
  const markup = [
    element('rect', { width: w, height, rx: 24, fill: slate }),
    words(title, { x: pad, y: top }, room, 'start', { fill: chalk }),
    words(purpose, { x: pad, y: top + title.height }, room, 'start', { fill: softChalk }),
    badges.markup,
  ].join('')
  return { markup, edge: boxEdge(w, h) }
}

/** Pills from right to left, ending at `right`. */
function badgeRow(
  { phases, steps }: HeaderShape['props'],
  language: Language,
  size: number,
  right: number,
  middle: number,
): { markup: string; width: number } {
  const badges = [
    ...phases.map((phase) => ({ text: `${badgeWords.phase[language]} ${phase}`, look: phasePill })),
    ...steps.map((step) => ({ text: `${badgeWords.step[language]} ${step}`, look: chalkPill })),
  ]
  let x = right
  const markup = badges
    .toReversed()
    .map(({ text, look }) => {
      const drawn = pill(text, size, x, middle, look)
      x -= drawn.width + 16
      return drawn.markup
    })
    .join('')
  return { markup, width: right - x }
}

function pill(
  text: string,
  size: number,
  right: number,
  middle: number,
  look: PillLook,
): { markup: string; width: number } {
  const set = setPlain(text, size, null)
  const width = badgeWidthOf(text, size)
  const height = size * 1.9
  const x = right - width
  const markup =
    element('rect', {
      x,
      y: middle - height / 2,
      width,
      height,
      rx: height / 2,
      fill: look.fill,
      stroke: look.stroke,
      'stroke-width': size / 14,
    }) + words(set, { x, y: middle - set.height / 2 }, width, 'middle', { fill: look.ink })
  return { markup, width }
}

export function drawZone({ props }: ZoneShape, { language, sessionKind, isFar }: Setting): Drawn {
  const { w, h, form } = props
  const look = kindLooks[props.kind]
  const badge = namelessIn(props, sessionKind) ? badgeWords.nameless[language] : null
  const near = zoneHeading(props, language, badge === null ? 0 : badgeWidthOf(badge))
  const place = isFar ? farHeading(props, near, badge) : nearHeading(near)
  const { pad, iconSize, titleX, titleTop, titleMiddle, badgeSize } = place
  const title = setPlain(props.title[language], place.titleSize, null, { isBold: true })
  const markup = [
    zoneGround(props),
    iconAt(look, pad, titleMiddle - iconSize / 2, iconSize),
    words(title, { x: titleX, y: titleTop }, w - titleX - pad, 'start', { fill: look.ink }),
    isFar
      ? ''
      : words(near.prompt, { x: near.promptX, y: near.promptTop }, w - near.promptX - pad, 'start', {
          fill: softInk,
        }),
    badge === null
      ? ''
      : pill(badge, badgeSize, w - pad, titleMiddle, { fill: '#ffffff', stroke: look.stroke, ink: look.ink })
          .markup,
  ].join('')
  return { markup, edge: form === 'level' ? levelEdge(w, h) : boxEdge(w, h) }
}

/** Light paper with a band of its colour at the head; a level of the pyramid is wider at its foot. */
function zoneGround({ w, h, form, kind }: ZoneShape['props']): string {
  const { tint, fill, stroke } = kindLooks[kind]
  const band = bandOf(form) * unitPx
  const dashes = form === 'parking' ? '14 10' : null
  const edge = { fill: 'none', stroke, 'stroke-width': 2, 'stroke-dasharray': dashes }
  if (form === 'level') {
    return [
      element('path', { d: levelPath(w, h), fill: tint }),
      element('path', { d: levelHeadPath(w, h, band), fill }),
      element('path', { d: levelPath(w, h), ...edge }),
    ].join('')
  }
  return [
    element('rect', { width: w, height: h, rx: radius, fill: tint }),
    element('path', {
      d: `M0 ${band}V${radius}Q0 0 ${radius} 0H${short(w - radius)}Q${short(w)} 0 ${short(w)} ${radius}V${band}Z`,
      fill,
    }),
    element('rect', { width: w, height: h, rx: radius, ...edge }),
  ].join('')
}

export function drawMark({ props }: MarkShape, { language }: Setting): Drawn {
  return { markup: markMarkup(props, language), edge: boxEdge(props.w, props.h) }
}

function markMarkup(props: MarkShape['props'], language: Language): string {
  const { w, h, form, label } = props
  switch (form) {
    case 'slot':
      return (
        element('rect', {
          width: w,
          height: h,
          rx: 16,
          fill: '#ffffff',
          'fill-opacity': 0.75,
          stroke: line,
          'stroke-width': 1.5,
        }) +
        words(
          setPlain(label[language], slotWord.size, null, { isBold: true }),
          { x: slotWord.x, y: slotWord.y },
          w - 2 * slotWord.x,
          'start',
          { fill: softInk },
        )
      )
    case 'arrow':
    case 'axis':
    case 'line':
      return element('path', {
        d: markPath(form, w, h),
        fill: 'none',
        stroke: form === 'line' ? '#b9b09d' : softInk,
        'stroke-width': form === 'line' ? 3 : 5,
        'stroke-linecap': 'round',
        'stroke-linejoin': 'round',
        'stroke-dasharray': form === 'line' ? '2 12' : null,
      })
    case 'tint':
      return (
        element('rect', { width: w, height: h, rx: 16, fill: tintFill, 'fill-opacity': 0.75 }) +
        markLabel(props, language)
      )
    case 'label':
      return markLabel(props, language)
    default:
      return unreachable(form)
  }
}

function markLabel(props: MarkShape['props'], language: Language): string {
  const { w, h } = props
  const { set, isTurned } = markWords(props, language)
  const ink = { fill: softInk }
  if (!isTurned) return words(set, { x: 0, y: (h - set.height) / 2 }, w, 'middle', ink)
  const upright = words(set, { x: 0, y: (w - set.height) / 2 }, h, 'middle', ink)
  return upright === '' ? '' : element('g', { transform: `translate(0 ${short(h)}) rotate(-90)` }, [upright])
}

/** The shared card of an output zone; with a long text it grows downwards. */
export function drawCard({ props }: CardShape): Drawn {
  const { w } = props
  const pad = cardPadPx
  const text = cardWords(props.richText, props)
  const h = Math.max(props.h, text.height + 2 * pad)
  const isEmpty = setText(props.richText, 20, null).lines.every((one) => one.runs.length === 0)
  const markup = [
    element('rect', { width: w, height: h, rx: 14, fill: '#ffffff', stroke: line, 'stroke-width': 1.5 }),
    isEmpty
      ? ''
      : words(text, { x: pad, y: pad + Math.max(0, (h - 2 * pad - text.height) / 2) }, w - 2 * pad, 'start', {
          fill: ink,
        }),
  ].join('')
  return { markup, edge: boxEdge(w, h) }
}

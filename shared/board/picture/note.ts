/** A note: paper in its kind's colour, the kind as icon and word, the text as large as fits. */
import { unitPx } from '../../template/template.ts'
import { kindLooks, type KindLook } from '../kinds.ts'
import { authorOf, kindOf } from '../note-meta.ts'
import type { NoteShape } from '../schema.ts'
import { boxEdge, type Drawn } from './drawn.ts'
import { setPlain, type SetText } from './lines.ts'
import { noteRoom, noteWords } from './note-height.ts'
import type { Setting } from './setting.ts'
import { words, type Align } from './words.ts'
import { element, short } from './xml.ts'

const side = unitPx
const { pad, top: topBand } = noteRoom
const nameBand = 26

export function drawNote({ props, meta }: NoteShape, setting: Setting): Drawn {
  const look = kindLooks[kindOf({ meta })]
  const author = authorOf({ meta })
  const name = author === null ? null : setting.nameOf(author)
  const foot = name === null ? pad : nameBand
  const text = noteWords(props, foot)
  const height = Math.max(side, topBand + text.height + foot)
  const parts = [
    element('rect', {
      x: 2,
      y: 4,
      width: side - 4,
      height: height - 1,
      rx: 9,
      fill: '#3d3626',
      'fill-opacity': 0.13,
    }),
    element('rect', {
      width: side,
      height,
      rx: 7,
      fill: look.fill,
      stroke: look.stroke,
      'stroke-width': 1.5,
    }),
    kindMark(look, setting),
    body(text, props.verticalAlign, height - topBand - foot, alignOf(props.align), look.ink),
    name === null ? '' : nameLine(name, height, look),
  ]
  const markup =
    props.scale === 1 ? parts.join('') : element('g', { transform: `scale(${short(props.scale)})` }, parts)
  return { markup, edge: boxEdge(side * props.scale, height * props.scale) }
}

/** The icon and the word in a corner: colour is never the only sign. */
function kindMark(look: KindLook, { language }: Setting): string {
  const label = words(setPlain(look.label[language], 14, null), { x: pad + 20, y: 10 }, 0, 'start', {
    fill: look.ink,
  })
  return iconAt(look, pad - 1, 11, 16) + element('g', { opacity: 0.82 }, [label])
}

export function iconAt(look: Pick<KindLook, 'icon' | 'ink'>, x: number, y: number, size: number): string {
  return element('path', {
    d: look.icon,
    transform: `translate(${short(x)} ${short(y)}) scale(${short(size / 24)})`,
    fill: 'none',
    stroke: look.ink,
    'stroke-width': 2,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
  })
}

function body(
  set: SetText,
  vertical: 'start' | 'middle' | 'end',
  height: number,
  align: Align,
  ink: string,
): string {
  const share = vertical === 'start' ? 0 : vertical === 'middle' ? 0.5 : 1
  const y = topBand + (height - set.height) * share
  return words(set, { x: pad, y }, side - 2 * pad, align, { fill: ink })
}

function nameLine(name: string, height: number, look: KindLook): string {
  const set = setPlain(name, 13, null)
  const shown = { ...set, lines: set.lines.slice(0, 1) }
  return words(shown, { x: pad, y: height - nameBand + 4 }, side - 2 * pad, 'end', { fill: look.ink })
}

export function alignOf(align: string): Align {
  if (align.startsWith('start')) return 'start'
  return align.startsWith('end') ? 'end' : 'middle'
}

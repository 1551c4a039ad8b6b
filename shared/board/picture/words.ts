/** Set lines → `<text>` elements. */
import type { Point } from '../geometry.ts'
import { baselineOf, lineHeightOf, type SetText } from './lines.ts'
import type { Run } from './paragraphs.ts'
import { element, escapeXml } from './xml.ts'

export type Align = 'start' | 'middle' | 'end'

export interface Ink {
  readonly fill: string
  readonly family?: string
}

/** Names of fonts only: nothing is fetched. Our own first, for where the page has it. */
export const families = {
  sans: "'Atkinson Hyperlegible Next Variable', 'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', sans-serif",
  serif: "Georgia, 'Times New Roman', 'Liberation Serif', serif",
  mono: "'SFMono-Regular', Consolas, 'Liberation Mono', monospace",
} as const

/** Lines below each other from `top left`, each at its side of `width`. */
export function words(set: SetText, at: Point, width: number, align: Align, ink: Ink): string {
  return set.lines
    .map(({ runs, indent }, row) => {
      if (runs.every((run) => run.text.trim() === '')) return ''
      const x = align === 'start' ? at.x + indent : align === 'middle' ? at.x + width / 2 : at.x + width
      const y = at.y + row * lineHeightOf(set.size) + baselineOf(set.size)
      return element(
        'text',
        {
          x,
          y,
          'font-size': set.size,
          fill: ink.fill,
          'text-anchor': align === 'start' ? null : align,
          'font-family': ink.family ?? null,
        },
        runs.map(span),
      )
    })
    .join('')
}

function span({ text, face }: Run): string {
  const line = [face.isUnderlined ? 'underline' : '', face.isStruck ? 'line-through' : ''].join(' ').trim()
  if (!face.isBold && !face.isItalic && line === '') return escapeXml(text)
  return element(
    'tspan',
    {
      'font-weight': face.isBold ? 700 : null,
      'font-style': face.isItalic ? 'italic' : null,
      'text-decoration': line === '' ? null : line,
    },
    [escapeXml(text)],
  )
}

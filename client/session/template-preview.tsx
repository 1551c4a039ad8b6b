import { kindLooks } from '../../shared/board/kinds.ts'
import type { AnswerOf } from '../../shared/wire/calls.ts'
import { useText } from '../text/text.ts'

export type TemplateOffer = AnswerOf<'templates'>['templates'][number]

/** The template in small: every zone where it will lie, in the colour of its notes. */
export function TemplatePreview({ template }: { readonly template: TemplateOffer }) {
  const { language } = useText()
  const width = template.size.at(0) ?? 1
  const height = template.size.at(1) ?? 1
  return (
    <svg className="template-preview" viewBox={`-0.3 -0.3 ${width + 0.6} ${height + 0.6}`} aria-hidden="true">
      <rect width={width} height="1.1" rx="0.2" fill="var(--board)" />
      <text x="0.4" y="0.8" fontSize="0.7" fontWeight="700" fill="var(--chalk)">
        {template.name[language]}
      </text>
      {template.zones.map((zone) => {
        const [x, y, w, h] = boxOf(zone.box)
        const look = kindLooks[zone.kind]
        const size = sizeFor(zone.title[language], w)
        const lines = wrapped(zone.title[language], w, size)
        return (
          <g key={zone.key}>
            <rect
              x={x}
              y={y}
              width={w}
              height={h}
              rx="0.25"
              fill={look.tint}
              stroke={look.stroke}
              strokeWidth="0.08"
            />
            {lines.map((line, n) => (
              <text
                key={line}
                x={x + 0.3}
                y={y + 0.8 + n * size * 1.2}
                fontSize={size}
                fontWeight="600"
                fill={look.ink}
              >
                {line}
              </text>
            ))}
          </g>
        )
      })}
    </svg>
  )
}

/** Over the wire a box is a list of numbers. */
function boxOf(box: readonly number[]): [x: number, y: number, w: number, h: number] {
  const part = (index: number) => box.at(index) ?? 0
  return [part(0), part(1), part(2), part(3)]
}

/** A letter is about this much of the size of its font wide. */
const letterWidth = 0.56

/** The size at which the longest word still fits. */
function sizeFor(text: string, width: number): number {
  const longest = Math.max(...text.split(' ').map((word) => word.length))
  return Math.min(0.52, (width - 0.5) / (longest * letterWidth))
}

/** Words in lines that fit a width in units. */
function wrapped(text: string, width: number, size: number): string[] {
  const most = Math.floor((width - 0.5) / (size * letterWidth))
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= most)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

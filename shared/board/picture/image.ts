/** A picture that people laid on the board, by its address on our own host; or its words in a frame. */
import { pictureSource } from '../../wire/picture-path.ts'
import { pictureIdOf, type ImageShape } from '../schema.ts'
import { boxEdge, type Drawn } from './drawn.ts'
import { setPlain } from './lines.ts'
import type { Setting } from './setting.ts'
import { words } from './words.ts'
import { element, escapeXml, short } from './xml.ts'

const ink = '#5c564a'

export function drawImage({ props }: ImageShape, { assets, language }: Setting): Drawn {
  const { w, h, altText, assetId, flipX, flipY } = props
  const pictureId = assets.has(assetId ?? '') ? pictureIdOf(assetId) : null
  const edge = boxEdge(w, h)
  if (pictureId === null) return { markup: frame(w, h, altText.trim() || noPicture[language]), edge }
  const mirror = flipX || flipY ? `translate(${flipX ? short(w) : 0} ${flipY ? short(h) : 0}) ` : ''
  const scale = flipX || flipY ? `scale(${flipX ? -1 : 1} ${flipY ? -1 : 1})` : ''
  const markup = element(
    'image',
    {
      href: pictureSource(pictureId),
      width: w,
      height: h,
      preserveAspectRatio: 'none',
      transform: mirror + scale || null,
      role: 'img',
      'aria-label': altText.trim() || null,
    },
    altText.trim() === '' ? [] : [element('title', {}, [escapeXml(altText)])],
  )
  return { markup, edge }
}

const noPicture = { nl: 'Deze foto is er niet meer.', en: 'This picture is no longer there.' } as const

function frame(w: number, h: number, text: string): string {
  const set = setPlain(text, 24, Math.max(1, w - 24))
  return [
    element('rect', { width: w, height: h, rx: 6, fill: '#eae7e1', stroke: '#bdb7ab', 'stroke-width': 1.5 }),
    words(set, { x: 12, y: Math.max(0, (h - set.height) / 2) }, Math.max(1, w - 24), 'middle', { fill: ink }),
  ].join('')
}

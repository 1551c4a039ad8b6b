/**
 * Seen from afar, small words can't be read, so they make room for the large ones: a zone shows its
 * title alone, as large as the band above its notes holds. For the canvas with a whole board in view,
 * and for small pictures.
 */
import { bandOf, unitPx } from '../../template/template.ts'
import type { ZoneShape } from '../schema.ts'
import { badgeWidthOf, namelessSize, type ZoneHeading } from './heading.ts'
import { lineHeightOf, widthOf } from './lines.ts'

const largest = 96
const badgeSize = 44

/** Where the words above a zone stand, and how large they are. */
export interface HeadingPlace {
  readonly pad: number
  readonly iconSize: number
  readonly titleX: number
  readonly titleTop: number
  readonly titleHeight: number
  readonly titleSize: number
  readonly titleMiddle: number
  readonly badgeSize: number
}

export function nearHeading(head: ZoneHeading): HeadingPlace {
  const { pad, iconSize, titleX, titleTop, titleMiddle, title } = head
  const place = { pad, iconSize, titleX, titleTop, titleMiddle }
  return { ...place, titleHeight: title.height, titleSize: title.size, badgeSize: namelessSize }
}

/** The title in the middle of the band and as large as it goes on one line, beside the badge if there is one. */
export function farHeading(
  { w, form }: Pick<ZoneShape['props'], 'w' | 'form'>,
  near: ZoneHeading,
  badge: string | null,
): HeadingPlace {
  const { title, pad } = near
  const band = bandOf(form) * unitPx
  const badgeRoom = badge === null ? 0 : badgeWidthOf(badge, badgeSize) + 16
  // Beside the title stands an icon of its height, and a gap.
  const perSize = widthOf(title) / title.size + 1.25
  const fitting = Math.floor((w - 2 * pad - badgeRoom) / perSize)
  const inBand = Math.floor((band * 0.9) / lineHeightOf(1))
  const size = Math.min(largest, inBand, fitting)
  const centred = (titleHeight: number) => ({
    titleTop: (band - titleHeight) / 2,
    titleHeight,
    titleMiddle: band / 2,
  })
  // A long title beside a badge stays as large as it is, with the badge as it is.
  if (size <= title.size) return { ...nearHeading(near), ...centred(title.height) }
  return {
    pad,
    iconSize: size,
    titleX: pad + size * 1.25,
    titleSize: size,
    ...centred(lineHeightOf(size)),
    badgeSize,
  }
}

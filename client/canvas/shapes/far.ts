/**
 * With the whole board in view its small words can't be read, so they make room for the large ones:
 * a zone shows its title alone, as large as the band above its notes holds.
 */
import { useEditor, useValue } from 'tldraw'
import { badgeWidthOf, namelessSize, type ZoneHeading } from '../../../shared/board/picture/heading.ts'
import { widthOf } from '../../../shared/board/picture/lines.ts'
import type { ZoneShape } from '../../../shared/board/schema.ts'
import { bandOf, unitPx } from '../../../shared/template/template.ts'

/** Below this zoom a prompt's letters are lower than nine pixels of the screen. */
const farZoom = 0.25
const lineHeight = 1.28
const largestFar = 96
const badgeFar = 44

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

/** Whether the board is seen from so far that only large words can be read. */
export function useIsFar(): boolean {
  const editor = useEditor()
  return useValue('is far', () => editor.getZoomLevel() < farZoom, [editor])
}

export function nearHeading(head: ZoneHeading): HeadingPlace {
  const { title, ...rest } = head
  return { ...rest, titleHeight: title.height, titleSize: title.size, badgeSize: namelessSize }
}

/** The title in the middle of the band and as large as it goes on one line, beside the badge if there is one. */
export function farHeading(
  { w, form }: Pick<ZoneShape['props'], 'w' | 'form'>,
  { title, pad }: ZoneHeading,
  badge: string | null,
): HeadingPlace {
  const band = bandOf(form) * unitPx
  const badgeRoom = badge === null ? 0 : badgeWidthOf(badge, badgeFar) + 16
  // Beside the title stands an icon of its height, and a gap.
  const perSize = widthOf(title) / title.size + 1.25
  const fitting = Math.floor((w - 2 * pad - badgeRoom) / perSize)
  const titleSize = Math.max(title.size, Math.min(largestFar, Math.floor((band * 0.9) / lineHeight), fitting))
  const titleHeight = titleSize * lineHeight
  return {
    pad,
    iconSize: titleSize,
    titleX: pad + titleSize * 1.25,
    titleTop: (band - titleHeight) / 2,
    titleHeight,
    titleSize,
    titleMiddle: band / 2,
    badgeSize: badgeFar,
  }
}

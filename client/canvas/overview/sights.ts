/**
 * Where one can go on a board that is too wide to make out: its templates, in the order of reading,
 * each as a small map of its zones and of the notes in them.
 */
import type { Editor } from 'tldraw'
import { boxAround, type Box } from '../../../shared/board/geometry.ts'
import { outlineOf, type OutlineNote, type ZoneArea } from '../../../shared/board/outline.ts'
import type { TemplateInstanceId } from '../../../shared/ids.ts'
import type { Localised } from '../../../shared/language.ts'
import { levelSlope, unitPx } from '../../../shared/template/template.ts'
import { recordsOn, zonesOn } from '../editor/board-on.ts'

export interface Sight {
  readonly instance: TemplateInstanceId
  readonly title: Localised
  readonly zones: readonly ZoneArea[]
  readonly notes: readonly OutlineNote[]
}

export function sightsOn(editor: Editor): readonly Sight[] {
  const areas = zonesOn(editor)
  return outlineOf(recordsOn(editor)).instances.map(({ id, title, zones }) => ({
    instance: id,
    title,
    zones: areas.filter(({ instance }) => instance === id),
    notes: zones.flatMap(({ notes, clusters }) => [
      ...notes,
      ...clusters.flatMap((cluster) => cluster.notes),
    ]),
  }))
}

/** All of its zones; a level is wider at its foot. */
export function aroundZones(zones: readonly Box[]): Box {
  const { x, y, w, h } = boxAround(
    zones.flatMap((zone) => [zone, { x: zone.x + zone.w, y: zone.y + zone.h }]),
  )
  const margin = levelSlope * unitPx
  return { x: x - margin, y: y - margin, w: w + 2 * margin, h: h + 2 * margin }
}

/** On a screen no wider than this the view's buttons lie above the tools (canvas.css). */
const narrowPx = 840
/** The title of a template, in pixels of the board, and what is still read on a screen. */
const titlePx = 100
const readablePx = 13

/**
 * Whether a look at all of the board would show nothing that can be read, on a screen that has no
 * room to make it larger. A board with one template has nowhere else to go.
 */
export function isTooWideFor(
  screen: Pick<Box, 'w'>,
  { zoom, templates }: { readonly zoom: number; readonly templates: number },
): boolean {
  return templates > 1 && screen.w < narrowPx && zoom * titlePx < readablePx
}

/** Finds on the page what a step points at. The only place that knows how those parts are made. */
import { onScreen, type Box, type Size } from './place.ts'
import type { TourStepKey } from './steps.ts'

/** The first that is on the screen counts: what stands in the bar on a wide screen is in the menu on a phone. */
const selectors: Readonly<Record<TourStepKey, readonly string[]>> = {
  write: ['[data-testid="tools.note"]'],
  zones: ['.tl-shape[data-shape-type="zone"]'],
  saved: ['.connection'],
  people: ['.board-people'],
  template: ['.board-tools [data-sheet="template"]', '.board-bar > .button:last-child'],
  lead: ['.board-tools', '.board-bar > .button:last-child'],
}

export function targetOf(key: TourStepKey, view: Size): Box | null {
  for (const selector of selectors[key]) {
    const boxes = [...document.querySelectorAll(selector)].flatMap((element) => {
      if (!element.checkVisibility() || !isWhole(element)) return []
      const { x, y, width: w, height: h } = element.getBoundingClientRect()
      return onScreen(key === 'zones' ? headOf({ x, y, w, h }) : { x, y, w, h }, view) ?? []
    })
    const [first] = boxes.toSorted((a, b) => a.y - b.y || a.x - b.x)
    if (first !== undefined) return first
  }
  return null
}

/** Of a row of which some buttons have no room, the menu has them all. */
function isWhole(row: Element): boolean {
  return [...row.querySelectorAll(':scope > .button')].every((button) => button.checkVisibility())
}

/** What the page and the board tell just now, often of what a step asked for. */
export function messagesOn(view: Size): readonly Box[] {
  const told = '.toasts > .toast, .tlui-toast__container, .zone-hint-place[data-shown="true"]'
  return [...document.querySelectorAll(told)].flatMap((message) => {
    const { x, y, width: w, height: h } = message.getBoundingClientRect()
    return onScreen({ x, y, w, h }, view) ?? []
  })
}

/** A zone is pointed at by its head, where the question stands: the rest is for notes. */
function headOf({ x, y, w, h }: Box): Box {
  return { x, y, w, h: Math.min(h, Math.max(24, w * 0.0875)) }
}

export function hasZones(): boolean {
  return document.querySelector('.tl-shape[data-shape-type="zone"]') !== null
}

/** The editor is there: before that a step would be left out that can be shown a moment later. */
export function hasBoard(): boolean {
  return document.querySelector('[data-testid="tools.note"]') !== null
}

/** A note of one's own is open: nobody gets into another's words. */
export function isWritingNote(): boolean {
  return document.querySelector('.tl-shape[data-shape-type="note"] [contenteditable="true"]') !== null
}

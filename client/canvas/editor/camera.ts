/** What a person sees first, and when the view moves by itself. */
import { Box, type Editor } from 'tldraw'
import type { BoardRecord } from '../../../shared/board/schema.ts'
import type { TemplateInstanceId } from '../../../shared/ids.ts'
import type { ZoneArea } from '../../../shared/board/outline.ts'
import { headerHeight, unitPx } from '../../../shared/template/template.ts'
import { zonesOn } from './board-on.ts'
import type { KeptView } from './view-memory.ts'

/** Room that the menus take at the edges of the screen. */
const room = { top: 56, bottom: 84, side: 20 }
const glideMs = 400
/** Below this, letters of a note can't be read by everyone. */
const readableZoom = 0.55
/** Below this, whoever writes has turned away from the words. */
const nearZoom = 0.3
/** Below this, not even the titles of zones can be read. */
const overviewZoom = 0.12
/** The header lies straight above the zones. */
const headerPx = headerHeight * unitPx

/** Far enough off for the widest board on a phone. */
const leastZoom = 0.005
export const cameraOptions = { zoomSteps: [leastZoom, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8] }

/** All of the board when there is something on it; its empty middle otherwise. */
export function showBoard(editor: Editor): void {
  const bounds = editor.getCurrentPageBounds()
  if (bounds === undefined) editor.centerOnPoint({ x: 0, y: 0 })
  else frame(editor, bounds, 'at once')
}

/**
 * Where this tab looked before, while something of the board is there. What a newcomer sees: all of
 * the board, or of one too wide to make out its first template.
 */
export function openBoard(editor: Editor, kept: KeptView | null): void {
  if (kept !== null && comeBackTo(editor, kept)) return
  const bounds = editor.getCurrentPageBounds()
  const first = bounds !== undefined && zoomFor(editor, bounds) < overviewZoom ? firstInstance(editor) : null
  if (first === null) showBoard(editor)
  else frame(editor, first, 'at once')
}

function comeBackTo(editor: Editor, { x, y, zoom }: KeptView): boolean {
  const { w, h } = editor.getViewportScreenBounds()
  const view = new Box(x - w / zoom / 2, y - h / zoom / 2, w / zoom, h / zoom)
  if (editor.getCurrentPageBounds()?.collides(view) !== true) return false
  moveTo(editor, { x: -view.x, y: -view.y, z: zoom }, 'at once')
  return true
}

/** What the leftmost template laid; null on a board without templates. */
function firstInstance(editor: Editor): Box | null {
  const [leftmost] = zonesOn(editor).toSorted((a, b) => a.x - b.x || a.y - b.y)
  return leftmost === undefined ? null : boundsOfInstance(editor, leftmost.instance)
}

function boundsOfInstance(editor: Editor, instance: TemplateInstanceId): Box | null {
  const laid = zonesOn(editor).filter((zone) => zone.instance === instance)
  if (laid.length === 0) return null
  return Box.Common(laid.map(({ x, y, w, h }) => new Box(x, y - headerPx, w, h + headerPx)))
}

/** One of the templates on the board; nothing where it was taken away. */
export function showInstance(editor: Editor, instance: TemplateInstanceId): void {
  const bounds = boundsOfInstance(editor, instance)
  if (bounds !== null) frame(editor, bounds, 'gliding')
}

/** How near a look at all of the board would be. */
export function zoomOfBoard(editor: Editor): number {
  const bounds = editor.getCurrentPageBounds()
  return bounds === undefined ? 1 : zoomFor(editor, bounds)
}

/** A template was laid: everyone looks at it, but for who is writing just now. */
export function showLaid(editor: Editor, added: readonly BoardRecord[]): void {
  const parts = added.flatMap((record) => (record.typeName === 'shape' ? [record] : []))
  const isTemplate = parts.some((part) => part.type === 'header')
  if (!isTemplate || editor.getEditingShapeId() !== null) return
  const laid = parts.filter((part) => part.type === 'zone' || part.type === 'header')
  frame(editor, Box.Common(laid.flatMap((part) => editor.getShapePageBounds(part.id) ?? [])), 'gliding')
}

export function showZone(editor: Editor, zone: Pick<ZoneArea, 'x' | 'y' | 'w' | 'h'>): void {
  frame(editor, new Box(zone.x, zone.y, zone.w, zone.h), 'gliding')
}

/** A note was placed here that nobody saw come: nearer when that shows more of its zone, else just to the note. */
export function showPlaced(editor: Editor, zone: ZoneArea, note: Box | null): void {
  const area = new Box(zone.x, zone.y, zone.w, zone.h)
  if (zoomFor(editor, area) > editor.getZoomLevel()) frame(editor, area, 'gliding')
  else bringIntoView(editor, note ?? area)
}

/** Someone begins to write in letters too small to read: go nearer, to the whole zone when that is near enough. */
export function comeNearToWrite(editor: Editor, around: Box, zone: ZoneArea | null): void {
  if (editor.getZoomLevel() >= readableZoom) return
  if (zone !== null) {
    const area = new Box(zone.x, zone.y, zone.w, zone.h)
    if (zoomFor(editor, area) >= readableZoom) return frame(editor, area, 'gliding')
  }
  const { w, h } = editor.getViewportScreenBounds()
  const near = Math.min(0.85, w / (around.w * 1.6))
  const view = new Box(around.midX - w / near / 2, around.midY - h / near / 2, w / near, h / near)
  // Words above the middle: on a phone the keyboard takes the lower half.
  moveTo(editor, { x: -view.x, y: -view.y - h / near / 8, z: near }, 'gliding')
}

/** Whether words on the board can be read from here. */
export function isNear(editor: Editor): boolean {
  return editor.getZoomLevel() >= nearZoom
}

/** What is written on stays in sight. */
export function bringIntoView(editor: Editor, around: Box): void {
  const view = editor.getViewportPageBounds()
  if (view.contains(around)) return
  const z = editor.getZoomLevel()
  // A little above the middle, as when coming near.
  moveTo(editor, { x: view.w / 2 - around.midX, y: view.h / 2 - around.midY - view.h / 8, z }, 'gliding')
}

type Manner = 'at once' | 'gliding'

function frame(editor: Editor, bounds: Box, manner: Manner): void {
  const view = editor.getViewportScreenBounds()
  const z = zoomFor(editor, bounds)
  const free = { w: view.w - 2 * room.side, h: view.h - room.top - room.bottom }
  const x = (room.side + (free.w - bounds.w * z) / 2) / z - bounds.x
  const y = (room.top + (free.h - bounds.h * z) / 2) / z - bounds.y
  moveTo(editor, { x, y, z }, manner)
}

function moveTo(editor: Editor, camera: { x: number; y: number; z: number }, manner: Manner): void {
  const isStill = manner === 'at once' || movesLittle(editor)
  editor.stopCameraAnimation()
  editor.setCamera(camera, isStill ? { immediate: true } : { animation: { duration: glideMs } })
}

/** True for who asked, here or of the whole device, that nothing moves by itself. */
export function movesLittle(editor: Editor): boolean {
  return editor.user.getAnimationSpeed() === 0 || matchMedia('(prefers-reduced-motion: reduce)').matches
}

function zoomFor(editor: Editor, bounds: Box): number {
  const view = editor.getViewportScreenBounds()
  const fit = Math.min(
    (view.w - 2 * room.side) / Math.max(1, bounds.w),
    (view.h - room.top - room.bottom) / Math.max(1, bounds.h),
  )
  return Math.min(1, Math.max(leastZoom, fit))
}

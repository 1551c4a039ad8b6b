/** What a person sees first, and when a template comes into view for everyone. */
import { Box, type Editor } from 'tldraw'
import type { BoardRecord } from '../../../shared/board/schema.ts'

const insetPx = 48
const glideMs = 400

/** All of the board when there is something on it; its empty middle otherwise. */
export function showBoard(editor: Editor): void {
  const bounds = editor.getCurrentPageBounds()
  if (bounds === undefined) editor.centerOnPoint({ x: 0, y: 0 })
  else
    editor.zoomToBounds(bounds, {
      inset: insetPx,
      immediate: true,
      targetZoom: Math.min(1, zoomFor(editor, bounds)),
    })
}

/** A template was laid: everyone looks at it, but for who is writing just now. */
export function showLaid(editor: Editor, added: readonly BoardRecord[]): void {
  const parts = added.filter(
    (record) => record.typeName === 'shape' && (record.type === 'zone' || record.type === 'header'),
  )
  if (!parts.some((part) => part.typeName === 'shape' && part.type === 'header')) return
  if (editor.getEditingShapeId() !== null) return
  const boxes = parts.flatMap((part) =>
    part.typeName === 'shape' ? (editor.getShapePageBounds(part.id) ?? []) : [],
  )
  if (boxes.length === 0) return
  const isStill =
    editor.user.getAnimationSpeed() === 0 || matchMedia('(prefers-reduced-motion: reduce)').matches
  editor.zoomToBounds(Box.Common(boxes), {
    inset: insetPx,
    ...(isStill ? { immediate: true } : { animation: { duration: glideMs } }),
  })
}

function zoomFor(editor: Editor, bounds: Box): number {
  const view = editor.getViewportScreenBounds()
  return Math.min((view.w - 2 * insetPx) / bounds.w, (view.h - 2 * insetPx) / bounds.h)
}

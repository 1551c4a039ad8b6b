/** Where this tab looks on a board, kept so that a reload comes back to it. */
import { react, type Editor } from 'tldraw'
import * as z from 'zod/mini'
import type { BoardId } from '../../../shared/ids.ts'
import { tabMemory } from '../../browser/storage.ts'

/** A view: the middle of it, which outlives a turned or resized screen, and how near. */
const viewSchema = z.object({
  x: z.number(),
  y: z.number(),
  zoom: z.number().check(z.positive()),
})
export type KeptView = z.infer<typeof viewSchema>

/** Null where nothing is kept. */
export interface ViewMemory {
  read(): string | null
  write(view: string): void
}

/** While someone moves about nothing is written; once they stand still it is. */
const stillMs = 250

export function viewMemoryOfTab(boardId: BoardId): ViewMemory {
  const key = `leerbord.view.${boardId}`
  return { read: () => tabMemory.get(key), write: (view) => tabMemory.set(key, view) }
}

export function readView(memory: ViewMemory): KeptView | null {
  const kept = memory.read()
  if (kept === null) return null
  try {
    const parsed = viewSchema.safeParse(JSON.parse(kept))
    return parsed.success ? parsed.data : null
  } catch {
    // Not ours: as good as none.
    return null
  }
}

/** Returns the way to stop. */
export function keepView(editor: Editor, memory: ViewMemory): () => void {
  let waiting: number | null = null
  const write = (): void => {
    if (waiting !== null) clearTimeout(waiting)
    waiting = null
    const { x, y } = editor.getViewportPageBounds().center
    memory.write(JSON.stringify({ x, y, zoom: editor.getZoomLevel() } satisfies KeptView))
  }
  const unwatch = react('view to keep', () => {
    editor.getCamera()
    if (waiting !== null) clearTimeout(waiting)
    waiting = editor.timers.setTimeout(write, stillMs)
  })
  const signal = new AbortController()
  window.addEventListener('pagehide', write, signal)
  return () => {
    unwatch()
    signal.abort()
    if (waiting !== null) write()
  }
}

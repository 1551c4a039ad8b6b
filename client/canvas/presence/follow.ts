/**
 * Goes along with someone's view: all that they see fits in this screen. Whoever moves the view
 * themselves stops following; while a pointer is down or words are written the view stays put.
 */
import type { Editor, TLCamera } from 'tldraw'
import { fitting, towards, type Screen } from './views.ts'
import type { View } from './presence-state.ts'

export interface FollowPorts {
  /** Null: nobody is followed. */
  followed(): string | null
  /** What they look at; null when that isn't known. */
  viewOf(participantId: string): View | null
  /** The person moved the view themselves. */
  ownMove(): void
  /** True for who wants no motion. */
  isStill(): boolean
}

/** Returns the way to stop. */
export function followViews(editor: Editor, ports: FollowPorts): () => void {
  let who: string | null = null
  let camera: TLCamera | null = null
  let screen: Screen = { w: 0, h: 0 }

  const begin = (followed: string): void => {
    who = followed
    editor.stopCameraAnimation()
    camera = editor.getCamera()
    screen = sizeOf(editor)
  }
  const go = (elapsedMs: number): void => {
    const followed = ports.followed()
    if (followed === null) {
      who = null
      return
    }
    if (followed !== who) begin(followed)
    const size = sizeOf(editor)
    // A screen that is turned or made wider takes the camera along: that is no movement of a person.
    const isResized = size.w !== screen.w || size.h !== screen.h
    screen = size
    if (!isResized && camera !== editor.getCamera()) return ports.ownMove()
    camera = editor.getCamera()
    const view = ports.viewOf(followed)
    if (view === null || editor.inputs.isPointing || editor.getEditingShapeId() !== null) return
    const from = editor.getViewportPageBounds()
    const next = towards(from, fitting(view, size), elapsedMs, ports.isStill())
    const isThere = near(next.x, from.x) && near(next.y, from.y) && near(next.w, from.w)
    if (isThere) return
    editor.setCamera({ x: -next.x, y: -next.y, z: size.w / next.w }, { immediate: true })
    camera = editor.getCamera()
  }
  editor.on('tick', go)
  return () => {
    editor.off('tick', go)
  }
}

function sizeOf(editor: Editor): Screen {
  const { w, h } = editor.getViewportScreenBounds()
  return { w, h }
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) < 0.01
}

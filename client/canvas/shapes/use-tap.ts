/**
 * Words on the board that a press takes one to. No button: a finger's press as much as a finger's
 * width beside a button goes to that button, so that a name or a note beside such words could not be
 * chosen. A drag that begins on them is the editor's.
 */
import { useRef, type PointerEvent as ReactPointerEvent } from 'react'
import { stopEventPropagation, useEditor } from 'tldraw'

/** Beyond this, a press that moves is a drag. */
const stillPx = 6

interface TapEvents {
  readonly onPointerDown: (pressed: ReactPointerEvent) => void
  readonly onPointerMove: (moved: ReactPointerEvent) => void
  readonly onPointerUp: (letGo: ReactPointerEvent) => void
  readonly onPointerCancel: () => void
}

export function useTap(run: () => void): TapEvents {
  const editor = useEditor()
  const pressed = useRef<PointerEvent | null>(null)
  return {
    onPointerDown: (event) => {
      pressed.current = null
      // With another tool in hand the place is meant, not what is written there.
      if (event.button !== 0 || !event.isPrimary || !editor.isInAny('select', 'hand')) return
      // Else the editor takes the press for one on the board.
      stopEventPropagation(event)
      event.currentTarget.setPointerCapture(event.pointerId)
      pressed.current = event.nativeEvent
    },
    onPointerMove: ({ clientX, clientY }) => {
      const from = pressed.current
      if (from === null || Math.hypot(clientX - from.clientX, clientY - from.clientY) < stillPx) return
      pressed.current = null
      editor.getContainer().querySelector('.tl-canvas')?.dispatchEvent(new PointerEvent(from.type, from))
    },
    onPointerUp: () => {
      const wasPressed = pressed.current !== null
      pressed.current = null
      if (wasPressed) run()
    },
    onPointerCancel: () => {
      pressed.current = null
    },
  }
}

import { type RefObject, useEffect, useState } from 'react'
import { frameAround, placeCard, type Box } from './place.ts'
import type { TourStepKey } from './steps.ts'
import { messagesOn, targetOf } from './targets.ts'

const beatMs = 250

export interface Places {
  readonly frame: Box
  readonly card: { readonly x: number; readonly y: number }
}

/**
 * Where a step's target is and its card goes, followed while the board moves below it: the editor
 * tells no one outside it where things are. Null while the target is not on the screen.
 */
export function usePlaces(key: TourStepKey, card: RefObject<HTMLElement | null>): Places | null {
  const [places, setPlaces] = useState<{ readonly of: TourStepKey; readonly at: Places | null } | null>(null)
  useEffect(() => {
    let frame = 0
    let before = ''
    const signal = new AbortController()
    const look = () => {
      frame = 0
      const view = { w: window.innerWidth, h: window.innerHeight }
      const size = { w: card.current?.offsetWidth ?? 0, h: card.current?.offsetHeight ?? 0 }
      const target = targetOf(key, view)
      const at =
        target === null
          ? null
          : { frame: frameAround(target, view), card: placeCard(target, size, view, messagesOn(view)) }
      const now = JSON.stringify(at)
      if (now === before) return
      before = now
      setPlaces({ of: key, at })
    }
    const soon = () => {
      if (frame === 0) frame = requestAnimationFrame(look)
    }
    look()
    // Asking where things are makes the page lay itself out: at each frame that is felt on a slow device.
    const beat = setInterval(soon, beatMs)
    for (const moves of ['resize', 'wheel', 'pointerup', 'keyup']) {
      window.addEventListener(moves, soon, { signal: signal.signal, capture: true, passive: true })
    }
    return () => {
      signal.abort()
      clearInterval(beat)
      cancelAnimationFrame(frame)
    }
  }, [key, card])
  return places?.of === key ? places.at : null
}

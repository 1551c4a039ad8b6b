import { useEffect } from 'react'

/** True once this tab has gone from one page to another by itself: the browser puts focus then no more. */
let hasMoved = false

/** Call when the address changed without a new document. */
export function pageMoved(): void {
  hasMoved = true
  window.scrollTo(0, 0)
}

/**
 * A browser puts focus at the top of a new document; a page that changes itself must do so too. What
 * is on its way and what then comes each call this when they mount; whoever already holds the focus
 * (a field that asks for it, a dialog) keeps it.
 */
export function useFocusOnArrival(): void {
  useEffect(() => {
    if (!hasMoved || isHeld(document.activeElement)) return
    const heading = document.querySelector('h1')
    if (heading === null) return
    heading.tabIndex = -1
    heading.focus({ preventScroll: true })
  }, [])
}

function isHeld(element: Element | null): boolean {
  return element !== null && element !== document.body
}

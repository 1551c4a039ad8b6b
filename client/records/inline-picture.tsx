import { useEffect, useRef } from 'react'
import { useText } from '../text/text.ts'

interface InlinePictureProps {
  /** Of ours: `…/picture.svg`. */
  readonly src: string
  readonly alt: string
}

/**
 * A picture of a board as part of the page: one that is shown as an image may fetch nothing, and the
 * pictures that people laid on the board would be missing. In a shadow of its own, so that no names in
 * it meet those of another.
 */
export function InlinePicture({ src, alt }: InlinePictureProps) {
  const host = useRef<HTMLDivElement>(null)
  const { language } = useText()
  useEffect(() => {
    const root = host.current?.shadowRoot ?? host.current?.attachShadow({ mode: 'open' })
    if (root === undefined) return undefined
    const asked = new AbortController()
    const draw = async (): Promise<void> => {
      const answer = await fetch(src, { signal: asked.signal, credentials: 'same-origin' })
      if (!answer.ok) return
      const drawn = new DOMParser().parseFromString(await answer.text(), 'image/svg+xml').documentElement
      if (drawn.localName !== 'svg') return
      drawn.setAttribute('aria-hidden', 'true')
      drawn.setAttribute('style', 'display: block; width: 100%; height: auto')
      root.replaceChildren(document.importNode(drawn, true))
    }
    // Without it the page has all of the board in words.
    draw().catch(() => {})
    return () => asked.abort()
  }, [src])
  return <div ref={host} className="inline-picture" role="img" aria-label={alt} lang={language} />
}

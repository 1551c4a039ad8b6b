import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { useText } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'
import { type Done, tourSteps } from './steps.ts'
import { hasZones, isWritingNote } from './targets.ts'
import { usePlaces } from './use-places.ts'
import './tour.css'

interface TourCardProps {
  readonly leads: boolean
  /** Something of this page is on its way to the server. */
  readonly isSaving: boolean
  /** Something lies over the board: the tour waits behind it. */
  readonly isCovered: boolean
  readonly onStop: () => void
}

/** A few steps, each beside the real thing. Stands in nobody's way: the board works on below it. */
export function TourCard({ leads, isSaving, isCovered, onStop }: TourCardProps) {
  const { say } = useText()
  const [steps] = useState(() => tourSteps({ leads, hasZones: hasZones() }))
  const [at, setAt] = useState(0)
  const card = useRef<HTMLElement>(null)
  const [titleId, textId] = [useId(), useId()]
  const step = steps[at] ?? null
  const places = usePlaces(step?.key ?? 'write', card)
  const isShown = places !== null && !isCovered
  const focusNext = useFocus(card, isShown)

  const done: Done | null = isSaving && isWritingNote() ? 'wrote' : isCovered ? 'opened' : null
  // Who does it needs no more telling. Focus stays where the person is working.
  if (done !== null && step?.doneBy === done && at < steps.length - 1) setAt(at + 1)
  if (step === null) return null
  const isLast = at === steps.length - 1
  const goOn = () => {
    if (isLast) return stop()
    focusNext()
    setAt(at + 1)
  }
  const stop = () => {
    onStop()
    document.getElementById('main')?.focus({ preventScroll: true })
  }
  const onKeyDown = (pressed: KeyboardEvent) => {
    // The editor's own keys must not act on what happens in here.
    pressed.stopPropagation()
    if (pressed.key === 'Escape') stop()
  }
  return (
    <div className="tour" data-shown={isShown || undefined}>
      {places !== null && <div className="tour-ring" style={boxStyle(places.frame)} />}
      <section
        ref={card}
        role="dialog"
        aria-labelledby={titleId}
        aria-describedby={textId}
        className="tour-card"
        style={{ translate: `${places?.card.x ?? 0}px ${places?.card.y ?? 0}px` }}
        onKeyDown={onKeyDown}
      >
        <p className="tour-count">{say('tour.count', { at: at + 1, of: steps.length })}</p>
        <h2 id={titleId}>{say(`tour.${step.key}`)}</h2>
        <p id={textId}>{say(`tour.${step.key}.text`)}</p>
        <div className="tour-foot">
          {!isLast && (
            <Button look="quiet" onClick={stop}>
              {say('tour.skip')}
            </Button>
          )}
          <Button look="main" data-tour-next onClick={goOn}>
            {say(isLast ? 'tour.ready' : 'tour.next')}
          </Button>
        </div>
      </section>
    </div>
  )
}

/** Focus goes to the card when it opens and after its own button; never away from what someone is writing. */
function useFocus(card: { readonly current: HTMLElement | null }, isShown: boolean): () => void {
  const isDue = useRef(true)
  // Before the page is drawn: what is hidden with the focus in it leaves that nowhere.
  useLayoutEffect(() => {
    if (isShown || card.current?.contains(document.activeElement) !== true) return
    isDue.current = true
    document.getElementById('main')?.focus({ preventScroll: true })
  }, [card, isShown])
  useEffect(() => {
    if (!isShown || !isDue.current) return
    isDue.current = false
    const isWriting = document.activeElement?.matches('input, textarea, [contenteditable="true"]') === true
    if (isWriting) return
    card.current?.querySelector<HTMLElement>('[data-tour-next]')?.focus({ preventScroll: true })
  })
  return () => {
    isDue.current = true
  }
}

function boxStyle({ x, y, w, h }: { x: number; y: number; w: number; h: number }) {
  return { left: x, top: y, width: w, height: h }
}

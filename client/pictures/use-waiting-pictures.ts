import { useEffect, useState } from 'react'
import { newIdempotencyKey } from '../browser/chance.ts'
import { keptPictures } from '../browser/kept-pictures.ts'
import type { Link } from '../link/link.ts'
import { sendPicture } from './send-picture.ts'
import { WaitingPictures } from './waiting-pictures.ts'

/** The pictures on their way to the board of this link, for as long as a page shows it; null before that. */
export function useWaitingPictures(link: Link, participantId: string): WaitingPictures | null {
  const [pictures, setPictures] = useState<WaitingPictures | null>(null)
  useEffect(() => {
    const waiting = new WaitingPictures({
      keeper: keptPictures,
      participantId,
      boardId: link.boardId,
      send: sendPicture,
      hasLine: () => link.state().connection.status === 'live',
      isSaved: () => !link.state().saving,
      newKey: newIdempotencyKey,
      now: () => Date.now(),
      after: (ms, run) => void setTimeout(run, ms),
    })
    const hear = (): void => {
      waiting.pump()
      waiting.settle()
    }
    const unsubscribe = link.subscribe(hear)
    const warn = (event: BeforeUnloadEvent): void => {
      if (waiting.holdsUnkept) event.preventDefault()
    }
    window.addEventListener('beforeunload', warn)
    // oxlint-disable-next-line react/set-state-in-effect -- it is opened in an effect and is then what to render
    setPictures(waiting)
    return () => {
      unsubscribe()
      window.removeEventListener('beforeunload', warn)
      waiting[Symbol.dispose]()
      setPictures(null)
    }
  }, [link, participantId])
  return pictures
}

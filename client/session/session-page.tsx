import { useCallback, useEffect, useRef } from 'react'
import type { BoardId } from '../../shared/ids.ts'
import type { AnswerOf } from '../../shared/wire/calls.ts'
import type { ClientProblem } from '../browser/ask.ts'
import { useLoaded } from '../browser/use-loaded.ts'
import { useText } from '../text/text.ts'
import { LoadingPage } from '../ui/loading-page.tsx'
import { type Toasts, useToasts } from '../ui/toasts.tsx'
import { ClosedPage } from './closed-page.tsx'
import { loadBoard, loadSession } from './load-session.ts'
import { NoLinePage } from './no-line-page.tsx'
import type { Place } from './opened-boards.ts'
import { SessionScreen } from './session-screen.tsx'

export type Session = AnswerOf<'session'>

/** A session shows its current board and goes along when the facilitator shows another. */
export function SessionPage({ id }: { readonly id: string }) {
  return <LoadedSession sessionId={id} boardId={null} />
}

/** One board; stays there, whatever the session shows. */
export function BoardPage({ id }: { readonly id: string }) {
  const load = useCallback((signal: AbortSignal) => loadBoard(id, signal), [id])
  const loaded = useLoaded(load)
  if (loaded.state === 'loading') return <LoadingPage />
  if (loaded.state === 'failed') return <Failed {...loaded} place={{ boardId: id }} />
  return <LoadedSession sessionId={loaded.value.sessionId} boardId={loaded.value.boardId} />
}

interface FailedProps {
  readonly place: Place
  readonly problem: ClientProblem
  readonly reload: () => void
}

function Failed({ place, problem, reload }: FailedProps) {
  if (problem.code === 'offline') return <NoLinePage onRetry={reload} />
  return <ClosedPage place={place} problem={problem} onRetry={reload} />
}

interface LoadedSessionProps {
  readonly sessionId: string
  /** Null: the session's current board. */
  readonly boardId: BoardId | null
}

function LoadedSession({ sessionId, boardId }: LoadedSessionProps) {
  const load = useCallback((signal: AbortSignal) => loadSession(sessionId, signal), [sessionId])
  const loaded = useLoaded(load)
  const toasts = useToasts()
  const session = loaded.state === 'ready' ? loaded.value : null
  const shown = boardId ?? session?.currentBoard ?? null
  useBoardNews(session, shown, toasts)
  if (loaded.state === 'loading') return <LoadingPage />
  if (loaded.state === 'failed') return <Failed {...loaded} place={{ sessionId }} />
  if (session === null || shown === null) return <LoadingPage />
  return (
    <SessionScreen key={shown} session={session} boardId={shown} toasts={toasts} onChanged={loaded.reload} />
  )
}

/** Says so when another board has come in the place of the one people were looking at. */
function useBoardNews(session: Session | null, shown: BoardId | null, toasts: Toasts): void {
  const { say } = useText()
  const before = useRef<BoardId | null>(null)
  const { show, clear } = toasts
  useEffect(() => {
    const wasShown = before.current
    before.current = shown
    if (wasShown === null || shown === null || wasShown === shown) return
    const board = session?.boards.find((each) => each.boardId === shown)
    clear()
    if (board !== undefined) show(say('board.nowShown', { title: board.title }))
  }, [session, shown, show, clear, say])
}

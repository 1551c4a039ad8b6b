import { useCallback } from 'react'
import type { BoardId } from '../../shared/ids.ts'
import type { AnswerOf } from '../../shared/wire/calls.ts'
import { ask } from '../browser/ask.ts'
import { useLoaded } from '../browser/use-loaded.ts'
import { Loading } from '../ui/loading.tsx'
import { ProblemPage } from '../ui/problem-page.tsx'
import { useToasts } from '../ui/toasts.tsx'
import { SessionScreen } from './session-screen.tsx'

export type Session = AnswerOf<'session'>

/** A session shows its current board and goes along when the facilitator shows another. */
export function SessionPage({ id }: { readonly id: string }) {
  return <LoadedSession sessionId={id} boardId={null} />
}

/** One board; stays there, whatever the session shows. */
export function BoardPage({ id }: { readonly id: string }) {
  const load = useCallback((signal: AbortSignal) => ask('board', { params: { boardId: id }, signal }), [id])
  const loaded = useLoaded(load)
  if (loaded.state === 'loading') return <Loading />
  if (loaded.state === 'failed') return <ProblemPage problem={loaded.problem} onRetry={loaded.reload} />
  return <LoadedSession sessionId={loaded.value.sessionId} boardId={loaded.value.boardId} />
}

interface LoadedSessionProps {
  readonly sessionId: string
  /** Null: the session's current board. */
  readonly boardId: BoardId | null
}

function LoadedSession({ sessionId, boardId }: LoadedSessionProps) {
  const load = useCallback(
    (signal: AbortSignal) => ask('session', { params: { sessionId }, signal }),
    [sessionId],
  )
  const loaded = useLoaded(load)
  const toasts = useToasts()
  if (loaded.state === 'loading') return <Loading />
  if (loaded.state === 'failed') return <ProblemPage problem={loaded.problem} onRetry={loaded.reload} />
  const session = loaded.value
  const shown = boardId ?? session.currentBoard
  return (
    <SessionScreen
      key={shown}
      session={session}
      boardId={shown}
      follows={boardId === null}
      toasts={toasts}
      onChanged={loaded.reload}
    />
  )
}

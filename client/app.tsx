import { lazy, Suspense, useLayoutEffect, useRef } from 'react'
import { Route, Switch, useLocation } from 'wouter'
import { pageMoved } from './browser/page-focus.ts'
import { JoinPage } from './start/join-page.tsx'
import { StartPage } from './start/start-page.tsx'
import { ErrorCatcher } from './ui/error-catcher.tsx'
import { LoadingPage } from './ui/loading-page.tsx'
import { ProblemPage } from './ui/problem-page.tsx'

// Start and join stay light; everything else comes when it is opened.
const TrajectoryPage = lazy(async () => ({
  default: (await import('./trajectory/trajectory-page.tsx')).TrajectoryPage,
}))
const SessionPage = lazy(async () => ({ default: (await import('./session/session-page.tsx')).SessionPage }))
const BoardPage = lazy(async () => ({ default: (await import('./session/session-page.tsx')).BoardPage }))
const RecordPage = lazy(async () => ({ default: (await import('./records/record-page.tsx')).RecordPage }))
const SnapshotPage = lazy(async () => ({
  default: (await import('./records/snapshot-page.tsx')).SnapshotPage,
}))

export function App() {
  const [path] = useLocation()
  useMoves(path)
  return (
    <ErrorCatcher key={path}>
      <Suspense fallback={<LoadingPage />}>
        <Switch>
          <Route path="/">
            <StartPage />
          </Route>
          <Route path="/join">
            <JoinPage />
          </Route>
          <Route path="/t/:id">{({ id }) => <TrajectoryPage key={id} id={id} />}</Route>
          <Route path="/s/:id/record">{({ id }) => <RecordPage key={id} id={id} />}</Route>
          <Route path="/s/:id">{({ id }) => <SessionPage key={id} id={id} />}</Route>
          <Route path="/b/:id">{({ id }) => <BoardPage key={id} id={id} />}</Route>
          <Route path="/snapshots/:id">{({ id }) => <SnapshotPage key={id} id={id} />}</Route>
          <Route>
            <ProblemPage problem={{ code: 'not-found' }} />
          </Route>
        </Switch>
      </Suspense>
    </ErrorCatcher>
  )
}

/** Before the effects of the page that comes: they ask whether this tab has moved. */
function useMoves(path: string): void {
  const shown = useRef(path)
  useLayoutEffect(() => {
    if (shown.current === path) return
    shown.current = path
    pageMoved()
  }, [path])
}

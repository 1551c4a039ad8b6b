import { lazy, Suspense, useCallback, useState } from 'react'
import { leads } from '../../shared/session/role.ts'
import type { ParticipantId } from '../../shared/ids.ts'
import type { Language } from '../../shared/language.ts'
import type { SessionKind } from '../../shared/session/session.ts'
import { askSnapshotBytes } from '../browser/ask.ts'
import { useLoaded } from '../browser/use-loaded.ts'
import { momentText } from '../text/dates.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Loading } from '../ui/loading.tsx'
import { LoadingPage } from '../ui/loading-page.tsx'
import { Page, PageHeading } from '../ui/page.tsx'
import { ProblemNotice } from '../ui/notice.tsx'
import { ProblemPage } from '../ui/problem-page.tsx'
import { ContinueDialog } from './continue-dialog.tsx'
import { loadSnapshot, type KnownSnapshot } from './known-snapshot.ts'
import { OutlineNotes, type Names } from './outline-notes.tsx'
import './records.css'

const BoardView = lazy(async () => ({ default: (await import('../canvas/board-view.tsx')).BoardView }))

/** A board as it was: to look around in, never to change. */
export function SnapshotPage({ id }: { readonly id: string }) {
  const load = useCallback((signal: AbortSignal) => loadSnapshot(id, signal), [id])
  const loaded = useLoaded(load)
  if (loaded.state === 'failed') return <ProblemPage problem={loaded.problem} onRetry={loaded.reload} />
  if (loaded.state === 'loading') return <LoadingPage />
  return <LoadedSnapshot {...loaded.value} />
}

function LoadedSnapshot({ snapshot, sessionKind, hasEnded, names }: KnownSnapshot) {
  const { say, language } = useText()
  const [isContinuing, setContinuing] = useState(false)
  const { boardTitle, sessionTitle, label, kind, takenAt, snapshotId, me, outline } = snapshot
  const moment = momentText(takenAt, language)
  return (
    <Page title={boardTitle} trail={trailOf()}>
      <div className="page-slate">
        {sessionTitle !== boardTitle && <p className="soft">{sessionTitle}</p>}
        <PageHeading>{boardTitle}</PageHeading>
        <p>
          <span className="tag">{say(`snapshotKind.${kind}`)}</span> {label}
        </p>
        <p className="soft">{say('snapshot.at', { moment })}</p>
        {snapshot.redactedAt !== undefined && (
          <p className="soft">
            {say('snapshot.redacted', { moment: momentText(snapshot.redactedAt, language) })}
          </p>
        )}
      </div>
      <p className="soft">{say('snapshot.readOnly')}</p>
      <SnapshotBoard
        snapshotId={snapshotId}
        boardLanguage={snapshot.language}
        sessionKind={sessionKind}
        names={names}
      />
      <div className="button-row">
        {leads(me.role) && (
          <Button look="main" onClick={() => setContinuing(true)}>
            {say('continue.open')}
          </Button>
        )}
      </div>
      <section className="card" aria-labelledby="in-words">
        <h2 id="in-words">{say('snapshot.inWords')}</h2>
        <OutlineNotes
          outline={outline}
          boardLanguage={snapshot.language}
          names={names}
          sessionKind={sessionKind}
        />
      </section>
      {isContinuing && (
        <ContinueDialog
          snapshotId={snapshotId}
          outline={outline}
          boardLanguage={snapshot.language}
          onClose={() => setContinuing(false)}
        />
      )}
    </Page>
  )

  /** A board of a session that goes on has no record to go back to yet. */
  function trailOf() {
    if (!hasEnded) return { href: `/s/${snapshot.sessionId}`, text: say('snapshot.toSession') }
    return { href: `/s/${snapshot.sessionId}/record`, text: say('snapshot.toRecord') }
  }
}

interface SnapshotBoardProps {
  readonly snapshotId: string
  readonly boardLanguage: Language
  readonly sessionKind: SessionKind | null
  readonly names: Names
}

function SnapshotBoard({ snapshotId, boardLanguage, sessionKind, names }: SnapshotBoardProps) {
  const { say, language } = useText()
  const nameOf = useCallback((id: ParticipantId) => names.get(id) ?? null, [names])
  const load = useCallback((signal: AbortSignal) => askSnapshotBytes(snapshotId, signal), [snapshotId])
  const loaded = useLoaded(load)
  return (
    <div className="snapshot-board" role="region" aria-label={say('snapshot.board')}>
      {loaded.state === 'loading' && <Loading />}
      {loaded.state === 'failed' && (
        <div className="snapshot-failed">
          <ProblemNotice problem={loaded.problem} />
          <Button onClick={loaded.reload}>{say('page.retry')}</Button>
        </div>
      )}
      {loaded.state === 'ready' && (
        <Suspense fallback={<Loading />}>
          <BoardView
            docBytes={loaded.value}
            language={language}
            boardLanguage={boardLanguage}
            sessionKind={sessionKind}
            nameOf={nameOf}
          />
        </Suspense>
      )}
    </div>
  )
}

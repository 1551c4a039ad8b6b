import { lazy, memo, Suspense, useCallback, useEffect, useState } from 'react'
import { Link as PageLink, useLocation } from 'wouter'
import type { BoardId } from '../../shared/ids.ts'
import { leads } from '../../shared/session/role.ts'
import { useFocusOnArrival } from '../browser/page-focus.ts'
import { deviceMemory } from '../browser/storage.ts'
import { usePageTitle } from '../browser/title.ts'
import { DemoNotice } from '../start/demo-notice.tsx'
import type { Link } from '../link/link.ts'
import { PicturesTray } from '../pictures/pictures-tray.tsx'
import { useWaitingPictures } from '../pictures/use-waiting-pictures.ts'
import { useLink } from '../link/use-link.ts'
import { refusalKey } from '../text/problem.ts'
import { useText } from '../text/text.ts'
import { Loading } from '../ui/loading.tsx'
import { LoadingPage } from '../ui/loading-page.tsx'
import { Notice } from '../ui/notice.tsx'
import { ToastList, type Toasts } from '../ui/toasts.tsx'
import { BoardBar } from './board-bar.tsx'
import { BoardMenu } from './board-menu.tsx'
import { ConnectionNews, RefusedScreen } from './connection.tsx'
import { EndDialog } from './end-dialog.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { LineNotice } from './line-notice.tsx'
import { NewBoardDialog } from './new-board-dialog.tsx'
import { NotPlacedTray } from './not-placed-tray.tsx'
import { Company } from '../company/company.ts'
import { FollowBanner, FollowFrame } from './people/follow-banner.tsx'
import { PeopleSheet } from './people/people-sheet.tsx'
import { useFollowedLeaving } from './people/use-company.ts'
import type { Session } from './session-page.tsx'
import { SnapshotDialog } from './snapshot-dialog.tsx'
import { TemplateDialog } from './template-dialog.tsx'
import { TourCard } from './tour/tour.tsx'
import { useTour } from './tour/use-tour.ts'
import { useBoardLink } from './use-board-link.ts'
import './session.css'
import './notices.css'

// Drawn anew by what it is given alone: the state of the line changes with every movement of a drag.
const Canvas = lazy(async () => ({ default: memo((await import('../canvas/canvas.tsx')).Canvas) }))

/** What lies over the board, one at a time. */
export type Sheet = 'menu' | 'people' | 'template' | 'snapshot' | 'board' | 'invite' | 'end'

export interface SessionScreenProps {
  readonly session: Session
  readonly boardId: BoardId
  readonly toasts: Toasts
  readonly onChanged: () => void
}

export function SessionScreen(props: SessionScreenProps) {
  const link = useBoardLink(props.boardId, props.session)
  usePageTitle(props.session.title)
  if (link === null) return <LoadingPage />
  return <LinkedScreen {...props} link={link} />
}

function LinkedScreen({ session, boardId, toasts, onChanged, link }: SessionScreenProps & { link: Link }) {
  const { say, language } = useText()
  const [, go] = useLocation()
  useFocusOnArrival()
  const [sheet, setSheet] = useState<Sheet | null>(null)
  const [company] = useState(() => new Company(deviceMemory))
  const state = useLink(link)
  const pictures = useWaitingPictures(link, session.me.participantId)
  useFollowedLeaving(company, state, toasts)
  useSessionNews(link, session, onChanged)
  useRefusalNews(link, toasts)
  usePassing(state.saving, toasts)
  const close = () => setSheet(null)
  const chooseTemplate = useCallback(() => setSheet('template'), [])
  const board = session.boards.find((each) => each.boardId === boardId)
  const title = board?.title ?? session.title
  const hasEnded = session.status === 'recorded'
  const isRefused = state.connection.status === 'refused'
  // Until the server has said what we may do here, what the page loaded with counts.
  const role = state.me?.role ?? session.me.role
  const mayLead = leads(role) && !hasEnded && !isRefused
  const tour = useTour(session, role)
  const shared = { session, boardId, toasts, onClose: close, onChanged }

  return (
    <div className="board-screen">
      <a className="skip-link" href="#main">
        {say('page.skip')}
      </a>
      <BoardBar
        session={session}
        title={title}
        state={state}
        mayLead={mayLead}
        role={role}
        company={company}
        onSheet={setSheet}
        onChanged={onChanged}
      />
      <main id="main" className="board-main" tabIndex={-1}>
        {state.connection.status === 'refused' ? (
          <RefusedScreen reason={state.connection.reason} />
        ) : (
          <Suspense fallback={<Loading />}>
            {pictures === null ? (
              <Loading />
            ) : (
              <Canvas
                link={link}
                language={language}
                boardLanguage={session.language}
                onTemplate={mayLead ? chooseTemplate : undefined}
                me={session.me}
                sessionKind={session.kind}
                company={company}
                pictures={pictures}
              />
            )}
          </Suspense>
        )}
        <FollowFrame company={company} state={state} />
        <div className="board-notices">
          <NotPlacedTray link={link} />
          {pictures !== null && (
            <PicturesTray pictures={pictures} isOffline={state.connection.status === 'offline'} />
          )}
          <div className="board-news">
            {!tour.isOn && <DemoNotice {...session} name={session.me.name} />}
            <LineNotice link={link} state={state} />
            <FollowBanner company={company} state={state} />
            {hasEnded && !isRefused && (
              <Notice tone="sun">
                <p>{say('session.ended')}</p>
                <PageLink className="button" data-look="main" href={`/s/${session.sessionId}/record`}>
                  {say('session.toRecord')}
                </PageLink>
              </Notice>
            )}
            <ToastList toasts={toasts} />
          </div>
        </div>
        <ConnectionNews state={state} />
      </main>
      {sheet === 'menu' && (
        <BoardMenu
          {...shared}
          company={company}
          mayLead={mayLead}
          role={role}
          isOffline={state.connection.status === 'offline'}
          onSheet={setSheet}
          onTour={tour.start}
        />
      )}
      {tour.isOn && (
        <TourCard leads={mayLead} isSaving={state.saving} isCovered={sheet !== null} onStop={tour.stop} />
      )}
      {sheet === 'people' && (
        <PeopleSheet
          session={session}
          state={state}
          role={role}
          company={company}
          onClose={close}
          onChanged={onChanged}
        />
      )}
      {sheet === 'template' && <TemplateDialog {...shared} link={link} />}
      {sheet === 'snapshot' && <SnapshotDialog {...shared} title={title} />}
      {sheet === 'board' && <NewBoardDialog {...shared} />}
      {sheet === 'invite' && <InviteDialog trajectoryId={session.trajectoryId} onClose={close} />}
      {sheet === 'end' && (
        <EndDialog session={session} onClose={close} onEnded={() => go(`/s/${session.sessionId}/record`)} />
      )}
    </div>
  )
}

/** Says why something that was just done is gone again. Of words in the tray it is said there. */
function useRefusalNews(link: Link, { show }: Toasts): void {
  const { say } = useText()
  useEffect(
    () =>
      link.onRefused(({ code, isInTray }) => {
        if (!isInTray) show(say(refusalKey(code)))
      }),
    [link, show, say],
  )
}

/** Who writes, drags or undoes goes on: what was only about the act before that has been said. */
function usePassing(isSaving: boolean, { pass }: Toasts): void {
  useEffect(() => {
    if (isSaving) pass()
  }, [isSaving, pass])
}

/**
 * Asks for the session again when something in it has changed. Arrivals are left out: they change
 * nothing on this page, and with fifty people each would ask fifty times.
 */
function useSessionNews(link: Link, session: Session, onChanged: () => void): void {
  useEffect(
    () =>
      link.onSession((news) => {
        if (news.type === 'trajectory' || news.event.type !== 'arrived') onChanged()
      }),
    [link, onChanged],
  )
  // What happened while the line was down, the next welcome tells by its number.
  const seenSeq = useLink(link).session?.seq ?? 0
  useEffect(() => {
    if (seenSeq > session.seq) onChanged()
  }, [seenSeq, session.seq, onChanged])
}

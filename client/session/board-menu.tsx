import { Link } from 'wouter'
import type { Role } from '../../shared/session/role.ts'
import { ask } from '../browser/ask.ts'
import { useSend } from '../browser/use-send.ts'
import { momentText } from '../text/dates.ts'
import { useText } from '../text/text.ts'
import { AboutButton } from '../ui/page.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { LanguageSwitch } from '../ui/language-switch.tsx'
import { ProblemNotice } from '../ui/notice.tsx'
import type { Company } from '../company/company.ts'
import { CursorsSwitch, KeysSwitch } from './people/switches.tsx'
import type { SessionScreenProps, Sheet } from './session-screen.tsx'
import { StartButton } from './start-button.tsx'
import { TourButton } from './tour/tour-button.tsx'

interface BoardMenuProps extends SessionScreenProps {
  readonly company: Company
  readonly mayLead: boolean
  readonly role: Role
  /** What those who lead do, the server does: without a line it can't be done. */
  readonly isOffline: boolean
  readonly onClose: () => void
  readonly onSheet: (sheet: Sheet) => void
  readonly onTour: () => void
}

/** Everything there is to do around the board; on a phone the only place for it. */
export function BoardMenu({
  session,
  boardId,
  company,
  mayLead,
  role,
  isOffline,
  onClose,
  onSheet,
  onTour,
  onChanged,
  toasts,
}: BoardMenuProps) {
  const { say } = useText()
  const isPlanned = session.status === 'planned'
  const barredBy = isOffline ? say('bar.needsLine') : undefined
  return (
    <Dialog title={say('menu.title')} onClose={onClose}>
      {mayLead && (
        <section className="menu-part" aria-labelledby="menu-lead">
          <h3 id="menu-lead">{say('menu.lead')}</h3>
          <div className="menu-tools">
            {isPlanned && <StartButton session={session} onChanged={onChanged} />}
            <Button
              look={isPlanned ? 'plain' : 'main'}
              barredBy={barredBy}
              onClick={() => onSheet('template')}
            >
              {say('board.apply')}
            </Button>
            <Button barredBy={barredBy} onClick={() => onSheet('snapshot')}>
              {say('board.snapshot')}
            </Button>
            <Button barredBy={barredBy} onClick={() => onSheet('board')}>
              {say('board.new')}
            </Button>
            <Button barredBy={barredBy} onClick={() => onSheet('invite')}>
              {say('invite.title')}
            </Button>
            {role === 'facilitator' && !isPlanned && (
              <Button barredBy={barredBy} onClick={() => onSheet('end')}>
                {say('session.end')}
              </Button>
            )}
          </div>
        </section>
      )}
      <BoardsList
        session={session}
        boardId={boardId}
        mayLead={mayLead}
        onShown={(title) => {
          onChanged()
          onClose()
          toasts.show(say('board.shown', { title }))
        }}
        onClose={onClose}
      />
      <section className="menu-part" aria-labelledby="menu-people">
        <h3 id="menu-people">{say('menu.people')}</h3>
        <div className="menu-tools">
          <Button onClick={() => onSheet('people')}>{say('bar.peopleUnknown')}</Button>
        </div>
        <CursorsSwitch company={company} role={role} />
        <KeysSwitch company={company} role={role} />
      </section>
      <div className="menu-foot">
        <Link href={`/t/${session.trajectoryId}`}>{say('bar.toTrajectory')}</Link>
        <LanguageSwitch />
        <TourButton session={session} role={role} onStart={onTour} onClose={onClose} />
        <AboutButton />
      </div>
    </Dialog>
  )
}

interface BoardsListProps {
  readonly session: SessionScreenProps['session']
  readonly boardId: SessionScreenProps['boardId']
  readonly mayLead: boolean
  readonly onShown: (title: string) => void
  readonly onClose: () => void
}

function BoardsList({ session, boardId, mayLead, onShown, onClose }: BoardsListProps) {
  const { say } = useText()
  const sending = useSend()
  const { sessionId, boards, currentBoard, snapshots } = session
  const byHand = snapshots.filter((snapshot) => snapshot.kind === 'hand')
  return (
    <section className="menu-part" aria-labelledby="menu-boards">
      <h3 id="menu-boards">{say('menu.boards')}</h3>
      <ProblemNotice problem={sending.problem} />
      <ul className="rows menu-boards">
        {boards.map((board) => (
          <li key={board.boardId}>
            <div className="grow">
              <strong>{board.title}</strong>{' '}
              {board.boardId === currentBoard && (
                <span className="tag" data-tone="live">
                  {say('menu.onShow')}
                </span>
              )}
              {board.boardId === boardId && <span className="soft small"> {say('menu.here')}</span>}
            </div>
            <div className="button-row">
              {board.boardId !== boardId && (
                <Link
                  className="button"
                  href={board.boardId === currentBoard ? `/s/${sessionId}` : `/b/${board.boardId}`}
                  onClick={onClose}
                >
                  {say('menu.openBoard')}
                  <span className="hidden-text"> {board.title}</span>
                </Link>
              )}
              {mayLead && board.boardId !== currentBoard && (
                <Button
                  isBusy={sending.isBusy}
                  onClick={() =>
                    sending.send(
                      () =>
                        ask('command', {
                          params: { sessionId },
                          body: { type: 'show-board', boardId: board.boardId },
                        }),
                      () => onShown(board.title),
                    )
                  }
                >
                  {say('board.show')}
                  <span className="hidden-text"> {board.title}</span>
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
      {byHand.length > 0 && (
        <>
          <h4>{say('menu.snapshots')}</h4>
          <ul className="menu-links">
            {byHand.map((snapshot) => (
              <li key={snapshot.snapshotId}>
                <Link href={`/snapshots/${snapshot.snapshotId}`}>
                  <SnapshotName label={snapshot.label} takenAt={snapshot.takenAt} />
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

export function SnapshotName({
  label,
  takenAt,
}: {
  readonly label: string | null
  readonly takenAt: number
}) {
  const { say, language } = useText()
  const moment = momentText(takenAt, language)
  return <>{label === null || label === '' ? say('snapshot.at', { moment }) : `${label} · ${moment}`}</>
}

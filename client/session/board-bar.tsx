import { Link } from 'wouter'
import type { Role } from '../../shared/session/role.ts'
import type { LinkState } from '../link/link-state.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Logo } from '../ui/logo.tsx'
import { ConnectionPill } from './connection.tsx'
import { Avatars } from './people/avatars.tsx'
import type { Company } from '../company/company.ts'
import type { Session } from './session-page.tsx'
import type { Sheet } from './session-screen.tsx'
import { StartButton } from './start-button.tsx'

interface BoardBarProps {
  readonly session: Session
  /** Of the board. */
  readonly title: string
  readonly state: LinkState
  readonly mayLead: boolean
  readonly role: Role
  readonly company: Company
  readonly onSheet: (sheet: Sheet) => void
  readonly onChanged: () => void
}

/** Where we are, whether it is saved, and the menu. On a wide screen the facilitator's tools as well. */
export function BoardBar({
  session,
  title,
  state,
  mayLead,
  role,
  company,
  onSheet,
  onChanged,
}: BoardBarProps) {
  const { say } = useText()
  const isPlanned = session.status === 'planned'
  const barredBy = state.connection.status === 'offline' ? say('bar.needsLine') : undefined
  return (
    <header className="board-bar">
      <Link className="board-home" href={`/t/${session.trajectoryId}`} aria-label={say('bar.toTrajectory')}>
        <Logo />
      </Link>
      <div className="board-titles">
        <h1>{session.title}</h1>
        {title !== session.title && <p>{title}</p>}
      </div>
      {session.status !== 'live' && (
        <span className="tag board-status">{say(`status.${session.status}`)}</span>
      )}
      <ConnectionPill state={state} />
      {mayLead && (
        <div className="board-tools">
          {isPlanned && <StartButton session={session} onChanged={onChanged} />}
          <Button
            look={isPlanned ? 'plain' : 'main'}
            barredBy={barredBy}
            data-sheet="template"
            onClick={() => onSheet('template')}
          >
            {say('board.apply')}
          </Button>
          <Button barredBy={barredBy} onClick={() => onSheet('snapshot')}>
            {say('board.snapshot')}
          </Button>
          {role === 'facilitator' && !isPlanned && (
            <Button barredBy={barredBy} onClick={() => onSheet('end')}>
              {say('session.end')}
            </Button>
          )}
        </div>
      )}
      <Avatars
        state={state}
        meId={session.me.participantId}
        company={company}
        onPeople={() => onSheet('people')}
      />
      <Button onClick={() => onSheet('menu')}>
        <MenuIcon />
        <span className="board-menu-word">{say('bar.menu')}</span>
      </Button>
    </header>
  )
}

function MenuIcon() {
  return (
    <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
      <path d="M3 5.5h14M3 10h14M3 14.5h14" stroke="currentColor" strokeWidth="2.2" strokeLinecap="round" />
    </svg>
  )
}

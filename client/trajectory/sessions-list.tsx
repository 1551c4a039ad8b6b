import { useState } from 'react'
import { Link } from 'wouter'
import { leads } from '../../shared/session/role.ts'
import { dayText } from '../text/dates.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { NewSessionDialog } from './new-session-dialog.tsx'
import { sessionsAhead } from './sessions-ahead.ts'
import type { Trajectory } from './trajectory-page.tsx'

/** What goes on and what is to come. What has ended is under the records. */
export function SessionsList({ trajectory }: { readonly trajectory: Trajectory }) {
  const { say } = useText()
  const [isOpen, setOpen] = useState(false)
  const mayAdd = leads(trajectory.me.role)
  const sessions = sessionsAhead(trajectory.sessions)
  const isFirst = trajectory.sessions.length === 0
  return (
    <section className="card" aria-labelledby="sessions">
      <div className="card-head">
        <h2 id="sessions">{say('sessions.title')}</h2>
        {mayAdd && !isFirst && <Button onClick={() => setOpen(true)}>{say('sessions.new')}</Button>}
      </div>
      {isFirst && <p>{say(mayAdd ? 'sessions.emptyLead' : 'sessions.empty')}</p>}
      {isFirst && mayAdd && (
        <div>
          <Button look="main" onClick={() => setOpen(true)}>
            {say('sessions.first')}
          </Button>
        </div>
      )}
      {!isFirst && sessions.length === 0 && <p className="soft">{say('sessions.allEnded')}</p>}
      {sessions.length > 0 && (
        <ul className="rows">
          {sessions.map((session, index) => (
            <SessionRow key={session.sessionId} session={session} isNext={index === 0} />
          ))}
        </ul>
      )}
      {isOpen && <NewSessionDialog trajectoryId={trajectory.trajectoryId} onClose={() => setOpen(false)} />}
    </section>
  )
}

interface SessionRowProps {
  readonly session: Trajectory['sessions'][number]
  /** The one that most people come for; only that one calls. */
  readonly isNext: boolean
}

function SessionRow({ session, isNext }: SessionRowProps) {
  const { say, language } = useText()
  const { sessionId, status, kind, phase, boards } = session
  const facts = [
    dayText(session.date, language),
    kind === null ? null : say(`kind.${kind}`),
    phase === null ? null : say('session.phase', { phase }),
    say('session.boards', { count: boards.length }),
  ]
  return (
    <li>
      <div className="grow">
        <h3 className="tagged">
          {session.title}{' '}
          <span className="tag" data-tone={status}>
            {say(`status.${status}`)}
          </span>
        </h3>
        <p className="soft">{facts.filter((fact) => fact !== null).join('\u00a0· ')}</p>
      </div>
      <Link
        className="button"
        data-look={isNext && status === 'live' ? 'main' : 'plain'}
        href={`/s/${sessionId}`}
      >
        {say('session.open')}
        <span className="hidden-text"> {session.title}</span>
      </Link>
    </li>
  )
}

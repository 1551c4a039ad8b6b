import { useEffect } from 'react'
import { leads, type Role } from '../../../shared/session/role.ts'
import type { LinkState, Person } from '../../link/link-state.ts'
import { useText } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import type { Session } from '../session-page.tsx'
import { Avatar } from './avatar.tsx'
import type { Company } from '../../company/company.ts'
import { CursorsSwitch } from './switches.tsx'
import { facesOf, goneOf, inOrder } from '../../company/faces.ts'
import { useCompany } from './use-company.ts'

interface PeopleSheetProps {
  readonly session: Session
  readonly state: LinkState
  readonly role: Role
  readonly company: Company
  readonly onClose: () => void
  readonly onChanged: () => void
}

/** Who is here now, and who was at this session and is not here now. */
export function PeopleSheet({ session, state, role, company, onClose, onChanged }: PeopleSheetProps) {
  const { say } = useText()
  const { people } = state
  const meId = session.me.participantId
  const faces = facesOf(people)
  const gone = people.length === 0 ? [] : goneOf(session.arrived, people)
  // Arrivals don't make the page ask again; whoever wants to know of them does.
  useEffect(onChanged, [onChanged])
  return (
    <Dialog title={say('people.sheet')} onClose={onClose}>
      <section className="menu-part" aria-labelledby="people-here">
        <h3 id="people-here">{say('people.here', { count: people.length })}</h3>
        {people.length === 0 && <p>{say('people.unknown')}</p>}
        {people.length === 1 && <p className="soft">{say('people.alone')}</p>}
        {people.length > 1 && <p className="soft small">{say('follow.hint')}</p>}
        <ul className="rows people-rows">
          {inOrder(people, meId).map((person) => {
            const face = faces.get(person.participantId)
            return (
              <li key={person.participantId}>
                {face !== undefined && <Avatar face={face} role={person.role} />}
                <PersonWords person={person} isMe={person.participantId === meId} />
                {person.participantId !== meId && (
                  <FollowButton person={person} company={company} onClose={onClose} />
                )}
              </li>
            )
          })}
        </ul>
      </section>
      {gone.length > 0 && (
        <section className="menu-part" aria-labelledby="people-gone">
          <h3 id="people-gone">{say('people.gone')}</h3>
          <p className="soft small">{say('people.goneHint')}</p>
          <ul className="people-gone">
            {gone.map(({ participantId, name }) => (
              <li key={participantId}>{name}</li>
            ))}
          </ul>
        </section>
      )}
      <CursorsSwitch company={company} role={role} />
    </Dialog>
  )
}

function PersonWords({ person, isMe }: { readonly person: Person; readonly isMe: boolean }) {
  const { say } = useText()
  const { name, role } = person
  return (
    <div className="grow">
      <strong>{name}</strong>
      {isMe && <span className="soft"> {say('people.you')}</span>}
      {(leads(role) || role === 'observer') && (
        <p className="soft small">
          {say(`role.${role}`)}
          {role === 'observer' && `, ${say('people.looksOn')}`}
        </p>
      )}
    </div>
  )
}

interface FollowButtonProps {
  readonly person: Person
  readonly company: Company
  readonly onClose: () => void
}

function FollowButton({ person, company, onClose }: FollowButtonProps) {
  const { say } = useText()
  const { followed } = useCompany(company)
  const isFollowed = followed?.participantId === person.participantId
  return (
    <Button
      onClick={() => {
        if (isFollowed) company.stopFollowing()
        else company.follow(person)
        onClose()
      }}
    >
      {say(isFollowed ? 'follow.stopOne' : 'follow.start')}
      <span className="hidden-text"> {person.name}</span>
    </Button>
  )
}

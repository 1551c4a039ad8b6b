import { useMemo } from 'react'
import type { LinkState, Person } from '../../link/link-state.ts'
import { useText } from '../../text/text.ts'
import { Avatar } from './avatar.tsx'
import type { Company } from '../../company/company.ts'
import { facesOf, inOrder, shownOf, type Face } from '../../company/faces.ts'
import { useCompany } from './use-company.ts'
import { useRoom } from './use-room.ts'
import './people.css'

interface AvatarsProps {
  readonly state: LinkState
  readonly meId: string
  readonly company: Company
  /** Opens the sheet with everyone on it. */
  readonly onPeople: () => void
}

/** Who is here, at a glance; pressing a face goes along with its view. On a phone only how many. */
export function Avatars({ state, meId, company, onPeople }: AvatarsProps) {
  const { say } = useText()
  const { followed } = useCompany(company)
  const room = useRoom()
  const { people } = state
  const faces = useMemo(() => facesOf(people), [people])
  const ordered = useMemo(() => inOrder(people, meId), [people, meId])
  const { shown, more } = shownOf(ordered.length, room)
  return (
    <div className="board-people-row">
      {shown > 0 && (
        <ul className="avatars" aria-label={say('people.shown')}>
          {ordered.slice(0, shown).map((person) => (
            <li key={person.participantId}>
              <AvatarButton
                person={person}
                face={faces.get(person.participantId)}
                isMe={person.participantId === meId}
                isFollowed={followed?.participantId === person.participantId}
                company={company}
                onPeople={onPeople}
              />
            </li>
          ))}
        </ul>
      )}
      <button type="button" className="board-people" onClick={onPeople}>
        {more > 0 && shown > 0 ? (
          <span aria-hidden="true">+{more}</span>
        ) : (
          <>
            <PeopleIcon />
            {people.length > 0 && <span aria-hidden="true">{people.length}</span>}
          </>
        )}
        <span className="hidden-text">
          {people.length > 0 ? say('bar.people', { count: people.length }) : say('bar.peopleUnknown')}
        </span>
      </button>
    </div>
  )
}

interface AvatarButtonProps {
  readonly person: Person
  readonly face: Face | undefined
  readonly isMe: boolean
  readonly isFollowed: boolean
  readonly company: Company
  readonly onPeople: () => void
}

function AvatarButton({ person, face, isMe, isFollowed, company, onPeople }: AvatarButtonProps) {
  const { say } = useText()
  const { name, role } = person
  const words = { name, role: say(`role.${role}`) }
  if (face === undefined) return null
  const press = () => {
    if (isMe) onPeople()
    else if (isFollowed) company.stopFollowing()
    else company.follow(person)
  }
  return (
    <button
      type="button"
      className="avatar-button"
      aria-pressed={isMe ? undefined : isFollowed}
      onClick={press}
    >
      <Avatar face={face} role={role} />
      <span className="hidden-text">{say(isMe ? 'people.me' : 'follow.one', words)}</span>
      <span className="avatar-name" aria-hidden="true">
        {say(isMe ? 'people.me' : 'people.one', words)}
      </span>
    </button>
  )
}

function PeopleIcon() {
  return (
    <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" fill="currentColor">
      <circle cx="10" cy="6" r="3.6" />
      <path d="M3 17.5c.6-4 3.4-6 7-6s6.4 2 7 6z" />
    </svg>
  )
}

import { useState } from 'react'
import { ask } from '../browser/ask.ts'
import { useSend } from '../browser/use-send.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Confirm } from '../ui/confirm.tsx'
import type { Trajectory } from './trajectory-page.tsx'

type Member = Trajectory['members'][number]

interface PeopleListProps {
  readonly trajectory: Trajectory
  readonly onChanged: () => void
}

export function PeopleList({ trajectory, onChanged }: PeopleListProps) {
  const { say } = useText()
  const [leaving, setLeaving] = useState<Member | null>(null)
  const { me, members, perspectives } = trajectory
  return (
    <section className="card" aria-labelledby="people">
      <h2 id="people">{say('people.title', { count: members.length })}</h2>
      <ul className="people">
        {members.map((member) => (
          <li key={member.participantId}>
            <div className="grow">
              <strong>{member.name}</strong>
              {member.participantId === me.participantId && (
                <span className="soft"> {say('people.you')}</span>
              )}
              <p className="soft small">{factsOf(member).join(' · ')}</p>
            </div>
            {me.role === 'facilitator' && member.participantId !== me.participantId && (
              <Button look="quiet-stop" onClick={() => setLeaving(member)}>
                {say('people.remove')}
                <span className="hidden-text"> {member.name}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      {perspectives.length > 0 && (
        <p className="soft small">
          {say('people.perspectives')}{' '}
          {perspectives.map((each) => `${say(`perspective.${each.perspective}`)} (${each.count})`).join(', ')}
        </p>
      )}
      {leaving !== null && (
        <RemovePerson
          trajectory={trajectory}
          member={leaving}
          onClose={() => setLeaving(null)}
          onRemoved={() => {
            setLeaving(null)
            onChanged()
          }}
        />
      )}
    </section>
  )

  function factsOf(member: Member): string[] {
    const { role, perspective } = member
    const known = perspective === undefined || perspective === null ? [] : [say(`perspective.${perspective}`)]
    return [say(`role.${role}`), ...known]
  }
}

interface RemovePersonProps {
  readonly trajectory: Trajectory
  readonly member: Member
  readonly onClose: () => void
  readonly onRemoved: () => void
}

function RemovePerson({ trajectory, member, onClose, onRemoved }: RemovePersonProps) {
  const { say } = useText()
  const sending = useSend()
  const { name, participantId } = member
  const params = { trajectoryId: trajectory.trajectoryId, participantId }
  return (
    <Confirm
      title={say('removePerson.title', { name })}
      yes={say('removePerson.yes')}
      isStop
      sending={sending}
      onYes={() => sending.send(() => ask('removePerson', { params }), onRemoved)}
      onClose={onClose}
    >
      <p>{say('removePerson.means', { name })}</p>
    </Confirm>
  )
}

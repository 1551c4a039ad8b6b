import { useCallback, useState } from 'react'
import type { TrajectoryId } from '../../shared/ids.ts'
import type { Role } from '../../shared/session/role.ts'
import type { AnswerOf } from '../../shared/wire/calls.ts'
import { ask } from '../browser/ask.ts'
import { useLoaded } from '../browser/use-loaded.ts'
import { useSend } from '../browser/use-send.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { CopyField } from '../ui/copy-field.tsx'
import { Loading } from '../ui/loading.tsx'
import { ProblemNotice } from '../ui/notice.tsx'
import { Qr } from '../ui/qr.tsx'
import type { Trajectory } from './trajectory-page.tsx'

type InviteLink = AnswerOf<'links'>['links'][number]

interface InvitePanelProps {
  readonly trajectoryId: TrajectoryId
  readonly me: Trajectory['me']
}

/** The participants' link in full sight; the links of the other roles one tap away. */
export function InvitePanel({ trajectoryId, me }: InvitePanelProps) {
  const { say } = useText()
  const load = useCallback(
    (signal: AbortSignal) => ask('links', { params: { trajectoryId }, signal }),
    [trajectoryId],
  )
  const loaded = useLoaded(load)
  const links = loaded.state === 'ready' ? loaded.value.links : []
  const first = links.find((link) => link.role === 'participant')
  const others = links.filter((link) => link.role !== 'participant').toReversed()
  const mayChange = me.role === 'facilitator'
  const inviteOf = (link: InviteLink) => (
    <Invite trajectoryId={trajectoryId} link={link} mayChange={mayChange} onChanged={loaded.reload} />
  )
  return (
    <section className="card" aria-labelledby="invite">
      <h2 id="invite">{say('invite.title')}</h2>
      {loaded.state === 'loading' && <Loading />}
      {loaded.state === 'failed' && (
        <>
          <ProblemNotice problem={loaded.problem} />
          <Button onClick={loaded.reload}>{say('page.retry')}</Button>
        </>
      )}
      {first !== undefined && (
        <>
          <p>{say('invite.hint')}</p>
          {inviteOf(first)}
        </>
      )}
      <div>
        {others.map((link) => (
          <details className="invite-more" key={link.role}>
            <summary>{say(`invite.${link.role}`)}</summary>
            <p className="soft small">{say(`invite.may.${link.role}`)}</p>
            {inviteOf(link)}
          </details>
        ))}
      </div>
    </section>
  )
}

interface InviteProps {
  readonly trajectoryId: TrajectoryId
  readonly link: InviteLink
  readonly mayChange: boolean
  readonly onChanged: () => void
}

function Invite({ trajectoryId, link, mayChange, onChanged }: InviteProps) {
  const { say } = useText()
  const [asking, setAsking] = useState<'renew' | 'withdraw' | null>(null)
  const renewing = useSend()
  const role = say(`role.${link.role}`)
  if (link.link === null) {
    return (
      <div className="invite">
        <p>{say('invite.withdrawn')}</p>
        <ProblemNotice problem={renewing.problem} />
        {mayChange && (
          <Button
            isBusy={renewing.isBusy}
            onClick={() => renewing.send(() => renew(trajectoryId, link.role), onChanged)}
          >
            {say('invite.makeNew')}
          </Button>
        )}
      </div>
    )
  }
  return (
    <div className="invite">
      <Qr text={link.link} alt={say('invite.qr', { role })} />
      <CopyField label={say('invite.link', { role })} text={link.link} />
      {mayChange && (
        <div className="button-row">
          <Button look="quiet" onClick={() => setAsking('renew')}>
            {say('invite.renew')}
            <span className="hidden-text"> {role}</span>
          </Button>
          <Button look="quiet-stop" onClick={() => setAsking('withdraw')}>
            {say('invite.withdraw')}
            <span className="hidden-text"> {role}</span>
          </Button>
        </div>
      )}
      {asking !== null && (
        <ChangeLink
          trajectoryId={trajectoryId}
          role={link.role}
          change={asking}
          onClose={() => setAsking(null)}
          onDone={() => {
            setAsking(null)
            onChanged()
          }}
        />
      )}
    </div>
  )
}

function renew(trajectoryId: TrajectoryId, role: Role) {
  return ask('renewLink', { params: { trajectoryId, role } })
}

interface ChangeLinkProps {
  readonly trajectoryId: TrajectoryId
  readonly role: Role
  readonly change: 'renew' | 'withdraw'
  readonly onClose: () => void
  readonly onDone: () => void
}

function ChangeLink({ trajectoryId, role, change, onClose, onDone }: ChangeLinkProps) {
  const { say } = useText()
  const sending = useSend()
  const withdraw = () => ask('withdrawLink', { params: { trajectoryId, role } })
  const onYes = () => {
    if (change === 'renew') sending.send(() => renew(trajectoryId, role), onDone)
    else sending.send(withdraw, onDone)
  }
  return (
    <Confirm
      title={say(`invite.${change}Title`)}
      yes={say(`invite.${change}Yes`)}
      isStop={change === 'withdraw'}
      sending={sending}
      onYes={onYes}
      onClose={onClose}
    >
      <p>{say(`invite.${change}Means`)}</p>
    </Confirm>
  )
}

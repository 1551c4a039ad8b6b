import { useCallback, useState } from 'react'
import type { AnswerOf } from '../../shared/wire/calls.ts'
import { leads } from '../../shared/session/role.ts'
import { ask } from '../browser/ask.ts'
import { useLoaded } from '../browser/use-loaded.ts'
import { useRegularly } from '../browser/use-regularly.ts'
import { DemoNotice } from '../start/demo-notice.tsx'
import { useText } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { LoadingPage } from '../ui/loading-page.tsx'
import { Page, PageHeading } from '../ui/page.tsx'
import { ProblemPage } from '../ui/problem-page.tsx'
import { BoardLanguage } from './board-language.tsx'
import { InvitePanel } from './invite-panel.tsx'
import { MyselfDialog } from './myself-dialog.tsx'
import { PeopleList } from './people-list.tsx'
import { RecordsList } from './records-list.tsx'
import { SecondDevice } from './second-device.tsx'
import { SessionsList } from './sessions-list.tsx'
import './trajectory.css'

export type Trajectory = AnswerOf<'trajectory'>

export function TrajectoryPage({ id }: { readonly id: string }) {
  const load = useCallback(
    (signal: AbortSignal) => ask('trajectory', { params: { trajectoryId: id }, signal }),
    [id],
  )
  const loaded = useLoaded(load)
  useRegularly(loaded.reload)
  if (loaded.state === 'failed') return <ProblemPage problem={loaded.problem} onRetry={loaded.reload} />
  if (loaded.state === 'loading') return <LoadingPage />
  const trajectory = loaded.value
  const { me } = trajectory
  return (
    <Page title={trajectory.title}>
      <div className="page-slate">
        <PageHeading>{trajectory.title}</PageHeading>
        <Myself trajectory={trajectory} onChanged={loaded.reload} />
      </div>
      <DemoNotice {...trajectory} name={me.name} />
      <div className="trajectory">
        <div className="trajectory-main">
          <SessionsList trajectory={trajectory} />
          <RecordsList trajectory={trajectory} />
        </div>
        <div className="trajectory-side">
          {leads(me.role) && <InvitePanel trajectoryId={trajectory.trajectoryId} me={me} />}
          <SecondDevice trajectoryId={trajectory.trajectoryId} />
          {me.role === 'facilitator' && (
            <BoardLanguage
              trajectoryId={trajectory.trajectoryId}
              language={trajectory.language}
              onChanged={loaded.reload}
            />
          )}
        </div>
        <div className="trajectory-people">
          <PeopleList trajectory={trajectory} onChanged={loaded.reload} />
        </div>
      </div>
    </Page>
  )
}

function Myself({
  trajectory,
  onChanged,
}: {
  readonly trajectory: Trajectory
  readonly onChanged: () => void
}) {
  const { say } = useText()
  const [isOpen, setOpen] = useState(false)
  const { me, trajectoryId } = trajectory
  return (
    <div className="button-row">
      <p>{say('trajectory.youAre', { name: me.name, role: say(`role.${me.role}`) })}</p>
      <Button look="quiet" onClick={() => setOpen(true)}>
        {say('trajectory.changeMe')}
      </Button>
      {isOpen && (
        <MyselfDialog
          trajectoryId={trajectoryId}
          me={me}
          onClose={() => setOpen(false)}
          onChanged={() => {
            setOpen(false)
            onChanged()
          }}
        />
      )}
    </div>
  )
}

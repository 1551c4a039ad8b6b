import { useCallback } from 'react'
import type { TrajectoryId } from '../../shared/ids.ts'
import { ask } from '../browser/ask.ts'
import { useLoaded } from '../browser/use-loaded.ts'
import { useText } from '../text/text.ts'
import { CopyField } from '../ui/copy-field.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Loading } from '../ui/loading.tsx'
import { ProblemNotice } from '../ui/notice.tsx'
import { Qr } from '../ui/qr.tsx'

interface InviteDialogProps {
  readonly trajectoryId: TrajectoryId
  readonly onClose: () => void
}

/** The participants' code, large enough to be scanned from the back of the room. */
export function InviteDialog({ trajectoryId, onClose }: InviteDialogProps) {
  const { say } = useText()
  const load = useCallback(
    (signal: AbortSignal) => ask('links', { params: { trajectoryId }, signal }),
    [trajectoryId],
  )
  const loaded = useLoaded(load)
  const links = loaded.state === 'ready' ? loaded.value.links : []
  const found = links.find((link) => link.role === 'participant')?.link ?? null
  const role = say('role.participant')
  return (
    <Dialog title={say('invite.title')} onClose={onClose}>
      {loaded.state === 'loading' && <Loading />}
      {loaded.state === 'failed' && <ProblemNotice problem={loaded.problem} />}
      {loaded.state === 'ready' && found === null && <p>{say('invite.withdrawn')}</p>}
      {found !== null && (
        <div className="invite-large">
          <p>{say('invite.hint')}</p>
          <Qr text={found} alt={say('invite.qr', { role })} />
          <CopyField label={say('invite.link', { role })} text={found} />
        </div>
      )}
    </Dialog>
  )
}

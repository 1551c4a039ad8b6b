import { useState } from 'react'
import type { TrajectoryId } from '../../shared/ids.ts'
import { ask } from '../browser/ask.ts'
import { useSend } from '../browser/use-send.ts'
import { momentText } from '../text/dates.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { CopyField } from '../ui/copy-field.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { ProblemNotice } from '../ui/notice.tsx'
import { Qr } from '../ui/qr.tsx'

/** The same person on a second device, by a link that works once. Never by name. */
export function SecondDevice({ trajectoryId }: { readonly trajectoryId: TrajectoryId }) {
  const { say, language } = useText()
  const sending = useSend()
  const [made, setMade] = useState<{ link: string; expiresAt: number } | null>(null)
  return (
    <section className="card" aria-labelledby="device">
      <h2 id="device">{say('device.title')}</h2>
      <p>{say('device.hint')}</p>
      <ProblemNotice problem={sending.problem} />
      <div>
        <Button
          isBusy={sending.isBusy}
          onClick={() => sending.send(() => ask('linkDevice', { params: { trajectoryId } }), setMade)}
        >
          {say('device.make')}
        </Button>
      </div>
      {made !== null && (
        <Dialog title={say('device.dialog')} onClose={() => setMade(null)}>
          <p>{say('device.how')}</p>
          <div className="invite">
            <Qr text={made.link} alt={say('device.qr')} />
            <CopyField label={say('device.link')} text={made.link} />
          </div>
          <p className="soft small">
            {say('device.until', { moment: momentText(made.expiresAt, language) })} {say('device.secret')}
          </p>
        </Dialog>
      )}
    </section>
  )
}

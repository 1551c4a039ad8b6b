import { ask } from '../browser/ask.ts'
import { useSend } from '../browser/use-send.ts'
import { useText } from '../text/text.ts'
import { Confirm } from '../ui/confirm.tsx'
import type { Session } from './session-page.tsx'

interface EndDialogProps {
  readonly session: Session
  readonly onClose: () => void
  readonly onEnded: () => void
}

export function EndDialog({ session, onClose, onEnded }: EndDialogProps) {
  const { say } = useText()
  const sending = useSend()
  const { sessionId } = session
  const end = () => ask('command', { params: { sessionId }, body: { type: 'end' } })
  return (
    <Confirm
      title={say('end.title')}
      yes={say('session.end')}
      sending={sending}
      onYes={() => sending.send(end, onEnded)}
      onClose={onClose}
    >
      <ul>
        <li>{say('end.readOnly')}</li>
        <li>{say('end.kept')}</li>
        <li>{say('end.record')}</li>
        <li>{say('end.goOn')}</li>
      </ul>
    </Confirm>
  )
}

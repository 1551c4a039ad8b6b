import { ask } from '../browser/ask.ts'
import { useSend } from '../browser/use-send.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { ProblemNotice } from '../ui/notice.tsx'
import type { Session } from './session-page.tsx'

interface StartButtonProps {
  readonly session: Session
  readonly onChanged: () => void
}

/** Begins a session that was planned for later. */
export function StartButton({ session, onChanged }: StartButtonProps) {
  const { say } = useText()
  const sending = useSend()
  const { sessionId } = session
  const start = () => ask('command', { params: { sessionId }, body: { type: 'start' } })
  return (
    <>
      <ProblemNotice problem={sending.problem} />
      <Button look="main" isBusy={sending.isBusy} onClick={() => sending.send(start, onChanged)}>
        {say('session.start')}
      </Button>
    </>
  )
}

import type { ReactNode } from 'react'
import type { Sending } from '../browser/use-send.ts'
import { useText } from '../text/text.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { ProblemNotice } from './notice.tsx'

interface ConfirmProps {
  readonly title: string
  /** What will happen, so that nobody presses in the dark. */
  readonly children: ReactNode
  readonly yes: string
  readonly isStop?: boolean
  readonly sending: Sending
  readonly onYes: () => void
  readonly onClose: () => void
}

export function Confirm({ title, children, yes, isStop = false, sending, onYes, onClose }: ConfirmProps) {
  const { say } = useText()
  return (
    <Dialog title={title} onClose={onClose} isQuestion>
      {children}
      <ProblemNotice problem={sending.problem} />
      <div className="button-row">
        <Button look={isStop ? 'stop' : 'main'} isBusy={sending.isBusy} onClick={onYes}>
          {yes}
        </Button>
        <Button autoFocus onClick={onClose}>
          {say('dialog.cancel')}
        </Button>
      </div>
    </Dialog>
  )
}

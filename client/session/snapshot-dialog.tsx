import { useLocation } from 'wouter'
import { limits } from '../../shared/wire/api.ts'
import { ask } from '../browser/ask.ts'
import { useSend } from '../browser/use-send.ts'
import { textOf } from '../start/form-values.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { ProblemNotice } from '../ui/notice.tsx'
import { OnceForm } from '../ui/once-form.tsx'
import type { SessionScreenProps } from './session-screen.tsx'

type SnapshotDialogProps = SessionScreenProps & {
  /** Of the board. */
  readonly title: string
  readonly onClose: () => void
}

export function SnapshotDialog({ boardId, title, toasts, onClose, onChanged }: SnapshotDialogProps) {
  const { say } = useText()
  const [, go] = useLocation()
  const sending = useSend()

  const submit = (element: HTMLFormElement, idempotencyKey: string) => {
    const label = textOf(new FormData(element), 'label')
    const body = label === '' ? {} : { label }
    const asked = { params: { boardId }, body, idempotencyKey }
    sending.send(
      () => ask('newSnapshot', asked),
      ({ snapshotId }) => {
        onChanged()
        onClose()
        toasts.show(say('snapshot.kept'), {
          action: { text: say('snapshot.look'), run: () => go(`/snapshots/${snapshotId}`) },
        })
      },
    )
  }
  return (
    <Dialog title={say('board.snapshot')} onClose={onClose}>
      <p>{say('snapshot.means', { title })}</p>
      <OnceForm onSend={submit}>
        <TextField
          label={say('snapshot.label')}
          hint={say('snapshot.labelHint')}
          name="label"
          maxLength={limits.label}
          autoComplete="off"
          isOptional
          autoFocus
        />
        <ProblemNotice problem={sending.problem} />
        <div className="button-row">
          <Button type="submit" look="main" isBusy={sending.isBusy}>
            {say('snapshot.keep')}
          </Button>
          <Button onClick={onClose}>{say('dialog.cancel')}</Button>
        </div>
      </OnceForm>
    </Dialog>
  )
}

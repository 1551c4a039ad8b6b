import { type FormEvent, useRef } from 'react'
import { useLocation } from 'wouter'
import { limits } from '../../shared/wire/api.ts'
import { ask } from '../browser/ask.ts'
import { newIdempotencyKey } from '../browser/chance.ts'
import { useSend } from '../browser/use-send.ts'
import { textOf } from '../start/form-values.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { ProblemNotice } from '../ui/notice.tsx'
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
  const idempotencyKey = useRef(newIdempotencyKey())

  const submit = (submitted: FormEvent<HTMLFormElement>) => {
    submitted.preventDefault()
    const label = textOf(new FormData(submitted.currentTarget), 'label')
    const body = label === '' ? {} : { label }
    const asked = { params: { boardId }, body, idempotencyKey: idempotencyKey.current }
    sending.send(
      () => ask('newSnapshot', asked),
      ({ snapshotId }) => {
        onChanged()
        onClose()
        toasts.show(say('snapshot.kept'), {
          text: say('snapshot.look'),
          run: () => go(`/snapshots/${snapshotId}`),
        })
      },
    )
  }
  return (
    <Dialog title={say('board.snapshot')} onClose={onClose}>
      <p>{say('snapshot.means', { title })}</p>
      <form
        className="form"
        noValidate
        onSubmit={submit}
        onChange={() => (idempotencyKey.current = newIdempotencyKey())}
      >
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
      </form>
    </Dialog>
  )
}

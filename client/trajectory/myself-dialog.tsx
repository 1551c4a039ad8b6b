import { type FormEvent, useState } from 'react'
import type { TrajectoryId } from '../../shared/ids.ts'
import { ask, type ClientProblemCode } from '../browser/ask.ts'
import { focusField } from '../browser/focus-field.ts'
import { useSend } from '../browser/use-send.ts'
import { nameProblem, perspectiveOf, textOf } from '../start/form-values.ts'
import { NameField } from '../start/name-field.tsx'
import { PerspectiveField } from '../start/perspective-field.tsx'
import { useText } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { ProblemNotice } from '../ui/notice.tsx'
import type { Trajectory } from './trajectory-page.tsx'

interface MyselfDialogProps {
  readonly trajectoryId: TrajectoryId
  readonly me: Trajectory['me']
  readonly onClose: () => void
  readonly onChanged: () => void
}

export function MyselfDialog({ trajectoryId, me, onClose, onChanged }: MyselfDialogProps) {
  const { say } = useText()
  const sending = useSend()
  const [wrong, setWrong] = useState<ClientProblemCode | null>(null)

  const submit = (submitted: FormEvent<HTMLFormElement>) => {
    submitted.preventDefault()
    const form = new FormData(submitted.currentTarget)
    const name = textOf(form, 'name')
    const found = nameProblem(name)
    setWrong(found)
    if (found !== null) return focusField(submitted.currentTarget, 'name')
    const body = { name, perspective: perspectiveOf(form, 'perspective') }
    sending.send(() => ask('changeMyself', { params: { trajectoryId }, body }), onChanged)
  }
  return (
    <Dialog title={say('myself.title')} onClose={onClose}>
      <form className="form" noValidate onSubmit={submit}>
        <NameField name="name" problem={wrong} defaultValue={me.name} />
        <PerspectiveField name="perspective" defaultValue={me.perspective} />
        <ProblemNotice problem={sending.problem} />
        <div className="button-row">
          <Button type="submit" look="main" isBusy={sending.isBusy}>
            {say('myself.submit')}
          </Button>
          <Button onClick={onClose}>{say('dialog.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  )
}

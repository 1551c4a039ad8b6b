import { useState } from 'react'
import { useLocation } from 'wouter'
import type { TrajectoryId } from '../../shared/ids.ts'
import { sessionBases, sessionKinds } from '../../shared/session/session.ts'
import { ask, type ClientProblemCode } from '../browser/ask.ts'
import { focusField } from '../browser/focus-field.ts'
import { useSend } from '../browser/use-send.ts'
import { textOf, titleProblem } from '../start/form-values.ts'
import { isoToday } from '../text/dates.ts'
import { phases } from '../text/phases.ts'
import { problemKey } from '../text/problem.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { SelectField, TextField } from '../ui/field.tsx'
import { ProblemNotice } from '../ui/notice.tsx'
import { OnceForm } from '../ui/once-form.tsx'

interface NewSessionDialogProps {
  readonly trajectoryId: TrajectoryId
  readonly onClose: () => void
}

export function NewSessionDialog({ trajectoryId, onClose }: NewSessionDialogProps) {
  const { say } = useText()
  const [, go] = useLocation()
  const sending = useSend()
  const [wrong, setWrong] = useState<ClientProblemCode | null>(null)
  const [today] = useState(() => isoToday(new Date()))

  const submit = (element: HTMLFormElement, idempotencyKey: string) => {
    const form = new FormData(element)
    const title = textOf(form, 'title')
    const found = titleProblem(title)
    setWrong(found)
    if (found !== null) return focusField(element, 'title')
    const body = { title, ...choicesOf(form) }
    const asked = { params: { trajectoryId }, body, idempotencyKey }
    sending.send(
      () => ask('newSession', asked),
      (made) => go(`/s/${made.sessionId}`),
    )
  }

  return (
    <Dialog title={say('newSession.title')} onClose={onClose}>
      <OnceForm onSend={submit}>
        <TextField
          label={say('newSession.name')}
          hint={say('newSession.nameHint')}
          name="title"
          autoComplete="off"
          autoFocus
          error={wrong === null ? undefined : say(problemKey(wrong))}
        />
        <TextField
          label={say('newSession.date')}
          hint={say('newSession.dateHint')}
          name="date"
          type="date"
          defaultValue={today}
        />
        <div className="field-pair">
          <SelectField label={say('newSession.kind')} name="kind" isOptional defaultValue="">
            <option value="">{say('newSession.none')}</option>
            {sessionKinds.map((kind) => (
              <option key={kind} value={kind}>
                {say(`kind.${kind}`)}
              </option>
            ))}
          </SelectField>
          <SelectField label={say('newSession.basis')} name="basis" isOptional defaultValue="">
            <option value="">{say('newSession.none')}</option>
            {sessionBases.map((basis) => (
              <option key={basis} value={basis}>
                {say(`basis.${basis}`)}
              </option>
            ))}
          </SelectField>
        </div>
        <SelectField label={say('newSession.phase')} name="phase" isOptional defaultValue="">
          <option value="">{say('newSession.none')}</option>
          {phases.map((phase) => (
            <option key={phase} value={phase}>
              {say(`phase.${phase}`)}
            </option>
          ))}
        </SelectField>
        <ProblemNotice problem={sending.problem} />
        <div className="button-row">
          <Button type="submit" look="main" isBusy={sending.isBusy}>
            {say('newSession.submit')}
          </Button>
          <Button onClick={onClose}>{say('dialog.cancel')}</Button>
        </div>
      </OnceForm>
    </Dialog>
  )
}

/** What was chosen; what was left open isn't sent. */
function choicesOf(form: FormData) {
  const date = textOf(form, 'date')
  const kind = sessionKinds.find((each) => each === textOf(form, 'kind'))
  const basis = sessionBases.find((each) => each === textOf(form, 'basis'))
  const phase = phases.find((each) => String(each) === textOf(form, 'phase'))
  return {
    ...(date === '' ? {} : { date }),
    ...(kind === undefined ? {} : { kind }),
    ...(basis === undefined ? {} : { basis }),
    ...(phase === undefined ? {} : { phase }),
  }
}

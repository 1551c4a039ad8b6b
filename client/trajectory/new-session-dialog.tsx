import { useState } from 'react'
import { useLocation } from 'wouter'
import type { TrajectoryId } from '../../shared/ids.ts'
import { sessionBases, sessionKinds } from '../../shared/session/session.ts'
import { ask } from '../browser/ask.ts'
import { useSend } from '../browser/use-send.ts'
import { textOf } from '../start/form-values.ts'
import { isoToday } from '../text/dates.ts'
import { phases } from '../text/phases.ts'
import { useText } from '../text/text.ts'
import { Dialog } from '../ui/dialog.tsx'
import { SelectField, TextField } from '../ui/field.tsx'
import { TitledForm } from '../ui/titled-form.tsx'

interface NewSessionDialogProps {
  readonly trajectoryId: TrajectoryId
  readonly onClose: () => void
}

export function NewSessionDialog({ trajectoryId, onClose }: NewSessionDialogProps) {
  const { say } = useText()
  const [, go] = useLocation()
  const sending = useSend()
  const [today] = useState(() => isoToday(new Date()))

  const send = (title: string, form: FormData, idempotencyKey: string) => {
    const body = { title, ...choicesOf(form) }
    const asked = { params: { trajectoryId }, body, idempotencyKey }
    sending.send(
      () => ask('newSession', asked),
      (made) => go(`/s/${made.sessionId}`),
    )
  }

  return (
    <Dialog title={say('newSession.title')} onClose={onClose}>
      <TitledForm
        label={say('newSession.name')}
        hint={say('newSession.nameHint')}
        submit={say('newSession.submit')}
        sending={sending}
        onSend={send}
        onClose={onClose}
      >
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
      </TitledForm>
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

import { type ReactNode, useState } from 'react'
import type { ClientProblemCode } from '../browser/ask.ts'
import { focusField } from '../browser/focus-field.ts'
import type { Sending } from '../browser/use-send.ts'
import { textOf, titleProblem } from '../start/form-values.ts'
import { problemKey } from '../text/problem.ts'
import { useText } from '../text/text.ts'
import { Button } from './button.tsx'
import { TextField } from './field.tsx'
import { ProblemNotice } from './notice.tsx'
import { OnceForm } from './once-form.tsx'

interface TitledFormProps {
  readonly label: string
  readonly hint?: string
  readonly submit: string
  readonly sending: Sending
  /** Called with a title that is neither empty nor too long. */
  readonly onSend: (title: string, form: FormData, onceKey: string) => void
  readonly onClose: () => void
  /** What is asked besides the title. */
  readonly children: ReactNode
}

/** The form of a dialog that makes something with a name. */
export function TitledForm({ label, hint, submit, sending, onSend, onClose, children }: TitledFormProps) {
  const { say } = useText()
  const [wrong, setWrong] = useState<ClientProblemCode | null>(null)
  const check = (element: HTMLFormElement, onceKey: string) => {
    const form = new FormData(element)
    const title = textOf(form, 'title')
    const found = titleProblem(title)
    setWrong(found)
    if (found === null) onSend(title, form, onceKey)
    else focusField(element, 'title')
  }
  return (
    <OnceForm onSend={check}>
      <TextField
        label={label}
        hint={hint}
        name="title"
        autoComplete="off"
        autoFocus
        error={wrong === null ? undefined : say(problemKey(wrong))}
      />
      {children}
      <ProblemNotice problem={sending.problem} />
      <div className="button-row">
        <Button type="submit" look="main" isBusy={sending.isBusy}>
          {submit}
        </Button>
        <Button onClick={onClose}>{say('dialog.cancel')}</Button>
      </div>
    </OnceForm>
  )
}

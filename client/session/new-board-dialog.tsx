import { useState } from 'react'
import { useLocation } from 'wouter'
import { ask, type Answer, type ClientProblemCode } from '../browser/ask.ts'
import { focusField } from '../browser/focus-field.ts'
import { useSend } from '../browser/use-send.ts'
import { textOf, titleProblem } from '../start/form-values.ts'
import { problemKey } from '../text/problem.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { ProblemNotice } from '../ui/notice.tsx'
import { OnceForm } from '../ui/once-form.tsx'
import type { SessionScreenProps } from './session-screen.tsx'
import { TemplateList } from './template-list.tsx'

type NewBoardDialogProps = SessionScreenProps & { readonly onClose: () => void }

export function NewBoardDialog({ session, onClose, onChanged }: NewBoardDialogProps) {
  const { say, language } = useText()
  const [, go] = useLocation()
  const sending = useSend()
  const [wrong, setWrong] = useState<ClientProblemCode | null>(null)
  const { sessionId } = session

  const make = async (
    body: { title: string; template?: string },
    isShown: boolean,
    idempotencyKey: string,
  ): Promise<Answer<string>> => {
    const made = await ask('newBoard', {
      params: { sessionId },
      body,
      idempotencyKey,
    })
    if (!made.ok) return made
    const { boardId } = made.value
    if (!isShown) return { ok: true, value: `/b/${boardId}` }
    const shown = await ask('command', { params: { sessionId }, body: { type: 'show-board', boardId } })
    return shown.ok ? { ok: true, value: `/s/${sessionId}` } : shown
  }
  const submit = (element: HTMLFormElement, idempotencyKey: string) => {
    const form = new FormData(element)
    const title = textOf(form, 'title')
    const found = titleProblem(title)
    setWrong(found)
    if (found !== null) return focusField(element, 'title')
    const template = textOf(form, 'template')
    const body = template === '' ? { title } : { title, template }
    sending.send(
      () => make(body, form.get('show') !== null, idempotencyKey),
      (place) => {
        onChanged()
        onClose()
        go(place)
      },
    )
  }

  return (
    <Dialog title={say('board.new')} width="wide" onClose={onClose}>
      <OnceForm onSend={submit}>
        <TextField
          label={say('newBoard.name')}
          name="title"
          autoComplete="off"
          autoFocus
          error={wrong === null ? undefined : say(problemKey(wrong))}
        />
        <label className="tick">
          <input type="checkbox" name="show" defaultChecked />
          <span>{say('newBoard.show')}</span>
        </label>
        <fieldset className="template-choice">
          <legend>{say('newBoard.template')}</legend>
          <label className="tick">
            <input type="radio" name="template" value="" defaultChecked />
            <span>{say('newBoard.blank')}</span>
          </label>
          <TemplateList session={session}>
            {(template) => (
              <label className="tick">
                <input type="radio" name="template" value={template.key} />
                <span>
                  {say('newBoard.choose')}
                  <span className="hidden-text"> {template.name[language]}</span>
                </span>
              </label>
            )}
          </TemplateList>
        </fieldset>
        <ProblemNotice problem={sending.problem} />
        <div className="button-row">
          <Button type="submit" look="main" isBusy={sending.isBusy}>
            {say('newBoard.submit')}
          </Button>
          <Button onClick={onClose}>{say('dialog.cancel')}</Button>
        </div>
      </OnceForm>
    </Dialog>
  )
}

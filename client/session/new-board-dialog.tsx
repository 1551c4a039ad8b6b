import { useLocation } from 'wouter'
import { ask, type Answer } from '../browser/ask.ts'
import { useSend } from '../browser/use-send.ts'
import { textOf } from '../start/form-values.ts'
import { useText } from '../text/text.ts'
import { Dialog } from '../ui/dialog.tsx'
import { TitledForm } from '../ui/titled-form.tsx'
import type { SessionScreenProps } from './session-screen.tsx'
import { TemplateList } from './template-list.tsx'

type NewBoardDialogProps = SessionScreenProps & { readonly onClose: () => void }

export function NewBoardDialog({ session, onClose, onChanged }: NewBoardDialogProps) {
  const { say, language } = useText()
  const [, go] = useLocation()
  const sending = useSend()
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
  const send = (title: string, form: FormData, idempotencyKey: string) => {
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
      <TitledForm
        label={say('newBoard.name')}
        submit={say('newBoard.submit')}
        sending={sending}
        onSend={send}
        onClose={onClose}
      >
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
      </TitledForm>
    </Dialog>
  )
}

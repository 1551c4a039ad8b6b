import { useRef } from 'react'
import type { Link } from '../link/link.ts'
import { ask } from '../browser/ask.ts'
import { newIdempotencyKey } from '../browser/chance.ts'
import { useSend } from '../browser/use-send.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { ProblemNotice } from '../ui/notice.tsx'
import type { SessionScreenProps } from './session-screen.tsx'
import { TemplateList, type TemplateOffer } from './template-list.tsx'
import { useTemplateNews } from './template-news.ts'

type TemplateDialogProps = SessionScreenProps & { readonly link: Link; readonly onClose: () => void }

/** Choose, and it lies there: two clicks from the board. */
export function TemplateDialog({ session, boardId, link, toasts, onClose }: TemplateDialogProps) {
  const { say, language } = useText()
  const placing = useSend()
  const placed = useTemplateNews(link, toasts)
  // One key for as long as this is open: two quick clicks lay one template.
  const idempotencyKey = useRef(newIdempotencyKey())

  const place = (template: TemplateOffer) => {
    const body = { template: template.key }
    placing.send(
      () => ask('applyTemplate', { params: { boardId }, body, idempotencyKey: idempotencyKey.current }),
      ({ instanceId }) => {
        onClose()
        placed(instanceId, { key: template.key, name: template.name[language] })
      },
    )
  }

  return (
    <Dialog title={say('template.title')} width="wide" onClose={onClose}>
      <p className="soft">{say('template.hint')}</p>
      <ProblemNotice problem={placing.problem} />
      <TemplateList session={session}>
        {(template) => (
          <Button look="main" isBusy={placing.isBusy} onClick={() => place(template)}>
            {say('template.place')}
            <span className="hidden-text"> {template.name[language]}</span>
          </Button>
        )}
      </TemplateList>
    </Dialog>
  )
}

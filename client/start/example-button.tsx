import { useState } from 'react'
import { useLocation } from 'wouter'
import { ask } from '../browser/ask.ts'
import { newIdempotencyKey } from '../browser/chance.ts'
import { forgetAllPages } from '../browser/kept-page.ts'
import { useSend } from '../browser/use-send.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { ProblemNotice } from '../ui/notice.tsx'

/** Straight into an example of one's own, on its board. Pressed again after a fault it is the same one. */
export function ExampleButton({ look }: { readonly look: 'main' | 'plain' }) {
  const { say, language } = useText()
  const [, go] = useLocation()
  const sending = useSend()
  const [idempotencyKeys] = useState(() => ({ nl: newIdempotencyKey(), en: newIdempotencyKey() }))
  const open = () =>
    sending.send(
      () => ask('demo', { body: { language }, idempotencyKey: idempotencyKeys[language] }),
      ({ sessionId }) => void forgetAllPages().then(() => go(`/s/${sessionId}`)),
    )
  return (
    <div className="hero-actions">
      <Button look={look} isBusy={sending.isBusy} onClick={open}>
        {say(sending.isBusy ? 'demo.opening' : 'demo.open')}
      </Button>
      <ProblemNotice problem={sending.problem} />
    </div>
  )
}

import { useEffect } from 'react'
import { usePageTitle } from '../browser/title.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { FallenNote } from '../ui/fallen-note.tsx'
import { Page } from '../ui/page.tsx'

const againMs = 5_000

/** No line, and nothing of the board on this device: opens by itself when there is one. */
export function NoLinePage({ onRetry }: { readonly onRetry: () => void }) {
  const { say } = useText()
  const heading = say('problemPage.offline')
  usePageTitle(heading)
  useEffect(() => {
    const timer = setInterval(onRetry, againMs)
    window.addEventListener('online', onRetry)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', onRetry)
    }
  }, [onRetry])
  return (
    <Page title={heading} width="narrow">
      <div className="card">
        <FallenNote />
        <h1>{heading}</h1>
        <p role="status">{say('noLine.waits')}</p>
        <div className="button-row">
          <Button look="main" onClick={onRetry}>
            {say('page.retry')}
          </Button>
        </div>
      </div>
    </Page>
  )
}

import { useText } from '../text/text.ts'
import { Loading } from './loading.tsx'
import { Page } from './page.tsx'

/** A whole page that is on its way. */
export function LoadingPage() {
  const { say } = useText()
  return (
    <Page title={say('page.loading')}>
      <h1 className="hidden-text">{say('page.loading')}</h1>
      <Loading />
    </Page>
  )
}

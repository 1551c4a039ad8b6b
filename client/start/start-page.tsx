import { useLocation } from 'wouter'
import { useText } from '../text/text.ts'
import { Page } from '../ui/page.tsx'
import { BeginForm } from './begin-form.tsx'
import { Hero } from './hero.tsx'
import { keepKey } from './join-key.ts'
import { LinkForm } from './link-form.tsx'
import { useKnown } from './use-known.ts'

/** For who was here before: on with it. For who wasn't: see an example, come in by a link, or begin. */
export function StartPage() {
  const { say } = useText()
  const [, go] = useLocation()
  const known = useKnown()

  return (
    <Page title={null}>
      <Hero known={known} />
      <div className="start-choices">
        <section className="card" aria-labelledby="join">
          <h2 id="join">{say('start.join')}</h2>
          <p className="soft">{say('start.joinHint')}</p>
          <LinkForm
            onKey={(key) => {
              keepKey(key)
              go('/join')
            }}
          />
        </section>
        <section className="card" aria-labelledby="begin">
          <h2 id="begin">{say('start.begin')}</h2>
          <p className="soft">{say('start.beginHint')}</p>
          <BeginForm />
        </section>
      </div>
    </Page>
  )
}

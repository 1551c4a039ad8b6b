import { Link, useLocation } from 'wouter'
import type { AnswerOf } from '../../shared/wire/calls.ts'
import { ask } from '../browser/ask.ts'
import { useLoaded } from '../browser/use-loaded.ts'
import { useText } from '../text/text.ts'
import { Page } from '../ui/page.tsx'
import { BeginForm } from './begin-form.tsx'
import { Hero } from './hero.tsx'
import { keepKey } from './join-key.ts'
import { LinkForm } from './link-form.tsx'

const loadMe = (signal: AbortSignal) => ask('me', { signal })

export function StartPage() {
  const { say } = useText()
  const [, go] = useLocation()
  const me = useLoaded(loadMe)
  const known = me.state === 'ready' ? me.value.trajectories : []

  return (
    <Page title={null}>
      <Hero />
      {known.length > 0 && <ContinueList known={known} />}
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

function ContinueList({ known }: { readonly known: AnswerOf<'me'>['trajectories'] }) {
  const { say } = useText()
  return (
    <section className="card" aria-labelledby="continue">
      <h2 id="continue">{say('start.continue')}</h2>
      <ul className="rows">
        {known.map((each) => (
          <li key={each.trajectoryId}>
            <div className="grow">
              <h3>{each.title}</h3>
              <p className="soft">
                {say('start.youAre', { name: each.name, role: say(`role.${each.role}`) })}
              </p>
            </div>
            <Link className="button" data-look="main" href={`/t/${each.trajectoryId}`}>
              {say('start.open')}
              <span className="hidden-text"> {each.title}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

import { useState } from 'react'
import { Link } from 'wouter'
import { problemKey } from '../text/problem.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Loading } from '../ui/loading.tsx'
import { Notice } from '../ui/notice.tsx'
import { GoneText } from './gone-text.tsx'
import type { Known, KnownTrajectory } from './use-known.ts'

const shownAtFirst = 4

/** Where this device takes part, the newest first; of a long list the rest on asking. */
export function KnownList({ known: { loaded, reload } }: { readonly known: Known }) {
  const { say } = useText()
  const [isWhole, setWhole] = useState(false)
  const all = loaded.state === 'ready' ? loaded.value.trajectories : []
  const shown = isWhole ? all : all.slice(0, shownAtFirst)
  return (
    <section className="card known" aria-labelledby="continue">
      <h2 id="continue">{say('start.continue')}</h2>
      {loaded.state === 'loading' && <Loading />}
      {loaded.state === 'failed' && (
        <Notice tone="stop">
          <p>{say(problemKey(loaded.problem.code))}</p>
          <div className="button-row">
            <Button onClick={reload}>{say('page.retry')}</Button>
          </div>
        </Notice>
      )}
      {shown.length > 0 && (
        <ul className="rows">
          {shown.map((each, at) => (
            <KnownRow key={each.trajectoryId} known={each} isFirst={at === 0} />
          ))}
        </ul>
      )}
      {shown.length < all.length && (
        <Button look="quiet" onClick={() => setWhole(true)}>
          {say('start.all', { count: all.length })}
        </Button>
      )}
    </section>
  )
}

function KnownRow({ known, isFirst }: { readonly known: KnownTrajectory; readonly isFirst: boolean }) {
  const { say } = useText()
  const { trajectoryId, title, name, role, expiresAt } = known
  return (
    <li>
      <div className="grow">
        <h3>
          {title}
          {expiresAt !== null && <span className="tag"> {say('demo.tag')}</span>}
        </h3>
        <p className="soft">{say('start.youAre', { name, role: say(`role.${role}`) })}</p>
        {expiresAt !== null && (
          <p className="soft small">
            <GoneText expiresAt={expiresAt} />
          </p>
        )}
      </div>
      <Link className="button" data-look={isFirst ? 'main' : 'plain'} href={`/t/${trajectoryId}`}>
        {say('start.open')}
        <span className="hidden-text"> {title}</span>
      </Link>
    </li>
  )
}

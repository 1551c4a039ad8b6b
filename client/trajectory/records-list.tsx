import { useState } from 'react'
import { Link } from 'wouter'
import { dayText } from '../text/dates.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import type { Trajectory } from './trajectory-page.tsx'

/** As many as one reads at a glance; the rest one tap away. */
const shownAtFirst = 5

/** Sessions that ended, the last one first. */
export function RecordsList({ trajectory }: { readonly trajectory: Trajectory }) {
  const { say, language } = useText()
  const [isWhole, setWhole] = useState(false)
  const { records } = trajectory
  const shown = isWhole ? records : records.slice(0, shownAtFirst)
  return (
    <section className="card" aria-labelledby="records">
      <h2 id="records">{say('records.title')}</h2>
      {records.length === 0 && <p className="soft">{say('records.empty')}</p>}
      {records.length > 0 && (
        <ul className="rows">
          {shown.map((record) => (
            <li key={record.sessionId}>
              <div className="grow">
                <h3>{record.title}</h3>
                <p className="soft">{dayText(record.date, language)}</p>
              </div>
              <Link className="button" href={`/s/${record.sessionId}/record`}>
                {say('records.open')}
                <span className="hidden-text"> {record.title}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {records.length > shownAtFirst && (
        <div>
          <Button look="quiet" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
            {isWhole ? say('records.fewer') : say('records.all', { count: records.length })}
          </Button>
        </div>
      )}
    </section>
  )
}

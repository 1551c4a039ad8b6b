import { Link } from 'wouter'
import { dayText } from '../text/dates.ts'
import { useText } from '../text/text.ts'
import type { Trajectory } from './trajectory-page.tsx'

export function RecordsList({ trajectory }: { readonly trajectory: Trajectory }) {
  const { say, language } = useText()
  const { records } = trajectory
  return (
    <section className="card" aria-labelledby="records">
      <h2 id="records">{say('records.title')}</h2>
      {records.length === 0 ? (
        <p className="soft">{say('records.empty')}</p>
      ) : (
        <ul className="rows">
          {records.map((record) => (
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
    </section>
  )
}

import type { ReactNode } from 'react'
import type { Language } from '../../shared/language.ts'
import { leads } from '../../shared/session/role.ts'
import { dayText } from '../text/dates.ts'
import { phaseKey } from '../text/phases.ts'
import { useText } from '../text/text.ts'
import type { RecordAnswer } from './record-page.tsx'

interface RecordHeadProps {
  readonly record: RecordAnswer['record']
  /** What the templates are read in. */
  readonly boardLanguage: Language
}

/** Who, when, what about, with which templates. What is unknown is left out. */
export function RecordHead({ record, boardLanguage }: RecordHeadProps) {
  const { say, language } = useText()
  const { session, present, templates, counts } = record
  const { kind, basis, phase } = session
  const phaseName = phase === null ? null : phaseKey(phase)
  const names = present.map(({ name, role }) =>
    leads(role) || role === 'observer' ? `${name} (${say(`role.${role}`)})` : name,
  )
  return (
    <section className="card" aria-labelledby="facts">
      <h2 id="facts" className="hidden-text">
        {say('record.facts')}
      </h2>
      <dl className="facts">
        <Fact name={say('record.trajectory')}>{record.trajectory.title}</Fact>
        <Fact name={say('record.date')}>{dayText(session.date, language)}</Fact>
        {kind !== null && <Fact name={say('record.group')}>{say(`kind.${kind}`)}</Fact>}
        {basis !== null && <Fact name={say('record.basis')}>{say(`basis.${basis}`)}</Fact>}
        {phaseName !== null && <Fact name={say('record.phase')}>{say(phaseName)}</Fact>}
        {present.length > 0 && (
          <Fact name={say('record.present', { count: present.length })} isLong>
            {names.join(', ')}
          </Fact>
        )}
        {templates.length > 0 && (
          <Fact name={say('record.templates')} isLong={templates.length > 1}>
            {templates.map((template) => template.name[boardLanguage]).join(' · ')}
          </Fact>
        )}
        <Fact name={say('record.notes')}>{say('record.noteCount', { count: counts.notes })}</Fact>
      </dl>
    </section>
  )
}

interface FactProps {
  readonly name: string
  readonly isLong?: boolean
  readonly children: ReactNode
}

function Fact({ name, isLong = false, children }: FactProps) {
  return (
    <div className={isLong ? 'fact-long' : undefined}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

import type { ReactNode } from 'react'
import type { Language } from '../../shared/language.ts'
import { calls, type AnswerOf } from '../../shared/wire/calls.ts'
import { ask, pathOf } from '../browser/ask.ts'
import { useLoaded } from '../browser/use-loaded.ts'
import { phaseKey } from '../text/phases.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Loading } from '../ui/loading.tsx'
import { ProblemNotice } from '../ui/notice.tsx'
import type { Session } from './session-page.tsx'
import { groupedByPhase } from './template-groups.ts'
import './template.css'

export type TemplateOffer = AnswerOf<'templates'>['templates'][number]

const loadTemplates = (signal: AbortSignal) => ask('templates', { signal })

interface TemplateListProps {
  readonly session: Session
  /** What is done with a template: a button or a choice, which then counts for the whole card. */
  readonly children: (template: TemplateOffer) => ReactNode
}

/** All templates, by phase, each with a picture of what will lie on the board. */
export function TemplateList({ session, children }: TemplateListProps) {
  const { say } = useText()
  const loaded = useLoaded(loadTemplates)
  if (loaded.state === 'loading') return <Loading />
  if (loaded.state === 'failed') {
    return (
      <div className="template-empty">
        <ProblemNotice problem={loaded.problem} />
        <Button onClick={loaded.reload}>{say('page.retry')}</Button>
      </div>
    )
  }
  const groups = groupedByPhase(loaded.value.templates, session.phase)
  if (groups.length === 0) return <p className="soft">{say('template.none')}</p>
  return (
    <div className="template-groups">
      {groups.map(({ phase, templates }) => (
        <section className="template-group" key={phase} aria-labelledby={`templates-${phase}`}>
          <h3 id={`templates-${phase}`}>
            <PhaseName phase={phase} />
            {phase !== null && phase === session.phase && (
              <span className="tag">{say('template.thisPhase')}</span>
            )}
          </h3>
          <ul className="template-list">
            {templates.map((template) => (
              <li className="template-offer" key={template.key}>
                <TemplatePicture template={template} language={session.language} />
                <TemplateWords template={template} under={phase} />
                {children(template)}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

function PhaseName({ phase }: { readonly phase: number | null }) {
  const { say } = useText()
  const key = phase === null ? null : phaseKey(phase)
  if (key === null) return <>{say('template.anyPhase')}</>
  return <>{say('template.phase', { phase: say(key) })}</>
}

/** In the language of the board: what is seen here is what will lie there. */
function TemplatePicture({ template, language }: { template: TemplateOffer; language: Language }) {
  const [width, height] = template.size
  const path = pathOf(calls.templatePicture.path, { key: template.key })
  return (
    <img
      className="template-picture"
      src={`${path}?language=${language}`}
      alt=""
      width={width * 20}
      height={height * 20}
      loading="lazy"
    />
  )
}

/** `under`: the phase that the list names above it. */
function TemplateWords({ template, under }: { template: TemplateOffer; under: number | null }) {
  const { say, language } = useText()
  const { minutes, steps } = template
  const others = template.phases.filter((phase) => phase !== under)
  const listed = (numbers: readonly number[]) => new Intl.ListFormat(language).format(numbers.map(String))
  return (
    <div className="template-offer-words">
      <h4>{template.name[language]}</h4>
      <p>{template.purpose[language]}</p>
      <ul className="template-facts">
        <li>{say('template.facts', { minutes: minutes.full, short: minutes.short })}</li>
        <li>{say('template.steps', { count: steps.length, steps: listed(steps) })}</li>
        {others.length > 0 && <li>{say('template.otherPhases', { phases: listed(others) })}</li>}
      </ul>
    </div>
  )
}

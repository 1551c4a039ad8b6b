import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { ClientProblem, ClientProblemCode } from '../browser/ask.ts'
import { problemKey } from '../text/problem.ts'
import { type TextKey, useText } from '../text/text.ts'
import { Button } from './button.tsx'
import { FallenNote } from './fallen-note.tsx'
import { Page } from './page.tsx'

/** A whole page that says why there is nothing to see, and what to do now. */
export function ProblemPage({
  problem,
  onRetry,
  children,
}: {
  readonly problem: ClientProblem
  readonly onRetry?: () => void
  /** Below what it says. */
  readonly children?: ReactNode
}) {
  const { say } = useText()
  const heading = say(headingKey(problem.code))
  return (
    <Page title={heading} width="narrow">
      <div className="card">
        <FallenNote />
        <h1>{heading}</h1>
        <p>{say(problemKey(problem.code))}</p>
        <div className="button-row">
          {onRetry !== undefined && mayPass(problem.code) && (
            <Button look="main" onClick={onRetry}>
              {say('page.retry')}
            </Button>
          )}
          <Link className="button" href="/">
            {say('page.toStart')}
          </Link>
        </div>
      </div>
      {children}
    </Page>
  )
}

/** True for what another try may mend. */
export function mayPass(code: ClientProblemCode): boolean {
  return ['offline', 'unreadable', 'internal', 'store-unavailable', 'too-many'].includes(code)
}

function headingKey(code: ClientProblemCode): TextKey {
  if (code === 'offline') return 'problemPage.offline'
  if (code === 'no-identity' || code === 'not-a-member' || code === 'not-allowed' || code === 'removed')
    return 'problemPage.closed'
  if (code === 'not-found' || code.startsWith('unknown-')) return 'problemPage.unknown'
  return 'problemPage.broken'
}

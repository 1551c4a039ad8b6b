import type { ReactNode } from 'react'
import type { ClientProblem } from '../browser/ask.ts'
import { problemKey } from '../text/problem.ts'
import { useText } from '../text/text.ts'

interface NoticeProps {
  readonly tone?: 'plain' | 'sun' | 'stop'
  readonly children: ReactNode
}

/** A sentence from us. A `stop` is read out at once, the rest when the reader pauses. */
export function Notice({ tone = 'plain', children }: NoticeProps) {
  return (
    <div className="notice" data-tone={tone} role={tone === 'stop' ? 'alert' : 'status'}>
      {children}
    </div>
  )
}

/** What went wrong and what to do, in our own words. Nothing when nothing did. */
export function ProblemNotice({ problem }: { readonly problem: ClientProblem | null }) {
  const { say } = useText()
  if (problem === null) return null
  return (
    <Notice tone="stop">
      <p>{say(problemKey(problem.code))}</p>
    </Notice>
  )
}

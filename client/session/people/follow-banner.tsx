import { useEffect } from 'react'
import type { LinkState } from '../../link/link-state.ts'
import { useText } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'
import type { Company } from '../../company/company.ts'
import { facesOf } from '../../company/faces.ts'
import { useCompany } from './use-company.ts'

interface FollowingProps {
  readonly company: Company
  readonly state: LinkState
}

/** Says whose view this is, and lets go. Escape does too. */
export function FollowBanner({ company, state }: FollowingProps) {
  const { say } = useText()
  const { followed } = useCompany(company)
  useEffect(() => {
    if (followed === null) return undefined
    const stop = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) company.stopFollowing()
    }
    window.addEventListener('keydown', stop)
    return () => window.removeEventListener('keydown', stop)
  }, [company, followed])
  return (
    <div className="follow-news" role="status">
      {followed !== null && (
        <div className="follow-banner" style={{ '--person': colourOf(state, followed.participantId) }}>
          <p>{say('follow.you', { name: followed.name })}</p>
          <Button onClick={() => company.stopFollowing()}>{say('follow.stop')}</Button>
        </div>
      )}
    </div>
  )
}

/** A frame around the board in the colour of whose view it shows. */
export function FollowFrame({ company, state }: FollowingProps) {
  const { followed } = useCompany(company)
  if (followed === null) return null
  return (
    <div
      className="follow-frame"
      style={{ '--person': colourOf(state, followed.participantId) }}
      aria-hidden="true"
    />
  )
}

function colourOf({ people }: LinkState, participantId: string): string {
  return facesOf(people).get(participantId)?.colour ?? 'var(--ink-soft)'
}

import { useEffect, useSyncExternalStore } from 'react'
import type { LinkState } from '../../link/link-state.ts'
import { useText } from '../../text/text.ts'
import type { Toasts } from '../../ui/toasts.tsx'
import type { Company, CompanyState } from '../../company/company.ts'

export function useCompany(company: Company): CompanyState {
  return useSyncExternalStore(company.subscribe, company.state)
}

/** Ends following someone who is no longer here, and says so. */
export function useFollowedLeaving(company: Company, state: LinkState, { show }: Toasts): void {
  const { say } = useText()
  const { followed } = useCompany(company)
  const { connection, people } = state
  useEffect(() => {
    // Without a line nobody is known to have left.
    if (followed === null || connection.status !== 'live') return
    if (people.some(({ participantId }) => participantId === followed.participantId)) return
    company.stopFollowing()
    show(say('follow.left', { name: followed.name }))
  }, [company, followed, connection.status, people, show, say])
}

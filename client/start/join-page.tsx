import { useCallback, useEffect, useState } from 'react'
import { ask } from '../browser/ask.ts'
import { useLoaded } from '../browser/use-loaded.ts'
import { problemKey } from '../text/problem.ts'
import { speakUnlessChosen, useText } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Loading } from '../ui/loading.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { mayPass } from '../ui/problem-page.tsx'
import { JoinCard } from './join-card.tsx'
import { keepKey, keptKey, takeKeyFromAddress } from './join-key.ts'
import { LinkForm } from './link-form.tsx'

export function JoinPage() {
  const { say } = useText()
  const [key, setKey] = useKey()
  return (
    <Page title={say('join.title')} width="narrow">
      {key === null ? (
        <div className="card">
          <h1>{say('join.title')}</h1>
          <p>{say('join.noKey')}</p>
          <LinkForm onKey={setKey} />
        </div>
      ) : (
        <Invitation key={key} joinKey={key} onKey={setKey} />
      )}
    </Page>
  )
}

/** Someone may open a second link in the same tab: then only what is behind `#` changes. */
function useKey(): [string | null, (key: string | null) => void] {
  const [key, setKey] = useState(keptKey)
  useEffect(() => {
    const onHash = () => {
      takeKeyFromAddress()
      setKey(keptKey())
    }
    window.addEventListener('hashchange', onHash)
    return () => window.removeEventListener('hashchange', onHash)
  }, [])
  const keep = useCallback((next: string | null) => {
    keepKey(next)
    setKey(next)
  }, [])
  return [key, keep]
}

interface InvitationProps {
  readonly joinKey: string
  readonly onKey: (key: string | null) => void
}

function Invitation({ joinKey, onKey }: InvitationProps) {
  const { say } = useText()
  const load = useCallback(
    (signal: AbortSignal) => ask('invitation', { body: { key: joinKey }, signal }),
    [joinKey],
  )
  const invitation = useLoaded(load)
  const offered = invitation.state === 'ready' ? invitation.value.language : null
  useEffect(() => {
    if (offered !== null) void speakUnlessChosen(offered)
  }, [offered])

  if (invitation.state === 'loading') return <Loading />
  if (invitation.state === 'ready') return <JoinCard joinKey={joinKey} invitation={invitation.value} />

  const { code } = invitation.problem
  return (
    <div className="card">
      <h1>{say(code === 'unknown-key' ? 'join.unknownTitle' : 'join.failedTitle')}</h1>
      <Notice tone="stop">
        <p>{say(problemKey(code))}</p>
      </Notice>
      {mayPass(code) ? (
        <Button look="main" onClick={invitation.reload}>
          {say('page.retry')}
        </Button>
      ) : (
        <LinkForm onKey={onKey} />
      )}
    </div>
  )
}

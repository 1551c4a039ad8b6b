import { useEffect, useState, useSyncExternalStore } from 'react'
import type { Link } from '../link/link.ts'
import type { LinkState } from '../link/link-state.ts'
import { clockText } from '../text/dates.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { whatIsGone, workWithoutLine } from './standing.ts'

/** A short gap mends itself before anyone has read a sentence about it. */
const longMs = 10_000
/** As long as one try is let be seen. */
const tryMs = 2_000

/** The line has been gone for a while: since when, where the work is, and a way to try now. */
export function LineNotice({ link, state }: { readonly link: Link; readonly state: LinkState }) {
  const { connection } = state
  if (connection.status !== 'offline') return null
  return <GoneLine key={connection.sinceAt} link={link} state={state} gone={connection} />
}

interface GoneLineProps {
  readonly link: Link
  readonly state: LinkState
  readonly gone: Extract<LinkState['connection'], { status: 'offline' }>
}

function GoneLine({ link, state, gone }: GoneLineProps) {
  const { say, language } = useText()
  const keepsUnsaved = useSyncExternalStore(link.subscribe, link.keepsUnsaved)
  const [isLong, setLong] = useState(false)
  const [isTrying, setTrying] = useState(false)
  const [isClosed, setClosed] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), longMs)
    return () => clearTimeout(timer)
  }, [])
  useEffect(() => {
    if (!isTrying) return undefined
    const timer = setTimeout(() => setTrying(false), tryMs)
    return () => clearTimeout(timer)
  }, [isTrying])
  if (!isLong || isClosed) return null
  const tryNow = () => {
    setTrying(true)
    link.retry()
  }
  return (
    <Notice tone="sun">
      <p>
        <strong>{say(whatIsGone(gone), { time: clockText(gone.sinceAt, language) })}</strong>{' '}
        {say(`line.${workWithoutLine(state, keepsUnsaved)}`)}
      </p>
      <div className="button-row">
        <Button isBusy={isTrying} onClick={tryNow}>
          {say('line.tryNow')}
        </Button>
        <Button look="quiet" onClick={() => setClosed(true)}>
          {say('toast.close')}
        </Button>
      </div>
    </Notice>
  )
}

import { Link } from 'wouter'
import type { LinkState } from '../link/link-state.ts'
import type { CloseReason } from '../../shared/wire/close-codes.ts'
import { standingOf } from './standing.ts'
import { type TextKey, useText } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { FallenNote } from '../ui/fallen-note.tsx'
import { Notice } from '../ui/notice.tsx'

/** Always in words; the dot only says it twice. Not read out at every change: see ConnectionNews. */
export function ConnectionPill({ state }: { readonly state: LinkState }) {
  const { say } = useText()
  const standing = standingOf(state)
  return (
    <p className="connection" data-standing={standing}>
      <span className="connection-long">{say(`connection.${standing}`)}</span>
      <span className="connection-short" aria-hidden="true">
        {say(`connection.short.${standing}`)}
      </span>
    </p>
  )
}

/** For who can't see the pill: only that the line fell away or came back. */
export function ConnectionNews({ state }: { readonly state: LinkState }) {
  const { say } = useText()
  const { status } = state.connection
  return (
    <p className="hidden-text" role="status">
      {status === 'offline' && say(`connection.${standingOf(state)}`)}
      {status === 'live' && say('connection.live')}
    </p>
  )
}

/** The server said no for good. What was written and not saved is in the tray beside this. */
export function RefusedScreen({ reason }: { readonly reason: CloseReason | 'unknown' }) {
  const { say } = useText()
  return (
    <div className="board-refused">
      <div className="card">
        <FallenNote />
        <h2>{say('refused.title')}</h2>
        <Notice tone="stop">
          <p>{say(refusedKey(reason))}</p>
        </Notice>
        <div className="button-row">
          <Button look="main" onClick={() => window.location.reload()}>
            {say('page.reload')}
          </Button>
          <Link className="button" href="/">
            {say('page.toStart')}
          </Link>
        </div>
      </div>
    </div>
  )
}

const spokenReasons = ['noIdentity', 'notAMember', 'noSuchBoard', 'tooLarge', 'reload'] as const

function refusedKey(reason: CloseReason | 'unknown'): TextKey {
  return `refused.${spokenReasons.find((each) => each === reason) ?? 'unknown'}`
}

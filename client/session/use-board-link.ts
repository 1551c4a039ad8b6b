import { useEffect, useRef, useState } from 'react'
import type { BoardId } from '../../shared/ids.ts'
import { keepPage } from '../browser/kept-page.ts'
import type { Link } from '../link/link.ts'
import { foundEdits, openLink } from '../link/open-link.ts'
import { rememberOpened } from './opened-boards.ts'
import type { Session } from './session-page.tsx'

/**
 * The link to a board for as long as the page shows it. Null until it is open. What isn't saved when
 * the page turns to another board is saved behind it.
 */
export function useBoardLink(boardId: BoardId, session: Session): Link | null {
  const [link, setLink] = useState<Link | null>(null)
  const { participantId } = session.me
  const latest = useRef(session)
  useEffect(() => {
    latest.current = session
  }, [session])
  useEffect(() => {
    let opened: Link | null = null
    let isGone = false
    const open = async (): Promise<void> => {
      const found = await foundEdits(participantId, boardId)
      if (isGone) return
      rememberOpened({ sessionId: latest.current.sessionId, boardId, participantId })
      // Once for each piece of work, and again when the session became another.
      let beside: Session | null = null
      const onKept = (): void => {
        if (beside === latest.current) return
        beside = latest.current
        void keepPage(boardId, latest.current)
      }
      const onErased = (): void => {
        beside = null
      }
      opened = openLink({ boardId, participantId, role: latest.current.me.role, found, onKept, onErased })
      setLink(opened)
    }
    void open()
    return () => {
      isGone = true
      opened?.leave()
      setLink(null)
    }
  }, [boardId, participantId])
  return link?.boardId === boardId ? link : null
}

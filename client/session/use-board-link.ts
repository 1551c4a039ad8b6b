import { useEffect, useRef, useState } from 'react'
import type { BoardId } from '../../shared/ids.ts'
import { keepPage } from '../browser/kept-page.ts'
import type { Link } from '../link/link.ts'
import { foundEdits, openLink } from '../link/open-link.ts'
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
      const onKept = (): void => void keepPage(boardId, latest.current)
      opened = openLink({ boardId, participantId, role: latest.current.me.role, found, onKept })
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

import { useEffect, useState } from 'react'
import type { BoardId, ParticipantId } from '../../shared/ids.ts'
import type { Link } from '../link/link.ts'
import { openLink } from '../link/open-link.ts'

/**
 * The link to a board for as long as the page shows it. Null until it is open. What isn't saved when
 * the page turns to another board is saved behind it.
 */
export function useBoardLink(boardId: BoardId, participantId: ParticipantId): Link | null {
  const [link, setLink] = useState<Link | null>(null)
  useEffect(() => {
    const opened = openLink({ boardId, participantId })
    // oxlint-disable-next-line react/set-state-in-effect -- a socket opens in an effect and is then what to render
    setLink(opened)
    return () => {
      opened.leave()
      setLink(null)
    }
  }, [boardId, participantId])
  return link?.boardId === boardId ? link : null
}

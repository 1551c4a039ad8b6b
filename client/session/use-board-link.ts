import { useEffect, useState } from 'react'
import type { BoardId } from '../../shared/ids.ts'
import type { Link } from '../link/link.ts'
import { openLink } from '../link/open-link.ts'

/** The link to a board for as long as the page shows it. Null until it is open. */
export function useBoardLink(boardId: BoardId): Link | null {
  const [link, setLink] = useState<Link | null>(null)
  useEffect(() => {
    const opened = openLink({ boardId })
    // oxlint-disable-next-line react/set-state-in-effect -- a socket opens in an effect and is then what to render
    setLink(opened)
    return () => {
      opened[Symbol.dispose]()
      setLink(null)
    }
  }, [boardId])
  return link?.boardId === boardId ? link : null
}

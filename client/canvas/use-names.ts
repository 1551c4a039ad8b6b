import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import type { BoardId, ParticipantId } from '../../shared/ids.ts'
import { ask } from '../browser/ask.ts'
import type { Link } from '../link/link.ts'

type Names = ReadonlyMap<string, string>

/**
 * First names of everyone who may have written on this board: those of the trajectory, asked for
 * once and again when somebody new is here, and those who are here now.
 */
export function useNames(link: Link): (id: ParticipantId) => string | null {
  const { people } = useSyncExternalStore(link.subscribe, link.state)
  const [members, setMembers] = useState<Names>(new Map())
  const asked = useRef(new Set<string>())
  const strangers = people.filter(
    (one) => !members.has(one.participantId) && !asked.current.has(one.participantId),
  )
  const strangerKey = strangers.map((one) => one.participantId).join()

  useEffect(() => {
    // Asked for once, and again only for somebody who wasn't there then.
    if (strangerKey === '' && asked.current.has('')) return
    asked.current.add('')
    const stop = new AbortController()
    for (const id of strangerKey.split(',')) asked.current.add(id)
    void membersOf(link.boardId, stop.signal).then((names) => {
      if (names !== null) setMembers(names)
    })
    return () => stop.abort()
  }, [link.boardId, strangerKey])

  return useMemo(() => {
    const here = new Map(people.map((one) => [one.participantId, one.name]))
    return (id) => here.get(id) ?? members.get(id) ?? null
  }, [people, members])
}

async function membersOf(boardId: BoardId, signal: AbortSignal): Promise<Names | null> {
  const board = await ask('board', { params: { boardId }, signal })
  if (!board.ok) return null
  const { trajectoryId } = board.value
  const trajectory = await ask('trajectory', { params: { trajectoryId }, signal })
  if (!trajectory.ok) return null
  return new Map(trajectory.value.members.map((member) => [member.participantId, member.name]))
}

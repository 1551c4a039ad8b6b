import { useCallback, useEffect, useState } from 'react'
import type { BoardId, ParticipantId } from '../../shared/ids.ts'
import { ask } from '../browser/ask.ts'
import type { Link } from '../link/link.ts'

type Names = ReadonlyMap<string, string>

/**
 * First names of everyone who may have written on this board: those of the trajectory, and whoever
 * has been here since, also when they have gone again.
 */
export function useNames(link: Link): (id: ParticipantId) => string | null {
  const [names, setNames] = useState<Names>(new Map())
  useEffect(() => {
    const stop = new AbortController()
    const learn = (more: Names): void => {
      setNames((known) => (hasNews(known, more) ? new Map([...known, ...more]) : known))
    }
    const greet = (): void => learn(new Map(link.state().people.map((one) => [one.participantId, one.name])))
    const load = async (): Promise<void> => learn(await membersOf(link.boardId, stop.signal))
    void load()
    const leave = link.subscribe(greet)
    return () => {
      stop.abort()
      leave()
    }
  }, [link])
  return useCallback((id) => names.get(id) ?? null, [names])
}

function hasNews(known: Names, more: Names): boolean {
  return [...more].some(([id, name]) => known.get(id) !== name)
}

async function membersOf(boardId: BoardId, signal: AbortSignal): Promise<Names> {
  const board = await ask('board', { params: { boardId }, signal })
  if (!board.ok) return new Map()
  const { trajectoryId } = board.value
  const trajectory = await ask('trajectory', { params: { trajectoryId }, signal })
  if (!trajectory.ok) return new Map()
  return new Map(trajectory.value.members.map((member) => [member.participantId, member.name]))
}

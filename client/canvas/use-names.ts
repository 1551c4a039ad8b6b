import { useCallback, useEffect, useState } from 'react'
import type { BoardId, ParticipantId } from '../../shared/ids.ts'
import { ask } from '../browser/ask.ts'
import type { Link } from '../link/link.ts'
import type { LinkState } from '../link/link-state.ts'

type Names = ReadonlyMap<string, string>

/**
 * First names of everyone who may have written on this board: those of the trajectory, and whoever
 * has been here since, also when they have gone again.
 */
export function useNames(link: Link): (id: ParticipantId) => string | null {
  const [names, setNames] = useState<Names>(new Map())
  useEffect(() => {
    const learn = (more: Names): void => {
      setNames((known) => (hasNews(known, more) ? new Map([...known, ...more]) : known))
    }
    return learnNames(link, learn, (signal) => membersOf(link.boardId, signal))
  }, [link])
  return useCallback((id) => names.get(id) ?? null, [names])
}

export interface Live {
  readonly state: () => Pick<LinkState, 'people' | 'connection'>
  readonly subscribe: (heard: () => void) => () => void
}

/**
 * Tells of names as they become known. Asks for the members at once and, while that fails, each time
 * the line is there again. Returns the way to stop.
 */
export function learnNames(
  link: Live,
  learn: (names: Names) => void,
  load: (signal: AbortSignal) => Promise<Names | null>,
): () => void {
  const stop = new AbortController()
  let isLoaded = false
  let isLoading = false
  let wasLive = false
  const ask = async (): Promise<void> => {
    if (isLoaded || isLoading) return
    isLoading = true
    const names = await load(stop.signal)
    isLoading = false
    if (stop.signal.aborted || names === null) return
    isLoaded = true
    learn(names)
  }
  const hear = (): void => {
    const { people, connection } = link.state()
    learn(new Map(people.map((one) => [one.participantId, one.name])))
    const isLive = connection.status === 'live'
    if (isLive && !wasLive) void ask()
    wasLive = isLive
  }
  void ask()
  const leave = link.subscribe(hear)
  return () => {
    stop.abort()
    leave()
  }
}

function hasNews(known: Names, more: Names): boolean {
  return [...more].some(([id, name]) => known.get(id) !== name)
}

/** Null when they can't be had now. */
async function membersOf(boardId: BoardId, signal: AbortSignal): Promise<Names | null> {
  const board = await ask('board', { params: { boardId }, signal })
  if (!board.ok) return null
  const { trajectoryId } = board.value
  const trajectory = await ask('trajectory', { params: { trajectoryId }, signal })
  if (!trajectory.ok) return null
  return new Map(trajectory.value.members.map((member) => [member.participantId, member.name]))
}

import { useEffect, useState } from 'react'
import { leads, type Role } from '../../../shared/session/role.ts'
import { deviceMemory } from '../../browser/storage.ts'
import type { Session } from '../session-page.tsx'
import { tourMemory } from './steps.ts'
import { hasBoard } from './targets.ts'

export interface Tour {
  readonly isOn: boolean
  readonly start: () => void
  readonly stop: () => void
}

/**
 * Begins by itself once: for who leads and for who takes part each, and in every example. Who only
 * looks, or looks back, has nothing to be shown around in.
 */
export function useTour(session: Session, role: Role): Tour {
  const mayTake = role !== 'observer' && session.status !== 'recorded'
  const example = session.expiresAt === null ? null : session.trajectoryId
  const memory = tourMemory({ leads: leads(role), example })
  const [asked, setAsked] = useState<'on' | 'off' | null>(null)
  const [isDue] = useState(() => deviceMemory.get(memory) === null)
  const isBoardThere = useBoardThere(mayTake)
  const isOn = mayTake && isBoardThere && (asked ?? (isDue ? 'on' : 'off')) === 'on'

  useEffect(() => {
    if (isOn) deviceMemory.set(memory, 'seen')
  }, [isOn, memory])
  return { isOn, start: () => setAsked('on'), stop: () => setAsked('off') }
}

/** The editor comes later than the page around it. */
function useBoardThere(isWanted: boolean): boolean {
  const [isThere, setThere] = useState(false)
  useEffect(() => {
    if (!isWanted) return undefined
    const watcher = new MutationObserver(() => look())
    const look = () => {
      if (!hasBoard()) return
      watcher.disconnect()
      setThere(true)
    }
    watcher.observe(document.body, { childList: true, subtree: true })
    look()
    return () => watcher.disconnect()
  }, [isWanted])
  return isThere
}

import { useEffect, useState } from 'react'
import type { AnswerOf } from '../../shared/wire/calls.ts'
import { ask } from '../browser/ask.ts'
import { deviceMemory } from '../browser/storage.ts'
import { type Loaded, useLoaded } from '../browser/use-loaded.ts'

const rememberedAs = 'leerbord.returning'
const loadMe = (signal: AbortSignal) => ask('me', { signal })

export type KnownTrajectory = AnswerOf<'me'>['trajectories'][number]

export interface Known {
  /**
   * True when this device takes part somewhere, as far as we know: from the last visit until the
   * server has answered, so that the page doesn't jump when it does.
   */
  readonly isExpected: boolean
  readonly loaded: Loaded<AnswerOf<'me'>>
  readonly reload: () => void
}

/** Where this device takes part. Someone new is not kept waiting for an answer that says "nowhere". */
export function useKnown(): Known {
  const [wasHere] = useState(() => deviceMemory.get(rememberedAs) !== null)
  const { reload, ...loaded } = useLoaded(loadMe)
  const isSomewhere = loaded.state === 'ready' ? loaded.value.trajectories.length > 0 : null
  useEffect(() => {
    if (isSomewhere !== null) deviceMemory.set(rememberedAs, isSomewhere ? 'yes' : null)
  }, [isSomewhere])
  return { isExpected: isSomewhere ?? wasHere, loaded, reload }
}

import { useCallback, useEffect, useState } from 'react'
import type { Answer, ClientProblem } from './ask.ts'

export type Loaded<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly value: T }
  | { readonly state: 'failed'; readonly problem: ClientProblem }

/**
 * What a page shows of the server. `reload` keeps the old value on the screen until the new one is
 * there, and keeps it when the new one doesn't come. `load` must be stable (`useCallback`).
 */
export function useLoaded<T>(
  load: (signal: AbortSignal) => Promise<Answer<T>>,
): Loaded<T> & { reload: () => void } {
  const [shown, setShown] = useState<{ by: unknown; loaded: Loaded<T> }>({
    by: load,
    loaded: { state: 'loading' },
  })
  const [round, setRound] = useState(0)

  useEffect(() => {
    const gone = new AbortController()
    const fetchOnce = async () => {
      const answer = await load(gone.signal)
      if (gone.signal.aborted) return
      setShown((before) => {
        if (answer.ok) return { by: load, loaded: { state: 'ready', value: answer.value } }
        const isReload = round > 0 && before.by === load && before.loaded.state === 'ready'
        return isReload ? before : { by: load, loaded: { state: 'failed', problem: answer.problem } }
      })
    }
    void fetchOnce()
    return () => gone.abort()
  }, [load, round])

  const reload = useCallback(() => setRound((n) => n + 1), [])
  const loaded: Loaded<T> = shown.by === load ? shown.loaded : { state: 'loading' }
  return { ...loaded, reload }
}

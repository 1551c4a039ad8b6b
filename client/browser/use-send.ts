import { useCallback, useRef, useState } from 'react'
import type { Answer, ClientProblem } from './ask.ts'

export interface Sending {
  readonly isBusy: boolean
  readonly problem: ClientProblem | null
  /** Sends once; a second call while the first is under way does nothing. */
  readonly send: <T>(call: () => Promise<Answer<T>>, done: (value: T) => void) => void
  readonly clear: () => void
}

/** The state of one button or form that asks something of the server. */
export function useSend(): Sending {
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ClientProblem | null>(null)
  const busy = useRef(false)

  const send = useCallback(<T>(call: () => Promise<Answer<T>>, done: (value: T) => void) => {
    if (busy.current) return
    busy.current = true
    setBusy(true)
    setProblem(null)
    const finish = async () => {
      const answer = await call()
      busy.current = false
      setBusy(false)
      if (answer.ok) done(answer.value)
      else setProblem(answer.problem)
    }
    void finish()
  }, [])
  const clear = useCallback(() => setProblem(null), [])
  return { isBusy, problem, send, clear }
}

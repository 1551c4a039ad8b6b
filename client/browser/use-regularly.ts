import { useEffect } from 'react'

const everyMs = 15_000

/** Runs now and then while the page is looked at, and when someone comes back to it. `run` must be stable. */
export function useRegularly(run: () => void): void {
  useEffect(() => {
    const runIfSeen = () => {
      if (document.visibilityState === 'visible') run()
    }
    const timer = setInterval(runIfSeen, everyMs)
    document.addEventListener('visibilitychange', runIfSeen)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', runIfSeen)
    }
  }, [run])
}

import { useEffect, useState } from 'react'
import { ask } from '../browser/ask.ts'

/**
 * The editor's licence key of this server, when it has one. Undefined while asking. Without an
 * answer the board opens as it does without a key: with the maker's mark in the corner.
 */
export function useLicenseKey(): string | null | undefined {
  const [key, setKey] = useState<string | null | undefined>(undefined)
  useEffect(() => {
    const stop = new AbortController()
    const load = async (): Promise<void> => {
      const answer = await ask('settings', { signal: stop.signal })
      if (!stop.signal.aborted) setKey(answer.ok ? answer.value.tldrawLicenseKey : null)
    }
    void load()
    return () => stop.abort()
  }, [])
  return key
}

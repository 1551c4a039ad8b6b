/** Whether the store can write, asked of it once a second at most: asking is a write of its own. */
import type { Clock, Store } from '../../core/ports.ts'

const freshMs = 1_000

/** Resolves when a write is possible, or was a moment ago; rejects as the store does. */
export function openReadiness(store: Pick<Store, 'ping'>, clock: Pick<Clock, 'now'>): () => Promise<void> {
  let last: { readonly at: number; readonly found: Promise<void> } | null = null
  return () => {
    const now = clock.now()
    if (last === null || now - last.at >= freshMs || now < last.at) last = { at: now, found: store.ping() }
    return last.found
  }
}

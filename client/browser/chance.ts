import { textFromBytes } from '../../shared/ids.ts'

/** In an order that tells nothing. */
export function mixed<T>(all: readonly T[]): T[] {
  const drawn = crypto.getRandomValues(new Uint32Array(all.length))
  return all
    .map((one, at) => ({ one, by: drawn[at] ?? 0 }))
    .toSorted((a, b) => a.by - b.by)
    .map(({ one }) => one)
}

/** A key for a request that may be sent twice. `randomUUID` is missing on plain http, this is not. */
export function newIdempotencyKey(): string {
  return textFromBytes(crypto.getRandomValues(new Uint8Array(24)))
}

import { textFromBytes } from '../../shared/ids.ts'

/** A key for a request that may be sent twice. `randomUUID` is missing on plain http, this is not. */
export function newIdempotencyKey(): string {
  return textFromBytes(crypto.getRandomValues(new Uint8Array(24)))
}

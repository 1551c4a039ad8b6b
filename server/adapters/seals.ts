import { createHash } from 'node:crypto'
import type { Seals } from '../core/seals.ts'
import { readKey, signKey } from './keys.ts'

/** Hashes, and join keys under the secret of this installation. */
export function openSeals(secret: Uint8Array): Seals {
  return {
    hash: (content) => createHash('sha256').update(content).digest('hex'),
    signKey: (linkId, generation) => signKey(secret, linkId, generation),
    readKey: (text) => readKey(secret, text),
  }
}

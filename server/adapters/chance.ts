import { randomBytes } from 'node:crypto'
import type { Chance } from '../core/ports.ts'

/** Bytes that nobody can guess. */
export const systemChance: Chance = {
  bytes: (count) => new Uint8Array(randomBytes(count)),
}

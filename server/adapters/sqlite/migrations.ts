import { first } from './migrations/0001-first.ts'
import { expiry } from './migrations/0002-expiry.ts'
import { pictures } from './migrations/0003-pictures.ts'
import { leases } from './migrations/0004-leases.ts'

/**
 * What makes a database of version n from one of version n − 1; the first makes version 1 from nothing.
 * A migration that has been released never changes: a change is a new one at the end.
 */
export const migrations: readonly string[] = [first, expiry, pictures, leases]

export const newestVersion = migrations.length

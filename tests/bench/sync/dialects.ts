import type { Dialect, DialectName } from './dialect.ts'
import { plain } from './dialects/plain.ts'
import { relay } from './dialects/relay.ts'

export const dialects: Readonly<Record<DialectName, Dialect>> = { relay, plain }

import type { Dialect, DialectName } from './dialect.ts'
import { hocuspocus } from './dialects/hocuspocus.ts'
import { plain } from './dialects/plain.ts'
import { relay } from './dialects/relay.ts'
import { tldraw } from './dialects/tldraw.ts'

export const dialects: Readonly<Record<DialectName, Dialect>> = { relay, plain, hocuspocus, tldraw }

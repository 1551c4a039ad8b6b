/**
 * Says of an update, before anything of it is applied, whether this person may make it: whole or not
 * at all. Never changes the doc; remembers of it what it has seen. Invariants:
 * 1. What it lets through, Yjs takes at once and whole: nothing is ever pending.
 * 2. What it lets through leaves every record it touches valid (one that was not may be mended in
 *    part), nobody's words changed by another, the server's part of the doc untouched.
 * 3. Its cost is bounded by the size of the update, of the records it touches, and of the groups that
 *    these would lie in, which are few.
 */
import type * as Y from 'yjs'
import { recordsOf } from '../../shared/board/layout.ts'
import type { ParticipantId } from '../../shared/ids.ts'
import { mayWrite } from '../../shared/session/access.ts'
import type { Actor } from '../../shared/session/role.ts'
import type { BoardRules } from '../../shared/session/session.ts'
import type { RefusalCode } from '../../shared/wire/control.ts'
import { WireError } from '../../shared/wire/frames.ts'
import { draft } from './guard/drafts.ts'
import { decodeWithin, type Decoded, type UpdateBounds } from './guard/gates.ts'
import { judge } from './guard/judge.ts'
import { locate } from './guard/locate.ts'
import { memoryOf } from './guard/memory.ts'

/** Who wrote first with a doc client id. One that another wrote with would silence its owner. */
export type Owners = ReadonlyMap<number, ParticipantId | 'server'>

export type Verdict =
  /** Nothing in it that the doc doesn't have. */
  | { readonly kind: 'nothing' }
  /** May be applied; `newClients` are to be bound to the writer. */
  | { readonly kind: 'accepted'; readonly records: readonly string[]; readonly newClients: readonly number[] }
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly records: readonly string[] }

/** Throws WireError for bytes that are no update of ours or beyond the bounds; everything else is a verdict. */
export function guardUpdate(
  update: Uint8Array,
  doc: Y.Doc,
  owners: Owners,
  actor: Actor,
  rules: BoardRules,
  bounds: UpdateBounds,
): Verdict {
  // Whatever was let through last is in the doc by now, or never will be.
  memoryOf(doc).foresee(null)
  const decoded = decodeWithin(update, bounds)
  try {
    return verdictOn(decoded, doc, owners, actor, rules)
  } catch (cause) {
    // Out of stack, on a value that no writer of ours makes. Nothing was changed so far.
    if (cause instanceof RangeError) throw new WireError('malformed', { cause })
    throw cause
  }
}

function verdictOn(decoded: Decoded, doc: Y.Doc, owners: Owners, actor: Actor, rules: BoardRules): Verdict {
  const records = recordsOf(doc)
  const located = locate(decoded, doc, { records, meta: doc.getMap('meta') })
  if (!located.ok) return { kind: 'refused', code: located.code, records: [] }
  const { arrivals, removals, clients } = located
  if (clients.size === 0 && removals.length === 0) return { kind: 'nothing' }

  if (!mayWrite(actor.role, rules)) {
    return { kind: 'refused', code: rules.board === 'locked' ? 'locked' : 'not-allowed', records: [] }
  }
  const newClients = [...clients].filter((client) => !owners.has(client))
  const isForeign = [...clients].some(
    (client) => (owners.get(client) ?? actor.participantId) !== actor.participantId,
  )
  if (isForeign) return { kind: 'refused', code: 'foreign-client', records: [] }

  const drafted = draft(arrivals, removals, (id) => records.get(id) ?? null)
  if (!drafted.ok) return { kind: 'refused', code: drafted.code, records: drafted.records }
  const judged = judge(doc, drafted.drafts, actor, rules)
  if (!judged.ok) return { kind: 'refused', code: judged.code, records: judged.records }
  memoryOf(doc).foresee(judged.foreseen)
  return { kind: 'accepted', records: drafted.drafts.map(({ id }) => id), newClients }
}

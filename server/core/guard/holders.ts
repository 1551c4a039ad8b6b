/**
 * What holds other shapes goes on holding them. Where notes lie is written in them as the id of their
 * group or cluster: something else under that id would carry other people's notes off, or hide them.
 */
import type { Records } from '../../../shared/board/layout.ts'
import { isShape, type BoardRecord } from '../../../shared/board/schema.ts'
import { mayChange } from '../../../shared/session/access.ts'
import type { Actor } from '../../../shared/session/role.ts'
import type { BoardRules } from '../../../shared/session/session.ts'
import type { RefusalCode } from '../../../shared/wire/control.ts'
import type { Draft } from './drafts.ts'
import type { Memory } from './memory.ts'

/** An update as it would leave the board: what it makes or changes, and what it takes away. */
export interface Outcome {
  readonly records: Records
  readonly made: ReadonlyMap<string, BoardRecord>
  readonly removed: ReadonlySet<string>
  /** What lies on the board now. */
  readonly memory: Memory
}

export interface HolderFault {
  readonly code: RefusalCode
  readonly id: string
}

export function isHolder(record: BoardRecord | null): boolean {
  return record !== null && isShape(record) && (record.type === 'group' || record.type === 'cluster')
}

/** What is wrong with the shapes that this update puts under an id of their own; null when nothing is. */
export function holderFault(
  drafts: readonly Draft[],
  outcome: Outcome,
  actor: Actor,
  rules: BoardRules,
): HolderFault | null {
  const children = new Children(outcome)
  for (const draft of drafts) {
    const after = draft.isNew && !draft.isRemoved ? outcome.made.get(draft.id) : undefined
    if (after === undefined || !isShape(after)) continue
    const before = outcome.memory.known(draft.id)?.record ?? null
    const code = isHolder(before)
      ? mayTakePlace(before, after, actor, rules)
      : !isHolder(after) && children.everOf(draft.id)
        ? 'invalid-record'
        : null
    if (code !== null) return { code, id: draft.id }
    const isNowhere = after.type === 'cluster' && draft.letters === 0 && !children.of(draft.id)
    if (isNowhere) return { code: 'invalid-record', id: draft.id }
  }
  return null
}

/** Taken away and made again in one update is a change like any other. */
function mayTakePlace(
  before: BoardRecord | null,
  after: BoardRecord,
  actor: Actor,
  rules: BoardRules,
): RefusalCode | null {
  const isSame = before !== null && isShape(before) && isShape(after) && before.type === after.type
  return isSame ? mayChange(actor, before, after, rules) : 'invalid-record'
}

/** Which ids have shapes lying in them when the update is in. */
class Children {
  readonly #outcome: Outcome
  readonly #parents: ReadonlySet<string>

  constructor(outcome: Outcome) {
    this.#outcome = outcome
    this.#parents = parentsOf([...outcome.made.values()])
  }

  of(id: string): boolean {
    return this.#parents.has(id) || this.everOf(id)
  }

  /** For an id that was used before: what still names it may lie anywhere on the board. */
  everOf(id: string): boolean {
    // Keys that were ever used; for a new id, as nearly all are, nobody has to look around.
    // oxlint-disable-next-line no-underscore-dangle -- Yjs's own `has` forgets what was taken away
    if (!this.#outcome.records._map.has(id)) return false
    if (this.#parents.has(id)) return true
    const { memory, made, removed } = this.#outcome
    for (const child of memory.childrenOf(id)) if (!made.has(child) && !removed.has(child)) return true
    return false
  }
}

function parentsOf(records: readonly BoardRecord[]): ReadonlySet<string> {
  return new Set(records.filter(isShape).map(({ parentId }) => parentId))
}

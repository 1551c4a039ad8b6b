/** A guard over a board on the server, and changes that people try on it. */
import { expect } from 'vitest'
import * as Y from 'yjs'
import { guardUpdate, type Owners, type Verdict } from '../../server/core/guard.ts'
import { liveBounds } from '../../server/core/guard/gates.ts'
import { writeDiff } from '../../shared/board/layout.ts'
import { richTextFrom } from '../../shared/board/rich-text.ts'
import type { BoardRecord } from '../../shared/board/schema.ts'
import { writeText } from '../../shared/board/text.ts'
import type { Actor } from '../../shared/session/role.ts'
import type { BoardRules } from '../../shared/session/session.ts'
import { WireError } from '../../shared/wire/frames.ts'
import { copyOf, seededBoard, serverClientId, updateOf } from './room-world.ts'

const open: BoardRules = { board: 'open' }
export type Change = Parameters<typeof updateOf>[1]
export type Parts = Y.Map<unknown>

/** A board on the server and one writer with a copy of it. */
export function table(rules: BoardRules = open) {
  const doc = seededBoard()
  const owners = new Map<number, Actor['participantId'] | 'server'>([[serverClientId, 'server']])
  const judge = (actor: Actor, update: Uint8Array, bounds = liveBounds): Verdict =>
    guardUpdate(update, doc, owners satisfies Owners, actor, rules, bounds)
  return {
    doc,
    owners,
    judge,
    /** `actor` makes this change on a fresh copy; nothing is applied. */
    tries(actor: Actor, change: Change, clientId = 100): Verdict {
      return judge(actor, updateOf(copyOf(doc, clientId), change))
    },
    /** The change goes in when it may. */
    does(actor: Actor, copy: Y.Doc, change: Change): Verdict {
      const update = updateOf(copy, change)
      const verdict = judge(actor, update)
      if (verdict.kind === 'accepted') {
        Y.applyUpdate(doc, update)
        for (const client of verdict.newClients) owners.set(client, actor.participantId)
      }
      return verdict
    },
  }
}

export function put(before: BoardRecord | null, after: BoardRecord | null): Change {
  return (records) => writeDiff(records, before, after)
}
export function partsOf(records: Y.Map<Parts>, id: string): Parts {
  const parts = records.get(id)
  if (parts === undefined) throw new Error(`no record ${id}`)
  return parts
}
export function textOf(records: Y.Map<Parts>, id: string): Y.XmlFragment {
  const text = partsOf(records, id).get('text')
  if (!(text instanceof Y.XmlFragment)) throw new Error(`no text in ${id}`)
  return text
}
export function rewrite(record: BoardRecord, words: string): Change {
  return (records) => writeText(textOf(records, record.id), richTextFrom(words))
}
/** The kind of a verdict, or how the bytes were refused by name. */
export function outcomeOf(judge: () => Verdict): string {
  try {
    return judge().kind
  } catch (cause) {
    if (cause instanceof WireError) return cause.code
    throw cause
  }
}
export const accepted = expect.objectContaining({ kind: 'accepted' })
export function refused(code: string) {
  return expect.objectContaining({ kind: 'refused', code })
}

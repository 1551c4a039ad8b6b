/**
 * What a note was before it became what it is. Whoever may move a note may add to that story; nobody
 * may write it anew. A kind changes together with an entry that names the kind it had.
 *
 * 1. Entries are added, each naming the kind that the note had then: one for a move, more when moves
 *    made without a line come in together.
 * 2. The latest entry may go together with its kind: that is what undo does, and what happens when two
 *    people move one note at the same moment and one of them wins.
 * 3. A full story stays readable from its beginning: its second entry makes room for a new one.
 */
import { isObject, isSameJson } from '../board/json.ts'
import { kindLogMax } from '../board/limits.ts'
import { kindOf } from '../board/note-meta.ts'
import type { BoardShape } from '../board/schema.ts'

type Meta = BoardShape['meta']
interface Story {
  readonly kind: unknown
  /** What it was, oldest first. */
  readonly past: readonly unknown[]
}

/** True when the kind and its log in `after` go on from those in `before`. */
export function isNextKind(before: Meta, after: Meta): boolean {
  const [was, is] = [storyOf(before), storyOf(after)]
  if (isSameJson(was, is)) return true
  if (follows(was, is)) return true
  const earlier = takenBack(was)
  return (earlier !== null && (isSameJson(earlier, is) || follows(earlier, is))) || follows(is, was, 1)
}

/** True when `is` is `was` with entries added, at most `most`. */
function follows(was: Story, is: Story, most = kindLogMax): boolean {
  const added = isFull(was) && isFull(is) ? 1 : is.past.length - was.past.length
  if (added < 1 || added > most) return false
  const kept = isFull(was) ? was.past.toSpliced(1, 1) : was.past
  if (!isSameJson(kept, is.past.slice(0, kept.length))) return false
  const kinds = [...is.past.slice(kept.length).map(fromOf), is.kind]
  return kinds[0] === was.kind && kinds.every((kind, at) => at === 0 || kind !== kinds[at - 1])
}

/** Null when nothing is known of what it was. */
function takenBack({ past }: Story): Story | null {
  return past.length === 0 ? null : { kind: fromOf(past.at(-1)), past: past.slice(0, -1) }
}

function isFull({ past }: Story): boolean {
  return past.length >= kindLogMax
}

function storyOf(meta: Meta): Story {
  const log = meta['kindLog']
  return { kind: kindOf({ meta }), past: Array.isArray(log) ? log : [] }
}

function fromOf(entry: unknown): unknown {
  return isObject(entry) ? entry['from'] : undefined
}

/**
 * Words on their way to a nameless note. When the answer to them is lost, the note may be there while
 * its key isn't: nobody could change it any more. So the very same request goes again before anything
 * else, which makes no second note and brings the key; what was changed since is written after it.
 */
import type { Answer } from '../../browser/ask.ts'
import type { ClientProblemCode } from '../../browser/ask.ts'
import type { NoteId } from '../../../shared/ids.ts'

/** What of a draft may be on the board already. */
export type Underway =
  /** Nothing. */
  | { readonly type: 'none' }
  /** These words, perhaps: they went out and no answer came. */
  | { readonly type: 'unanswered'; readonly text: string; readonly onceKey: string }
  /** These words, and this device has the key. */
  | { readonly type: 'placed'; readonly text: string; readonly noteId: NoteId; readonly noteKey: string }

export interface Draft {
  readonly text: string
  readonly underway: Underway
}

export const notUnderway: Underway = { type: 'none' }

export interface NamelessCalls {
  place(
    text: string,
    onceKey: string,
  ): Promise<Answer<{ readonly noteId: NoteId; readonly noteKey?: string | undefined }>>
  change(noteId: NoteId, noteKey: string, text: string): Promise<Answer<unknown>>
  keepKey(noteId: NoteId, noteKey: string): void
  newKey(): string
}

export type Sent =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: ClientProblemCode; readonly underway: Underway }

/** After these it is not known whether the words arrived. */
const openEnds: readonly ClientProblemCode[] = ['offline', 'unreadable', 'internal', 'store-unavailable']

export async function sendDraft({ text, underway }: Draft, calls: NamelessCalls): Promise<Sent> {
  if (underway.type === 'placed') return change(underway, text, calls)
  const first =
    underway.type === 'unanswered' ? underway : { type: 'unanswered' as const, text, onceKey: calls.newKey() }
  const placed = await calls.place(first.text, first.onceKey)
  if (!placed.ok) {
    const { code } = placed.problem
    // Too many at once says nothing of an earlier request; any other no is one to the words themselves.
    const next = openEnds.includes(code) ? first : code === 'too-many' ? underway : notUnderway
    return { ok: false, code, underway: next }
  }
  const { noteId, noteKey } = placed.value
  if (noteKey === undefined) return { ok: true }
  calls.keepKey(noteId, noteKey)
  return change({ type: 'placed', text: first.text, noteId, noteKey }, text, calls)
}

/**
 * A note for each line, in the order of `turns`, which holds the same lines mixed: cells side by side
 * tell nothing of what was written after what. After each `left` hears what is still to be sent, as it
 * was written. What was underway goes first. Stops at the first line that does not get through.
 */
export async function sendLines(
  { text, underway }: Draft,
  turns: readonly string[],
  calls: NamelessCalls,
  left: (draft: Draft) => void,
): Promise<Sent> {
  const waiting = linesIn(text)
  let [rest, going] = [[...turns], underway]
  while (rest.length > 0) {
    const begun = going.type === 'none' ? -1 : rest.indexOf(going.text)
    const at = Math.max(0, begun)
    const line = rest[at] ?? ''
    const sent = await sendDraft({ text: line, underway: going }, calls)
    if (!sent.ok) return sent
    rest = rest.toSpliced(at, 1)
    going = notUnderway
    waiting.splice(waiting.indexOf(line), 1)
    left({ text: waiting.join('\n'), underway: going })
  }
  return { ok: true }
}

/** What would be a note each. */
export function linesIn(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

async function change(
  placed: Extract<Underway, { type: 'placed' }>,
  text: string,
  calls: NamelessCalls,
): Promise<Sent> {
  if (placed.text === text) return { ok: true }
  const changed = await calls.change(placed.noteId, placed.noteKey, text)
  return changed.ok ? { ok: true } : { ok: false, code: changed.problem.code, underway: placed }
}

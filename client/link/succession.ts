/** A fresh doc on its way to take the place of one of which the server takes nothing more. */
import type { Seat } from './seat.ts'
import { rewrite, type LostWords, type Touched } from './touched.ts'

export interface Succession {
  readonly seat: Seat
  /** Records that are left out, because they were refused. */
  readonly named: ReadonlySet<string>
  readonly code: string
  /** False when nothing was refused: too much at once goes up in parts. */
  readonly isRefusal: boolean
}

export interface Succeeded {
  readonly lost: readonly LostWords[]
  /** Nothing was left to write again: what the old doc was saving is settled. */
  readonly isSettled: boolean
}

/** Which of our records a refusal means. When it names none there is nothing to leave out: all of them. */
export function meant(touched: Touched, records: readonly string[]): readonly string[] | 'all' {
  const ours = records.filter((id) => touched.has(id))
  return ours.length > 0 ? ours : 'all'
}

/** Writes again, into the fresh doc that is in step now, what was touched in the old one and not refused. */
export function succeed(
  old: Seat,
  { seat, named }: Succession,
  mayWrite: boolean,
  origin: unknown,
): Succeeded {
  const touched = old.touched.now()
  // Who may not write any more (the session has ended) would have each record refused in turn.
  const refused = mayWrite ? named : new Set(touched.keys())
  const lost = rewrite(old.doc, seat.doc, touched, refused, origin)
  return { lost, isSettled: seat.touched.now().size === 0 }
}

import type { ClientProblemCode } from '../browser/ask.ts'
import type { TextKey } from './text.ts'

/** The sentence of a problem; every code has one, which the compiler checks. */
export function problemKey(code: ClientProblemCode): TextKey {
  return `problem.${code}`
}

/** Refusals that a person can do something about; the others have one general sentence. */
const spokenRefusals = ['locked', 'not-yours', 'template-part', 'nameless', 'not-saved', 'too-large'] as const

/** Why the server didn't take someone's words. */
export function refusalKey(code: string): TextKey {
  const spoken = spokenRefusals.find((each) => each === code)
  return spoken === undefined ? 'refusal.general' : `refusal.${spoken}`
}

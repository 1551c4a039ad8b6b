import type { ClientProblemCode } from '../browser/ask.ts'
import { refusalCodes } from '../../shared/wire/control.ts'
import type { TextKey } from './text.ts'

/** The sentence of a problem; every code has one, which the compiler checks. */
export function problemKey(code: ClientProblemCode): TextKey {
  return `problem.${code}`
}

/** Why the server didn't take someone's words. A code of a newer server gets the general sentence. */
export function refusalKey(code: string): TextKey {
  const known = refusalCodes.find((ours) => ours === code)
  switch (known) {
    case 'locked':
    case 'not-yours':
    case 'template-part':
    case 'nameless':
    case 'too-large':
      return `refusal.${known}`
    default:
      return 'refusal.general'
  }
}

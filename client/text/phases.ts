import type { TextKey } from './text.ts'

/** The phases of a trajectory. A session may belong to one. */
export const phases = [0, 1, 2, 3, 4, 5] as const

/** The name of a phase; null for a number that is none. */
export function phaseKey(phase: number): TextKey | null {
  const known = phases.find((each) => each === phase)
  return known === undefined ? null : `phase.${known}`
}

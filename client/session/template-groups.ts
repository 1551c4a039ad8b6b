/** In which order templates are offered: by phase, the phase of the session first. */

interface Phased {
  readonly phases: readonly number[]
}

export interface TemplateGroup<T> {
  /** Null: templates that belong to no phase. */
  readonly phase: number | null
  readonly templates: readonly T[]
}

/** A template of several phases stands under that of the session when it fits, else under its first. */
export function groupedByPhase<T extends Phased>(
  templates: readonly T[],
  sessionPhase: number | null,
): TemplateGroup<T>[] {
  const groups = new Map<number | null, T[]>()
  for (const template of templates) {
    const { phases } = template
    const phase = phases.find((each) => each === sessionPhase) ?? phases[0] ?? null
    groups.set(phase, [...(groups.get(phase) ?? []), template])
  }
  const rank = (phase: number | null) => (phase === null ? Infinity : phase === sessionPhase ? -1 : phase)
  return [...groups]
    .map(([phase, members]) => ({ phase, templates: members }))
    .toSorted((a, b) => rank(a.phase) - rank(b.phase))
}

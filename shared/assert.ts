/** A defect: we are wrong, not the world. The room it happens in is torn down, the process lives. */
export class DefectError extends Error {
  override readonly name = 'DefectError'
}

export function assert(claim: unknown, what: string): asserts claim {
  if (!claim) throw new DefectError(what)
}

/** The value, when it can't be absent here. */
export function must<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new DefectError(`missing: ${what}`)
  return value
}

/** Ends an exhaustive switch: a new member of the union fails to compile here. */
export function unreachable(value: never): never {
  throw new DefectError(`unreachable: ${JSON.stringify(value)}`)
}

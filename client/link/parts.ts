/** Records in groups of a bounded size, in an order in which each group can be taken before the next. */
export interface Sized<T> {
  readonly one: T
  readonly id: string
  /** Comes before it, when it is among these. */
  readonly parent: string | null
  readonly size: number
  /** Leans on others: what ties shapes, and what goes. */
  readonly isLast: boolean
}

/** One that is larger than the bound by itself makes a part of its own. */
export function inParts<T>(all: readonly Sized<T>[], sizeMax: number): T[][] {
  const parts: T[][] = []
  let size = 0
  for (const each of inOrder(all)) {
    const part = parts.at(-1)
    if (part === undefined || size + each.size > sizeMax) {
      parts.push([each.one])
      size = each.size
    } else {
      part.push(each.one)
      size += each.size
    }
  }
  return parts
}

function inOrder<T>(all: readonly Sized<T>[]): Sized<T>[] {
  const byId = new Map(all.map((each) => [each.id, each]))
  const ordered = new Set<Sized<T>>()
  const seen = new Set<string>()
  const add = (each: Sized<T>): void => {
    if (seen.has(each.id)) return
    seen.add(each.id)
    const parent = each.parent === null ? undefined : byId.get(each.parent)
    if (parent !== undefined) add(parent)
    ordered.add(each)
  }
  for (const each of all) if (!each.isLast) add(each)
  for (const each of all) if (each.isLast) add(each)
  return [...ordered]
}

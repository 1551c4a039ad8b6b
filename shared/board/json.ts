/** Values as JSON has them, and when two of them are the same. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** True when both would be written as the same JSON, whatever the order of keys. */
export function isSameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false
    return a.every((value, at) => isSameJson(value, b[at]))
  }
  const left = definedEntries(a)
  const right = new Map(definedEntries(b))
  return (
    left.length === right.size &&
    left.every(([key, value]) => right.has(key) && isSameJson(value, right.get(key)))
  )
}

export function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** As many parts as no record has, so that any value gets an answer. */
const partsMax = 200_000

/**
 * True when a loop over this value shows all that is in it: plain objects with plain keys, all the way
 * down. A key `__proto__` shows up nowhere, yet its words would be in everyone's browser.
 */
export function isAllInSight(value: unknown): boolean {
  const left: unknown[] = [value]
  for (let seen = 0; left.length > 0; seen += 1) {
    const part = left.pop()
    if (seen > partsMax) return false
    if (Array.isArray(part)) for (const inner of part) left.push(inner)
    else if (typeof part === 'object' && part !== null) {
      if (!isPlain(part)) return false
      for (const inner of Object.values(part)) left.push(inner)
    }
  }
  return true
}

/** Bytes and living types of a doc are objects too, and are not plain. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) return false
  return Reflect.ownKeys(value).every(
    (key) =>
      key !== '__proto__' &&
      Object.prototype.propertyIsEnumerable.call(value, key) &&
      typeof key === 'string',
  )
}

function definedEntries(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, inner]) => inner !== undefined)
}

/** Values as JSON has them, and when two of them are the same. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** True when both would be written as the same JSON, whatever the order of keys. */
export function isSameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (Array.isArray(a)) return Array.isArray(b) && areSameLists(a, b)
  return isObject(a) && isObject(b) && areSameObjects(a, b)
}

function areSameLists(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a.length !== b.length) return false
  for (let at = 0; at < a.length; at += 1) if (!isSameJson(a[at], b[at])) return false
  return true
}

type Values = { readonly [key: string]: unknown }

function areSameObjects(a: Values, b: Values): boolean {
  let left = 0
  for (const key of Object.keys(a)) {
    const value = a[key]
    if (value === undefined) continue
    if (!Object.hasOwn(b, key) || !isSameJson(value, b[key])) return false
    left += 1
  }
  for (const key of Object.keys(b)) if (b[key] !== undefined) left -= 1
  return left === 0
}

export function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** As many parts as no record has, and deeper than any, so that any value at all gets an answer. */
const partsMax = 200_000
const depthMax = 64

/**
 * True when a loop over this value shows all that is in it: plain objects with plain keys, all the way
 * down. A key `__proto__` shows up nowhere, yet its words would be in everyone's browser.
 */
export function isAllInSight(value: unknown): boolean {
  let level: unknown[] = [value]
  let left = partsMax
  for (let depth = 0; level.length > 0; depth += 1) {
    left -= level.length
    if (depth > depthMax || left < 0) return false
    const next: unknown[] = []
    for (const part of level) {
      if (Array.isArray(part)) for (const inner of part) next.push(inner)
      else if (typeof part === 'object' && part !== null) {
        if (!isPlain(part)) return false
        for (const inner of Object.values(part)) next.push(inner)
      }
    }
    level = next
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

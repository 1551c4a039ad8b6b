/**
 * Places in the stacking order, as tldraw's fractional index keys (`a0`, `a1`, … `Zz` below them).
 * Only what the server needs: above everything, or below everything, without chance. The keys'
 * integer part counts in base 62 behind a letter that tells its length.
 */
import { assert } from '../assert.ts'

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** `count` keys in rising order, all above `highest`. */
export function keysAbove(highest: string | null, count: number): string[] {
  const keys: string[] = []
  let key = highest === null ? null : integerPart(highest)
  while (keys.length < count) {
    key = key === null ? 'a1' : step(key, 1)
    keys.push(key)
  }
  return keys
}

/** `count` keys in rising order, all below `lowest`. */
export function keysBelow(lowest: string | null, count: number): string[] {
  const keys: string[] = []
  let key = lowest === null ? 'a1' : integerPart(lowest)
  // A key with a fraction lies above its own integer part, so that part is itself a key below it.
  if (lowest !== null && key !== lowest && count > 0) keys.unshift(key)
  while (keys.length < count) {
    key = step(key, -1)
    keys.unshift(key)
  }
  return keys
}

/** The next or previous whole key. */
function step(key: string, by: 1 | -1): string {
  const head = key.charAt(0)
  const tail = key.slice(1).split('')
  const wrapsFrom = by === 1 ? 'z' : '0'
  const wrapsTo = by === 1 ? '0' : 'z'
  for (let at = tail.length - 1; at >= 0; at -= 1) {
    const digit = tail[at] ?? ''
    if (digit !== wrapsFrom) {
      tail[at] = digits.charAt(digits.indexOf(digit) + by)
      return head + tail.join('')
    }
    tail[at] = wrapsTo
  }
  const nextHead = headBeside(head, by)
  return nextHead + wrapsTo.repeat(lengthAfter(nextHead))
}

/** Heads run A … Z, a … z: A and z carry the longest numbers, Z and a the shortest. */
function headBeside(head: string, by: 1 | -1): string {
  if (head === 'Z' && by === 1) return 'a'
  if (head === 'a' && by === -1) return 'Z'
  const beside = String.fromCharCode(head.charCodeAt(0) + by)
  assert(/^[A-Za-z]$/.test(beside), 'the stacking order has room left')
  return beside
}

function lengthAfter(head: string): number {
  return head >= 'a' ? head.charCodeAt(0) - 'a'.charCodeAt(0) + 1 : 'Z'.charCodeAt(0) - head.charCodeAt(0) + 1
}

function integerPart(key: string): string {
  return key.slice(0, 1 + lengthAfter(key.charAt(0)))
}

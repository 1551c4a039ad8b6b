/**
 * Join keys: `<link id>-<generation>-<mac>`, lower-case letters and digits, so that no mail program
 * or messenger breaks one. A key is derived each time it is shown and stored nowhere; renewing a link
 * raises its generation, and that ends the older keys.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { parseId, textFromBytes, type LinkId } from '../../shared/ids.ts'

/** 24 letters of 34: about 122 bits. */
const macLetters = 24
const longestKey = 120

export interface JoinKey {
  readonly linkId: LinkId
  readonly generation: number
}

export function signKey(secret: Uint8Array, linkId: LinkId, generation: number): string {
  const claim = `${linkId}-${generation.toString(36)}`
  return `${claim}-${macOf(secret, claim)}`
}

/** What a key of ours says; null for anything else, whatever its form. Says nothing about withdrawal. */
export function readKey(secret: Uint8Array, text: string): JoinKey | null {
  if (text.length > longestKey) return null
  const parts = /^(.+)-([0-9a-z]{1,8})-([0-9a-z]+)$/.exec(text.trim())
  if (parts === null) return null
  const [, id = '', generationText = '', mac = ''] = parts
  const linkId = parseId<LinkId>(id)
  const generation = Number.parseInt(generationText, 36)
  if (linkId === null || generation.toString(36) !== generationText) return null
  return isSame(mac, macOf(secret, `${id}-${generationText}`)) ? { linkId, generation } : null
}

function macOf(secret: Uint8Array, claim: string): string {
  const mac = createHmac('sha256', secret).update(`leerbord join key 1\n${claim}`).digest()
  return textFromBytes(mac.subarray(0, macLetters))
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.byteLength === right.byteLength && timingSafeEqual(left, right)
}

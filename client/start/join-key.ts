/**
 * A join link ends in `/join#KEY`. What is behind `#` never reaches a server's log; here it leaves
 * the address bar and the history as well, and waits in this tab until someone has joined.
 */
import { tabMemory } from '../browser/storage.ts'

const rememberedAs = 'leerbord.key'

/** The key in what someone pasted: a whole link, or the key alone. Null when there is none. */
export function keyIn(pasted: string): string | null {
  const text = pasted.trim()
  const key = text.includes('#') ? text.slice(text.lastIndexOf('#') + 1) : text
  return /^[\w.~-]+$/.test(key) ? key : null
}

export function takeKeyFromAddress(): void {
  const { hash, pathname, search } = window.location
  if (pathname !== '/join' || hash.length < 2) return
  // A mistyped key is kept too: the page then says that the link doesn't work.
  keepKey(keyIn(hash) ?? hash.slice(1))
  window.history.replaceState(null, '', pathname + search)
}

/** Where a browser keeps nothing, the key still lives as long as the page. */
let kept: string | null = null

export function keepKey(key: string | null): void {
  kept = key
  tabMemory.set(rememberedAs, key)
}

export function keptKey(): string | null {
  return kept ?? tabMemory.get(rememberedAs)
}

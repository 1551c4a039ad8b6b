/**
 * The device cookie: 32 random bytes that we mint at the first need and never replace. The server
 * keeps only its hash, so what lies on disk lets nobody in.
 */
import { randomBytes } from 'node:crypto'

const cookieName = 'leerbord_device'
/** Browsers cap it at 400 days; every answer that mints or sees it starts them anew. */
const maxAgeSeconds = 400 * 24 * 60 * 60

/** The cookie's value in a `Cookie` header; null when there is none of ours. */
export function deviceIn(cookieHeader: string | undefined): string | null {
  for (const part of (cookieHeader ?? '').split(';')) {
    const [name, value] = part.trim().split('=', 2)
    if (name === cookieName && value !== undefined && /^[\w-]{43}$/.test(value)) return value
  }
  return null
}

export function mintDevice(): string {
  return randomBytes(32).toString('base64url')
}

export function deviceCookie(device: string, isSecure: boolean): string {
  const secure = isSecure ? '; Secure' : ''
  return `${cookieName}=${device}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure}`
}

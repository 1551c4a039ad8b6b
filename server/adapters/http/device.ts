/**
 * The device cookie: 32 random bytes that we mint with the first page and never replace. The server
 * keeps only its hash, so what lies on disk lets nobody in.
 */
import { randomBytes } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import type { Bindings } from './ask.ts'
import { isHttps, type AddressConfig } from './origin.ts'

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

/**
 * A page brings the cookie, so that the first request that changes something has one already: only a
 * device that we know can say of two requests that they are the same one.
 */
export function welcomesDevice(config: AddressConfig): MiddlewareHandler<Bindings> {
  return async (context, next) => {
    await next()
    const { headers } = context.env.incoming
    const isPage = context.res.ok && context.res.headers.get('Content-Type')?.startsWith('text/html') === true
    if (!isPage || deviceIn(headers.cookie) !== null) return
    context.header('Set-Cookie', deviceCookie(mintDevice(), isHttps(headers, config)))
    // Kept by a cache in between, one cookie would make many people one.
    context.header('Cache-Control', 'no-store')
  }
}

export function deviceCookie(device: string, isSecure: boolean): string {
  const secure = isSecure ? '; Secure' : ''
  return `${cookieName}=${device}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure}`
}

/**
 * Where requests may come from, and what our own address is. Sockets and requests that change
 * something are checked by the same function: a cookie alone proves nothing, another site's page
 * sends it along too.
 */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'

export interface AddressConfig {
  readonly publicUrl: URL | null
  readonly trustProxy: boolean
}

/**
 * True when the page that sent this is one of ours. With a public address only that one is. Without
 * it the origin must be the host that was asked for, and that host a loopback name or a bare
 * address: any other name could be pointed at this machine by a stranger (DNS rebinding).
 */
export function originAllowed(
  origin: string | undefined,
  host: string | undefined,
  config: AddressConfig,
): boolean {
  if (origin === undefined || !URL.canParse(origin)) return false
  const from = new URL(origin)
  if (config.publicUrl !== null) return from.origin === config.publicUrl.origin
  if (from.protocol !== 'http:' && from.protocol !== 'https:') return false
  return from.host === host?.toLowerCase() && isLoopbackOrAddress(from.hostname)
}

function isLoopbackOrAddress(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    /^\d+\.\d+\.\d+\.\d+$/.test(hostname) ||
    hostname.startsWith('[')
  )
}

/** True when the browser talks https, to us or to a proxy of ours. */
export function isHttps(headers: IncomingHttpHeaders, config: AddressConfig): boolean {
  if (config.publicUrl !== null) return config.publicUrl.protocol === 'https:'
  return config.trustProxy && listed(headers['x-forwarded-proto'])[0] === 'https'
}

/** The address people reach us by, for links: `https://leerbord.example.org`. */
export function ownAddress(headers: IncomingHttpHeaders, config: AddressConfig): string {
  if (config.publicUrl !== null) return config.publicUrl.origin
  return `${isHttps(headers, config) ? 'https' : 'http'}://${headers.host ?? 'localhost'}`
}

/** Where a request comes from; behind a proxy of ours, what that says: the last entry, the rest is its client's word. */
export function addressIn({ headers, socket }: IncomingMessage, config: AddressConfig): string {
  const forwarded = config.trustProxy ? listed(headers['x-forwarded-for']).at(-1) : undefined
  return forwarded ?? socket.remoteAddress ?? ''
}

function listed(value: string | string[] | undefined): string[] {
  const entries = [value ?? []].flat().flatMap((line) => line.split(','))
  return entries.map((entry) => entry.trim()).filter((entry) => entry !== '')
}

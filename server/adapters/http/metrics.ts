/** What a watcher may read: the process itself and how long requests took, by route and status. */
import type { MiddlewareHandler } from 'hono'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { createHash, timingSafeEqual } from 'node:crypto'
import type { Bindings, HttpContext } from './ask.ts'
import { Refused } from './problems.ts'

export interface Metrics extends Disposable {
  readonly registry: Registry
  readonly requests: Histogram<'method' | 'route' | 'status'>
}

/** `gauges` are read when someone asks: name → what it means and its value now. */
export function createMetrics(
  gauges: Readonly<Record<string, { readonly help: string; readonly value: () => number }>>,
): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  for (const [name, { help, value }] of Object.entries(gauges)) {
    const gauge: Gauge = new Gauge({ name, help, registers: [registry], collect: () => gauge.set(value()) })
  }
  const requests = new Histogram({
    name: 'leerbord_http_request_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.02, 0.1, 0.5, 2],
    registers: [registry],
  })
  return { registry, requests, [Symbol.dispose]: () => registry.clear() }
}

/** Counts by the route's pattern, never by the path: paths name boards. */
export function countedRequests({ requests }: Metrics): MiddlewareHandler<Bindings> {
  return async (context, next) => {
    const end = requests.startTimer()
    await next()
    end({ method: context.req.method, route: context.req.routePath, status: String(context.res.status) })
  }
}

/** For this machine itself, or for whoever holds the token. */
export function metricsRoute({ registry }: Metrics, token: string | null) {
  return async (context: HttpContext): Promise<Response> => {
    if (!isLocal(context) && !holdsToken(context, token)) throw new Refused('not-allowed')
    return context.body(await registry.metrics(), 200, { 'Content-Type': registry.contentType })
  }
}

/** A proxy on this machine makes everyone look local; what it forwards is not. */
function isLocal({ env: { incoming } }: HttpContext): boolean {
  const address = incoming.socket.remoteAddress ?? ''
  const forwarded = incoming.headers['x-forwarded-for'] ?? incoming.headers['forwarded']
  return forwarded === undefined && /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(address)
}

function holdsToken(context: HttpContext, token: string | null): boolean {
  if (token === null) return false
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(context.req.header('authorization') ?? ''), digest(`Bearer ${token}`))
}

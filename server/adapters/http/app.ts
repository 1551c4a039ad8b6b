/**
 * The HTTP side: mounts every call of `shared/wire/calls.ts`, the pages and the watchers' routes.
 * Knows no rules of its own: desks decide, this turns requests into asks and outcomes into answers.
 */
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { calls, type Call, type CallName } from '../../../shared/wire/calls.ts'
import type { ProblemCode } from '../../../shared/wire/problem.ts'
import { StoreError, type Clock, type Log, type Store } from '../../core/ports.ts'
import { readAsk, type Bindings, type HttpContext } from './ask.ts'
import { deviceIn, welcomesDevice } from './device.ts'
import { securityHeaders } from './headers.ts'
import { countedRequests, metricsRoute, type Metrics } from './metrics.ts'
import { openApi } from './openapi.ts'
import { addressIn, originAllowed, type AddressConfig } from './origin.ts'
import { MadeExamples, Pace, paceOfChanges, paceOfExamples, paceOfQuestions } from './pace.ts'
import { servePages, type Pages } from './pages.ts'
import { languageOf, problemAnswer, Refused } from './problems.ts'
import { openReadiness } from './readiness.ts'
import type { Routes } from './route.ts'

export interface AppConfig extends AddressConfig {
  readonly metricsToken: string | null
}
export interface AppParts {
  readonly config: AppConfig
  readonly routes: Routes
  readonly pages: Pages
  readonly metrics: Metrics
  readonly store: Pick<Store, 'ping'>
  readonly clock: Pick<Clock, 'now'>
  readonly log: Log
}

/** A board's worth of note ids fits in; a picture doesn't, and has a bound of its own. */
const bodyMaxBytes = 256 * 1024

export function createApp({ config, routes, pages, metrics, store, clock, log }: AppParts): Hono<Bindings> {
  const app = new Hono<Bindings>()
  const [changing, asking] = [new Pace(paceOfChanges), new Pace(paceOfQuestions)]
  const [trying, examples] = [new Pace(paceOfExamples), new MadeExamples()]
  const isReady = openReadiness(store, clock)
  const isInPace = (pace: Pace, { env: { incoming } }: HttpContext) =>
    pace.mayGo(deviceIn(incoming.headers.cookie), addressIn(incoming, config), clock.now())

  app.use(async (context, next) => {
    await next()
    for (const [name, value] of Object.entries(securityHeaders)) {
      // What is stricter stays.
      if (context.res.headers.get(name) === null) context.header(name, value)
    }
  })
  app.use(countedRequests(metrics))
  app.use('/api/*', async (context, next) => {
    const { origin, host } = context.env.incoming.headers
    const changes = !['GET', 'HEAD'].includes(context.req.method)
    if (changes && !originAllowed(origin, host, config)) throw new Refused('foreign-origin')
    if (!isInPace(changes ? changing : asking, context)) throw new Refused('too-many')
    await next()
    if (context.res.headers.get('Cache-Control') === null) context.header('Cache-Control', 'no-store')
  })
  app.use(calls.demo.path, async (context, next) => {
    const address = addressIn(context.env.incoming, config)
    if (!isInPace(trying, context) || !examples.take(address, clock.now())) throw new Refused('too-many')
    await next()
    // Refused, or the one that this device has already.
    if (context.res.status !== calls.demo.status) examples.giveBack(address)
  })
  const onError = (): never => {
    throw new Refused('too-large')
  }
  const [ofJson, ofPictures] = [
    bodyLimit({ maxSize: bodyMaxBytes, onError }),
    bodyLimit({ maxSize: calls.newPicture.bytesMax, onError }),
  ]
  app.use(calls.newPicture.path, ofPictures)
  app.use('/api/*', (context, next) => (isPictureSent(context) ? next() : ofJson(context, next)))

  app.get('/api/openapi.json', (context) => context.json(openApi()))
  for (const name of Object.keys(calls) as CallName[]) mount(app, name, routes, { config, clock })
  app.get('/healthz', (context) => context.json({ alive: true }))
  app.get('/readyz', async (context) => {
    await isReady()
    return context.json({ ready: true })
  })
  app.get('/metrics', metricsRoute(metrics, config.metricsToken))
  app.all('/api/*', () => {
    throw new Refused('not-found')
  })
  app.get('*', welcomesDevice(config), servePages(pages))

  app.notFound((context) => problem(context, 'not-found'))
  app.onError((fault, context) => {
    if (fault instanceof Refused) return problem(context, fault.code, fault.field)
    if (fault instanceof StoreError && fault.code !== 'corrupt' && fault.code !== 'conflict') {
      log.warn('request-not-stored', { code: fault.code, path: context.req.routePath })
      return problem(context, 'store-unavailable')
    }
    log.error('request-failed', { path: context.req.routePath, error: fault })
    return problem(context, 'internal')
  })
  return app
}

function isPictureSent({ req }: HttpContext): boolean {
  return req.method === 'POST' && /^\/api\/boards\/[^/]+\/pictures$/.test(req.path)
}

function mount<N extends CallName>(
  app: Hono<Bindings>,
  name: N,
  routes: Routes,
  { config, clock }: Pick<AppParts, 'config' | 'clock'>,
): void {
  const call: Call = calls[name]
  app.on(call.method, call.path, async (context) => {
    const reply = await routes[name](await readAsk(name, context, config, clock.now()))
    if (reply instanceof Response) return reply
    if (call.status === 204) return context.body(null, 204)
    return context.json(reply.answer, reply.isReplay === true ? 200 : call.status)
  })
}

function problem(context: HttpContext, code: ProblemCode, field?: string): Response {
  return problemAnswer(code, languageOf(context.req.header('accept-language')), field)
}

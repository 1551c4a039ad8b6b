/**
 * Keeps the pages themselves on the device, so that a board opens without a line. It keeps what was
 * built and nothing of anyone's work: `/api` and `/sync` pass it by.
 *
 * 1. A page is asked for first; only without a line it comes from here, with the assets of its own build.
 * 2. An asset has its content in its name, so one that lies here is right for good.
 * 3. One build back stays: a tab that was open may still load a part of it.
 */
declare const builtAssets: readonly string[]
declare const builtName: string

interface LaterEvent extends Event {
  waitUntil(done: Promise<unknown>): void
}
interface AskEvent extends Event {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}
interface WorkerScope {
  addEventListener(type: 'install' | 'activate', run: (event: LaterEvent) => void): void
  addEventListener(type: 'fetch', run: (event: AskEvent) => void): void
  skipWaiting(): Promise<void>
  readonly clients: { claim(): Promise<void> }
  readonly location: Location
}

// A worker's scope, which the types of a page don't know.
const scope = globalThis as unknown as WorkerScope
const cacheName = `leerbord-${builtName}`
const kept = 2

scope.addEventListener('install', (event) => event.waitUntil(install()))
scope.addEventListener('activate', (event) => event.waitUntil(activate()))
scope.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== scope.location.origin) return
  if (url.pathname.startsWith('/assets/')) event.respondWith(asset(request))
  else if (request.mode === 'navigate' && !/^\/(api|sync)(\/|$)/.test(url.pathname)) {
    event.respondWith(page(request))
  }
})

async function install(): Promise<void> {
  const cache = await caches.open(cacheName)
  await cache.addAll(['/', ...builtAssets])
  await scope.skipWaiting()
}

async function activate(): Promise<void> {
  // In the order in which they were made.
  const names = (await caches.keys()).filter((name) => name.startsWith('leerbord-'))
  const old = names.filter((name) => name !== cacheName)
  await Promise.all(old.slice(0, Math.max(0, old.length - (kept - 1))).map((name) => caches.delete(name)))
  await scope.clients.claim()
}

async function asset(request: Request): Promise<Response> {
  const found = await caches.match(request, { ignoreVary: true })
  if (found !== undefined) return found
  const answer = await fetch(request)
  if (answer.ok) await (await caches.open(cacheName)).put(request, answer.clone())
  return answer
}

async function page(request: Request): Promise<Response> {
  try {
    return await fetch(request)
  } catch (cause) {
    const own = await (await caches.open(cacheName)).match('/', { ignoreVary: true })
    if (own === undefined) throw cause
    return own
  }
}

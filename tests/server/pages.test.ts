import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { welcomesDevice } from '../../server/adapters/http/device.ts'
import { listPages, servePages } from '../../server/adapters/http/pages.ts'
import type { Bindings } from '../../server/adapters/http/ask.ts'
import { tempFolder } from '../support/temp-folder.ts'

function built(folder: string): Hono<Bindings> {
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html><p>de pagina')
  writeFileSync(join(folder, 'assets', 'main-abc123.js'), 'export const a = 1')
  writeFileSync(join(folder, 'sw.js'), 'const builtName = 1')
  writeFileSync(join(folder, '.stamp'), 'hash')
  return new Hono<Bindings>().get('*', servePages(listPages(folder)))
}

test('[HT55] the addresses of the contract get the page, others get it as 404', async () => {
  using folder = tempFolder()
  const app = built(folder.path)
  const statusOf = async (path: string) => (await app.request(path)).status
  for (const path of ['/', '/join', '/t/a1', '/s/a1', '/s/a1/record', '/b/a1', '/snapshots/a1']) {
    expect([path, await statusOf(path)]).toEqual([path, 200])
  }
  for (const path of [
    '/nergens',
    '/t/',
    '/t/a/b',
    '/.stamp',
    '/assets/',
    '/../package.json',
    '/%2e%2e/package.json',
  ]) {
    expect([path, await statusOf(path)]).toEqual([path, 404])
    expect(await (await app.request(path)).text()).toContain('de pagina')
  }
})

test('[HT55] a file with a hash in its name is cached for good and packed for who can unpack', async () => {
  using folder = tempFolder()
  const app = built(folder.path)
  const plain = await app.request('/assets/main-abc123.js')
  expect(plain.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(plain.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  expect(await plain.text()).toBe('export const a = 1')
  const packed = await app.request('/assets/main-abc123.js', { headers: { 'accept-encoding': 'br, gzip' } })
  expect(packed.headers.get('content-encoding')).toBe('gzip')
  expect((await app.request('/')).headers.get('cache-control')).toBe('no-cache')
})

test('[HT77] the service worker is asked for anew each time, as a script from the top', async () => {
  using folder = tempFolder()
  const answer = await built(folder.path).request('/sw.js')
  expect([answer.status, await answer.text()]).toEqual([200, 'const builtName = 1'])
  expect(answer.headers.get('cache-control')).toBe('no-cache')
  expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
})

test('[HT77] a build without a service worker answers no page in its place', async () => {
  using folder = tempFolder()
  built(folder.path)
  rmSync(join(folder.path, 'sw.js'))
  const without = new Hono<Bindings>().get('*', servePages(listPages(folder.path)))
  expect((await without.request('/sw.js')).status).toBe(404)
})

test('[HT55] without a build the pages say what to do', async () => {
  using folder = tempFolder()
  const app = new Hono<Bindings>().get('*', servePages(listPages(join(folder.path, 'niet-gebouwd'))))
  const answer = await app.request('/')
  expect([answer.status, await answer.text()]).toEqual([
    503,
    'De pagina’s zijn nog niet gebouwd. Start met: npm start',
  ])
})

test('[HT3] a page gives the cookie to a device without one; its files, and who has one, get none', async () => {
  using folder = tempFolder()
  const pages = built(folder.path)
  const config = { publicUrl: null, trustProxy: false }
  const app = new Hono<Bindings>().use(welcomesDevice(config)).route('/', pages)
  const given = async (path: string, cookie?: string) => {
    const answer = await app.request(path, {}, { incoming: { headers: { cookie } } })
    return [answer.headers.get('set-cookie'), answer.headers.get('cache-control')] as const
  }
  const [cookie, cache] = await given('/join')
  expect(cookie).toMatch(/^leerbord_device=[\w-]{43}; .*HttpOnly; SameSite=Lax$/)
  expect(cache).toBe('no-store')
  expect(await given('/join', cookie?.split(';')[0])).toEqual([null, 'no-cache'])
  expect((await given('/nergens'))[0]).toBeNull()
  expect((await given('/assets/main-abc123.js'))[0]).toBeNull()
})

import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { stripTypeScriptTypes } from 'node:module'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '../support/chromium.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
})

const worker = stripTypeScriptTypes(
  readFileSync(fileURLToPath(new URL('../../client/service-worker/worker.ts', import.meta.url)), 'utf8'),
)

/** A server of our worker, with a page whose title its own asset writes; another build takes its place. */
async function buildsInTurn() {
  let build = 0
  const asked: string[] = []
  const server: Server = createServer((request, response) => {
    const path = request.url ?? ''
    asked.push(path)
    const own = `/assets/main-${build}.js`
    const answer = (type: string, body: string, status = 200) =>
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body)
    if (path === '/sw.js') {
      const known = `const builtAssets=${JSON.stringify([own])},builtName='${build}';`
      answer('text/javascript', `${known}${worker}`)
    } else if (path === own) answer('text/javascript', `document.title='build ${build}'`)
    else if (path.startsWith('/assets/')) answer('text/plain', 'gone', 404)
    else if (path.startsWith('/api/')) answer('application/json', `{"build":${build}}`)
    else answer('text/html', `<!doctype html><title>none</title><script src="${own}"></script>`)
  })
  await new Promise<void>((open) => server.listen(0, '127.0.0.1', open))
  const { port } = server.address() as AddressInfo
  return {
    address: `http://127.0.0.1:${port}`,
    asked,
    next: () => {
      build += 1
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

/** Has the newest worker in charge. */
async function takesWorker(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' })
    await registration.update()
    const coming = registration.installing ?? registration.waiting
    await navigator.serviceWorker.ready
    if (coming === null || coming.state === 'activated') return
    await new Promise<void>((resolve) => {
      coming.addEventListener('statechange', () => {
        if (coming.state === 'activated') resolve()
      })
    })
  })
}

test('[UI50] without a line a page comes with the assets of its own build, also after another build came', async () => {
  await using builds = await buildsInTurn()
  const context = await browser.newContext()
  const page = await context.newPage()
  const opens = async (path: string) => {
    await page.goto(`${builds.address}${path}`)
    return page.title()
  }
  expect(await opens('/s/een')).toBe('build 0')
  await takesWorker(page)
  await context.setOffline(true)
  expect(await opens('/s/twee')).toBe('build 0')
  await context.setOffline(false)

  // The old worker still rules when the first page of the new build is asked for.
  builds.next()
  expect(await opens('/s/een')).toBe('build 1')
  await context.setOffline(true)
  expect(await opens('/s/twee')).toBe('build 0')
  await context.setOffline(false)
  await takesWorker(page)
  await context.setOffline(true)
  expect(await opens('/s/twee')).toBe('build 1')
  await context.setOffline(false)

  builds.next()
  expect(await opens('/s/een')).toBe('build 2')
  await takesWorker(page)
  const kept = await page.evaluate(async () => (await caches.keys()).toSorted())
  expect(kept).toEqual(['leerbord-1', 'leerbord-2'])
  await context.close()
})

test('[UI51] of what people ask of the server nothing is kept', async () => {
  await using builds = await buildsInTurn()
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(`${builds.address}/s/een`)
  await takesWorker(page)
  await page.reload()
  expect(await page.evaluate(async () => (await fetch('/api/boards/een')).json())).toEqual({ build: 0 })
  const lying = await page.evaluate(async () => {
    const names = await caches.keys()
    const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
    return all
      .flat()
      .map(({ url }) => new URL(url).pathname)
      .toSorted()
  })
  expect(lying).toEqual(['/', '/assets/main-0.js'])
  await context.setOffline(true)
  const refused = page.evaluate(() =>
    fetch('/api/boards/een').then(
      () => 'answered',
      () => 'refused',
    ),
  )
  expect(await refused).toBe('refused')
  await context.close()
})

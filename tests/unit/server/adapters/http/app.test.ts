import { expect, test } from 'vitest'
import { createApp } from '../../../../../server/adapters/http/app.ts'
import { createMetrics } from '../../../../../server/adapters/http/metrics.ts'
import type { Routes } from '../../../../../server/adapters/http/route.ts'
import { openLog } from '../../../../../server/adapters/log.ts'
import { FakeClock } from '../../../../support/fake-clock.ts'

/** An app of which every call meets a defect. */
function brokenApp() {
  const lines: string[] = []
  const defect = () => Promise.reject(new TypeError('Piet is undefined'))
  const app = createApp({
    config: { publicUrl: null, trustProxy: false, metricsToken: null },
    routes: new Proxy({} as Routes, { get: () => defect }),
    pages: { files: null },
    metrics: createMetrics({}),
    store: { ping: () => Promise.resolve() },
    clock: new FakeClock(),
    log: openLog('info', (line) => lines.push(line)),
  })
  const incoming = { headers: { host: 'localhost' }, socket: { remoteAddress: '127.0.0.1' } }
  return { lines, get: async (path: string) => app.request(path, {}, { incoming }) }
}

test('[HT75] a defect is a 500 that says in the log where it happened, and nothing of what was asked', async () => {
  const { lines, get } = brokenApp()
  const answer = await get('/api/boards/een-bord-van-piet')
  expect([answer.status, await answer.json()]).toEqual([500, expect.objectContaining({ code: 'internal' })])
  const line = JSON.parse(lines[0] ?? '')
  expect(line).toMatchObject({
    event: 'request-failed',
    path: '/api/boards/:boardId',
    error: { name: 'TypeError' },
  })
  expect(line.error.at[0]).toContain('app.test.ts')
  expect(lines.join()).not.toMatch(/piet/i)
})

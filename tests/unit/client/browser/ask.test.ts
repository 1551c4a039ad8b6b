import { afterEach, expect, test, vi } from 'vitest'
import { ask, pathOf, problemOf } from '../../../../client/browser/ask.ts'

afterEach(() => vi.unstubAllGlobals())

/** Answers every request alike and remembers what was asked. */
function server(answer: () => Response | Promise<Response>): { path: string; init: RequestInit }[] {
  const asked: { path: string; init: RequestInit }[] = []
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    asked.push({ path, init })
    return Promise.resolve().then(answer)
  })
  return asked
}

test('[UI5] an answer comes back through its schema', async () => {
  server(() => Response.json({ seq: 7 }))
  const command = { params: { sessionId: 's1' }, body: { type: 'end' as const } }
  expect(await ask('command', command)).toEqual({ ok: true, value: { seq: 7 } })
})

test('[UI5] an answer of another shape is unreadable, not a half value', async () => {
  server(() => Response.json({ seq: 'seven' }))
  const command = { params: { sessionId: 's1' }, body: { type: 'end' as const } }
  expect(await ask('command', command)).toEqual({ ok: false, problem: { code: 'unreadable' } })
})

test('[UI5] what never reached the server is offline', async () => {
  server(() => Promise.reject(new TypeError('network')))
  expect(await ask('me')).toEqual({ ok: false, problem: { code: 'offline' } })
})

test('[UI5] a call without an answer is fine with an empty body', async () => {
  server(() => new Response(null, { status: 204 }))
  const answer = await ask('withdrawLink', { params: { trajectoryId: 't1', role: 'observer' } })
  expect(answer).toEqual({ ok: true, value: undefined })
})

test('[UI5] a repeated request carries its key, so that nothing is made twice', async () => {
  const asked = server(() => Response.json({ instanceId: 'i1' }))
  const body = { template: 'problem-map' }
  await ask('applyTemplate', { params: { boardId: 'b1' }, body, idempotencyKey: 'once' })
  expect(asked.map(({ path, init }) => [path, init.method, init.body, init.headers])).toEqual([
    [
      '/api/boards/b1/templates',
      'POST',
      '{"template":"problem-map"}',
      { accept: 'application/json', 'content-type': 'application/json', 'idempotency-key': 'once' },
    ],
  ])
})

test('[UI5] ids are written into a path so that they stay one part of it', () => {
  expect(pathOf('/api/boards/:boardId/notes/:noteId', { boardId: 'a/b', noteId: '../x' })).toBe(
    '/api/boards/a%2Fb/notes/..%2Fx',
  )
})

test.each([
  [403, { title: '', status: 403, detail: '', code: 'removed' }, { code: 'removed' }],
  [
    400,
    { title: '', status: 400, detail: '', code: 'empty-name', field: 'name' },
    { code: 'empty-name', field: 'name' },
  ],
  [409, { title: '', status: 409, detail: '', code: 'of-a-newer-server' }, { code: 'internal' }],
  [502, undefined, { code: 'store-unavailable' }],
  [404, '<html>', { code: 'not-found' }],
])('[UI5] status %i becomes a problem with words', (status, body, problem) => {
  expect(problemOf(status, body)).toEqual(problem)
})

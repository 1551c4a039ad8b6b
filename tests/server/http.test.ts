import { randomUUID } from 'node:crypto'
import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contentSecurityPolicy } from '../../server/adapters/http/headers.ts'
import { calls, type Call } from '../../shared/wire/calls.ts'
import { anaStarts, joins, Person, refusalIn } from '../support/person.ts'
import { startServer, type TestServer } from '../support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer({ METRICS_TOKEN: 'een-lange-metrics-sleutel' })
})
afterAll(() => server[Symbol.asyncDispose]())

/** A request that says of itself what it likes, which `fetch` doesn't allow for `Host`. */
function rawStatus(host: string, headers: Record<string, string>, port = server.port): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(
      { host: '127.0.0.1', port, path: '/api/trajectories', method: 'POST', headers: { host, ...headers } },
      (answer) => {
        answer.resume()
        resolve(answer.statusCode ?? 0)
      },
    )
    asked.on('error', reject)
    asked.end(JSON.stringify({ title: 'Titel', name: 'Ana' }))
  })
}

test('[HT40] every answer carries the policy: pages, API, refusals, errors', async () => {
  const person = new Person(server.address)
  const policy =
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' data: blob:; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
  expect(contentSecurityPolicy).toBe(policy)
  for (const path of [
    '/',
    '/join',
    '/t/abc',
    '/nergens',
    '/api/me',
    '/api/nergens',
    '/api/trajectories/x',
    '/healthz',
  ]) {
    const { headers } = await person.fetch(path)
    expect([path, headers.get('content-security-policy')]).toEqual([path, policy])
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  }
})

test('[HT41] what changes something must come from a page of ours', async () => {
  const { port } = server
  const own = (host: string, origin: string) => rawStatus(`${host}:${port}`, { origin })
  expect(await own('127.0.0.1', `http://127.0.0.1:${port}`)).toBe(201)
  expect(await own('localhost', `http://localhost:${port}`)).toBe(201)
  expect(await own('192.168.1.20', `http://192.168.1.20:${port}`)).toBe(201)
  expect(await own('[::1]', `http://[::1]:${port}`)).toBe(201)
  expect(await rawStatus(`localhost:${port}`, {})).toBe(403)
  expect(await own('localhost', 'null')).toBe(403)
  expect(await own('localhost', 'http://localhost:1')).toBe(403)
  expect(await own('localhost', 'https://kwaad.example')).toBe(403)
  // A name that someone else points at this machine is not ours, however well it matches.
  expect(await own('kwaad.example', `http://kwaad.example:${port}`)).toBe(403)
})

test('[HT42] with PUBLIC_URL that origin alone is ours; links carry it, and the cookie is Secure behind https', async () => {
  await using https = await startServer({ PUBLIC_URL: 'https://leerbord.example.org' })
  const at = (origin: string) => rawStatus('intern:80', { origin }, https.port)
  expect(await at('https://leerbord.example.org')).toBe(201)
  expect(await at('http://leerbord.example.org')).toBe(403)
  expect(await at(`http://127.0.0.1:${https.port}`)).toBe(403)
  const response = await fetch(`http://127.0.0.1:${https.port}/api/trajectories`, {
    method: 'POST',
    headers: { origin: 'https://leerbord.example.org' },
    body: JSON.stringify({ title: 'Titel', name: 'Ana' }),
  })
  expect(response.headers.get('set-cookie')).toMatch(/; HttpOnly; SameSite=Lax; Secure$/)
  const { links } = (await response.json()) as { links: Record<string, string> }
  expect(links['participant']).toMatch(/^https:\/\/leerbord\.example\.org\/join#/)
})

test('[HT43] behind a trusted proxy with https the cookie is Secure; without trust it isn’t', async () => {
  await using trusting = await startServer({ TRUST_PROXY: '1' })
  const cookieAt = async (address: string) => {
    const headers = { origin: address, 'x-forwarded-proto': 'https' }
    const body = JSON.stringify({ title: 'Titel', name: 'Ana' })
    return (await fetch(`${address}/api/trajectories`, { method: 'POST', headers, body })).headers.get(
      'set-cookie',
    )
  }
  expect(await cookieAt(trusting.address)).toMatch(/Secure/)
  expect(await cookieAt(server.address)).not.toMatch(/Secure/)
})

const long = 'x'.repeat(5000)
const person = { title: 'Titel', name: 'Ana' }
const badBodies: readonly (readonly [what: string, body: string, code: string])[] = [
  ['half of it', '{"title":', 'malformed-json'],
  ['nothing', '', 'malformed-json'],
  ['a list', '[]', 'invalid'],
  ['an empty title', JSON.stringify({ ...person, title: '  \n ' }), 'empty-title'],
  ['no title', JSON.stringify({ name: 'Ana' }), 'empty-title'],
  ['a long title', JSON.stringify({ ...person, title: long }), 'title-too-long'],
  ['an invisible name', JSON.stringify({ ...person, name: '\u200B' }), 'empty-name'],
  ['a long name', JSON.stringify({ ...person, name: long }), 'name-too-long'],
  ['an unknown perspective', JSON.stringify({ ...person, perspective: 'koning' }), 'invalid'],
  ['a huge name', JSON.stringify({ ...person, name: 'x'.repeat(300_000) }), 'too-large'],
]
test.for(badBodies)('[HT44] a body with %s has a sentence of its own', async ([, body, code]) => {
  const response = await new Person(server.address).fetch('/api/trajectories', { method: 'POST', body })
  expect(await refusalIn(response)).toBe(code)
})

test('[HT45] a body without end is refused before it is read', async () => {
  const body = new ReadableStream({
    pull: (controller) => controller.enqueue(new Uint8Array(64 * 1024).fill(0x20)),
  })
  const init = { method: 'POST', body, duplex: 'half' } as RequestInit
  const response = await new Person(server.address).fetch('/api/trajectories', init)
  expect(await refusalIn(response)).toBe('too-large')
})

test('[HT46] an empty or too long note and a date that doesn’t exist are refused', async () => {
  const { ana, trajectoryId, boardId } = await anaStarts(server.address)
  const note = (text: string) => ana.refusal('newNote', { params: { boardId }, body: { text } })
  expect([await note(' \n '), await note(long)]).toEqual(['empty-text', 'text-too-long'])
  const session = (date: string) =>
    ana.refusal('newSession', { params: { trajectoryId }, body: { title: 'Titel', date } })
  expect([await session('2026-02-30'), await session('morgen')]).toEqual(['invalid-date', 'invalid-date'])
})

test('[HT46] half a character is the same on the board as in what is kept of it', async () => {
  const { ana, boardId } = await anaStarts(server.address)
  const [text, label] = ['a\uD800b', 'c\uDC00']
  await ana.ask('newNote', { params: { boardId }, body: { text } })
  const live = await ana.ask('outline', { params: { boardId } })
  const { snapshotId } = await ana.ask('newSnapshot', { params: { boardId }, body: { label } })
  const kept = await ana.ask('snapshot', { params: { snapshotId } })
  expect([live.unplaced[0]?.text, kept.label]).toEqual(['a\uFFFDb', 'c\uFFFD'])
  expect(kept.outline).toEqual(live)
})

test('[HT47] a refusal speaks Dutch, or English to who asks for it; its code stays', async () => {
  const said = async (language: string) => {
    const response = await fetch(`${server.address}/api/trajectories/onbekend1`, {
      headers: { 'accept-language': language },
    })
    return response.json()
  }
  expect(await said('nl')).toEqual({
    title: 'Niet gevonden',
    status: 404,
    detail: 'Dit bestaat niet (meer).',
    code: 'not-found',
  })
  expect(await said('en-GB,en;q=0.9')).toMatchObject({ title: 'Not found', code: 'not-found' })
})

test('[HT48] the same key and body again: the same answer with 200, and it is done once', async () => {
  const { ana, trajectoryId, boardId, sessionId } = await anaStarts(server.address)
  const headers = { 'Idempotency-Key': randomUUID() }
  const wish = { params: { boardId }, body: { template: 'problem-map' }, headers }
  const twins = await Promise.all([ana.call('applyTemplate', wish), ana.call('applyTemplate', wish)])
  expect(new Set(twins.map(({ status }) => status))).toEqual(new Set([200, 201]))
  expect(twins[0]?.answer).toEqual(twins[1]?.answer)
  expect((await ana.ask('outline', { params: { boardId } })).instances).toHaveLength(1)

  const again = async <T>(ask: () => Promise<T>) => expect(await ask()).toEqual(await ask())
  await again(() => ana.ask('start', { body: { title: 'Nog een', name: 'Ana' }, headers }))
  await again(() => ana.ask('newSession', { params: { trajectoryId }, body: { title: 'S' }, headers }))
  await again(() => ana.ask('newBoard', { params: { sessionId }, body: { title: 'B' }, headers }))
  await again(() => ana.ask('newSnapshot', { params: { boardId }, body: {}, headers }))
  await again(() => ana.ask('newNote', { params: { boardId }, body: { text: 'Een keer' }, headers }))
  const nameless = { text: 'Zonder', attribution: 'nameless' as const }
  const other = { 'Idempotency-Key': randomUUID() }
  await again(() => ana.ask('newNote', { params: { boardId }, body: nameless, headers: other }))
  expect((await ana.ask('outline', { params: { boardId } })).unplaced).toHaveLength(2)
})

test('[HT49] the same key with another body is refused; from another device it is another key', async () => {
  const { ana, links, boardId } = await anaStarts(server.address)
  const noor = await joins(server.address, links.coFacilitator, 'Noor')
  const headers = { 'Idempotency-Key': 'een' }
  const note = (text: string) => ({ params: { boardId }, body: { text }, headers })
  const first = await ana.ask('newNote', note('Een'))
  expect(await ana.refusal('newNote', note('Twee'))).toBe('key-reused')
  expect((await noor.ask('newNote', note('Een'))).noteId).not.toBe(first.noteId)
  const spaced = { ...note('Een'), headers: { 'Idempotency-Key': 'x'.repeat(101) } }
  expect(await ana.refusal('newNote', spaced)).toBe('invalid-idempotency-key')
})

test('[HT50] a refused request leaves no receipt: the same key may be tried again', async () => {
  const { ana, boardId, trajectoryId } = await anaStarts(server.address)
  const headers = { 'Idempotency-Key': 'weer' }
  const piet = await joins(
    server.address,
    (await ana.ask('links', { params: { trajectoryId } })).links[2]?.link ?? '',
    'Piet',
  )
  const wish = { params: { boardId }, body: { zone: 'facts', text: 'Feit' }, headers }
  expect(await piet.refusal('newNote', wish)).toBe('unknown-zone')
  await ana.ask('applyTemplate', { params: { boardId }, body: { template: 'problem-map' } })
  expect((await piet.call('newNote', wish)).status).toBe(201)
})

test('[HT51] the description names every call', async () => {
  const described = (await (await fetch(`${server.address}/api/openapi.json`)).json()) as {
    paths: Record<string, Record<string, { operationId: string }>>
  }
  const named = Object.entries(described.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId }]) => `${operationId}: ${method} ${path}`),
  )
  const expected = Object.entries<Call>(calls).map(
    ([name, { method, path }]) => `${name}: ${method.toLowerCase()} ${path.replaceAll(/:(\w+)/g, '{$1}')}`,
  )
  expect(named.toSorted()).toEqual(expected.toSorted())
})

test('[HT52] it says that it lives and can store', async () => {
  expect((await fetch(`${server.address}/healthz`)).status).toBe(200)
  expect((await fetch(`${server.address}/readyz`)).status).toBe(200)
})

test('[HT53] figures are for this machine or the token, and name no board', async () => {
  const { boardId } = await anaStarts(server.address)
  await fetch(`${server.address}/api/boards/${boardId}`)
  const figures = (headers: Record<string, string> = {}) => fetch(`${server.address}/metrics`, { headers })
  const text = await (await figures()).text()
  expect(text).toContain('leerbord_sockets 0')
  expect(text).toContain('route="/api/boards/:boardId"')
  expect(text).not.toContain(boardId)
  const proxied = { 'x-forwarded-for': '203.0.113.7' }
  expect((await figures(proxied)).status).toBe(403)
  expect((await figures({ ...proxied, authorization: 'Bearer nee' })).status).toBe(403)
  expect((await figures({ ...proxied, authorization: 'Bearer een-lange-metrics-sleutel' })).status).toBe(200)
})

test('[HT54] templates are told with their words in both languages', async () => {
  const { templates } = await new Person(server.address).ask('templates')
  expect(templates.map(({ key, name }) => [key, name.nl])).toEqual([
    ['problem-map', 'Probleem in beeld'],
    ['assumption-check', 'Klopt dat wel?'],
    ['bateson-pyramid', 'Piramide: op welk niveau speelt het?'],
    ['idea-clusters', 'Ideeën groeperen'],
  ])
})

test('[HT56] a device that asks too fast hears so; its neighbour goes on', async () => {
  const { ana, links, boardId } = await anaStarts(server.address)
  const piet = await joins(server.address, links.participant, 'Piet')
  const ask = () => piet.send('outline', { params: { boardId } })
  const answers = await Promise.all(Array.from({ length: 400 }, ask))
  const refused = answers.filter(({ ok }) => !ok)
  expect(refused.length).toBeGreaterThan(0)
  for (const response of refused) expect(await refusalIn(response)).toBe('too-many')
  expect((await ana.send('outline', { params: { boardId } })).ok).toBe(true)
})

test('[HT56] a device that is too fast hears so, and nothing of it is done', async () => {
  const { ana, boardId } = await anaStarts(server.address)
  const write = () => ana.send('newNote', { params: { boardId }, body: { text: 'Snel' } })
  const answers = await Promise.all(Array.from({ length: 150 }, write))
  const refused = answers.filter(({ ok }) => !ok)
  expect(refused.length).toBeGreaterThan(0)
  for (const response of refused) expect(await refusalIn(response)).toBe('too-many')
  const { unplaced } = await ana.ask('outline', { params: { boardId } })
  expect(unplaced).toHaveLength(answers.length - refused.length)
})

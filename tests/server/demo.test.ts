import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { must } from '../../shared/assert.ts'
import { filesBelow } from '../support/files-below.ts'
import { Person, anaStarts } from '../support/person.ts'
import { startServer } from '../support/server.ts'
import { tempFolder } from '../support/temp-folder.ts'

test('[HT81] an example has its notes in their zones, in the language that was asked, once for a key', async () => {
  await using server = await startServer()
  const visitor = new Person(server.address)
  await visitor.ask('settings')
  const wish = { body: { language: 'en' as const }, headers: { 'Idempotency-Key': 'k1' } }
  const before = Date.now()
  const first = await visitor.call('demo', wish)
  const again = await visitor.call('demo', wish)
  expect([first.status, again.status]).toEqual([201, 200])
  expect(again.answer).toEqual(first.answer)
  const { trajectoryId, sessionId, boardId } = first.answer
  const { instances, unplaced } = await visitor.ask('outline', { params: { boardId } })
  expect(instances.map(({ template }) => template)).toEqual([
    'problem-map',
    'assumption-check',
    'bateson-pyramid',
  ])
  expect(unplaced).toEqual([])
  const facts = instances[0]?.zones.find(({ key }) => key === 'facts')
  expect(facts?.notes.map(({ text }) => text)).toContain('18 residents eat at once in one room.')
  const session = await visitor.ask('session', { params: { sessionId } })
  expect(session).toMatchObject({ status: 'live', language: 'en', me: { name: 'Noor', role: 'facilitator' } })
  expect(session.expiresAt).toBeGreaterThanOrEqual(before + 24 * 60 * 60 * 1000)
  const { trajectories } = await visitor.ask('me')
  expect(trajectories).toMatchObject([{ trajectoryId, expiresAt: session.expiresAt }])
})

test('[HT82] after its day an example is gone: pages, sockets and every word of it', async () => {
  using folder = tempFolder()
  const env = { DATA_DIR: folder.path }
  const visitor = new Person('')
  const begun = await (async () => {
    await using server = await startServer(env)
    Object.assign(visitor, { address: server.address })
    const { ana, trajectoryId } = await anaStarts(server.address)
    const demo = await visitor.ask('demo', { body: { language: 'nl' } })
    const { boardId, sessionId } = demo
    await visitor.ask('newSnapshot', { params: { boardId }, body: { label: 'Halverwege' } })
    await visitor.ask('newNote', { params: { boardId }, body: { zone: 'emotions', text: 'Heel stil' } })
    await visitor.ask('command', { params: { sessionId }, body: { type: 'end' } })
    return { demo, ana, stays: trajectoryId }
  })()
  const folderHolds = (words: string) => filesBelow(folder.path).some((content) => content.includes(words))
  expect(folderHolds('medicijnronde')).toBe(true)
  const { demo, ana, stays } = begun
  yesterday(folder.path, demo.trajectoryId)

  await using server = await startServer(env)
  for (const person of [visitor, ana]) Object.assign(person, { address: server.address })
  await expect.poll(() => tablesOf(folder.path, demo.trajectoryId)).toEqual([])
  expect(await visitor.refusal('session', { params: demo })).toBe('not-found')
  expect(await visitor.refusal('trajectory', { params: demo })).toBe('not-found')
  expect((await visitor.ask('me')).trajectories).toEqual([])
  expect(await closeCode(server.address, demo.boardId, visitor.cookie ?? '')).toBe(4404)
  for (const words of ['medicijnronde', 'Heel stil', 'Margreet', 'Halverwege', demo.boardId]) {
    expect(folderHolds(words), words).toBe(false)
  }
  expect(await ana.ask('trajectory', { params: { trajectoryId: stays } })).toMatchObject({
    expiresAt: null,
  })
})

test('[HT86] what has expired is gone at once, for requests, links and sockets', async () => {
  using folder = tempFolder()
  await using server = await startServer({ DATA_DIR: folder.path })
  const visitor = new Person(server.address)
  const demo = await visitor.ask('demo', { body: {} })
  const { boardId } = demo
  const { links } = await visitor.ask('links', { params: demo })
  const key = must(links[0]?.link?.split('#')[1], 'a key')
  yesterday(folder.path, demo.trajectoryId)
  expect(await visitor.refusal('trajectory', { params: demo })).toBe('not-found')
  expect(await visitor.refusal('session', { params: demo })).toBe('not-found')
  expect(await visitor.refusal('outline', { params: { boardId } })).toBe('not-found')
  expect(await visitor.refusal('newNote', { params: { boardId }, body: { text: 'Nog een' } })).toBe(
    'not-found',
  )
  const guest = new Person(server.address)
  expect(await guest.refusal('invitation', { body: { key } })).toBe('unknown-key')
  expect(await guest.refusal('join', { body: { key, name: 'Piet' } })).toBe('unknown-key')
  expect(await closeCode(server.address, boardId, visitor.cookie ?? '')).toBe(4404)
  expect(tablesOf(folder.path, demo.trajectoryId)).toContain('trajectories')
})

test('[HT83] who asks for one example after another gets the same, is told to slow down, and nobody else', async () => {
  await using server = await startServer()
  const eager = new Person(server.address)
  await eager.ask('settings')
  const first = await eager.call('demo', { body: {} })
  expect(first.status).toBe(201)
  for (let n = 0; n < 9; n += 1) {
    expect(await eager.call('demo', { body: {} })).toEqual({ status: 200, answer: first.answer })
  }
  expect(await eager.refusal('demo', { body: {} })).toBe('too-many')
  expect((await eager.ask('me')).trajectories).toHaveLength(1)
  const other = new Person(server.address)
  expect((await other.call('demo', { body: {} })).status).toBe(201)
})

test('[HT83] when its session has ended a device begins another', async () => {
  await using server = await startServer()
  const visitor = new Person(server.address)
  const { sessionId } = await visitor.ask('demo', { body: {} })
  await visitor.ask('command', { params: { sessionId }, body: { type: 'end' } })
  const next = await visitor.call('demo', { body: {} })
  expect(next.status).toBe(201)
  expect(next.answer.sessionId).not.toBe(sessionId)
})

test('[HT84] a new cookie for each example is no way around the pace of its address', async () => {
  await using server = await startServer()
  for (let n = 0; n < 30; n += 1) await new Person(server.address).ask('demo', { body: {} })
  expect(await new Person(server.address).refusal('demo', { body: {} })).toBe('too-many')
})

/** As if the day had passed. */
function yesterday(dataDir: string, trajectoryId: string): void {
  using db = new DatabaseSync(join(dataDir, 'leerbord.db'))
  db.prepare('UPDATE trajectories SET expiresAt = 1 WHERE id = ?').run(trajectoryId)
}

/** Where something of this trajectory still lies. */
function tablesOf(dataDir: string, trajectoryId: string): string[] {
  using db = new DatabaseSync(join(dataDir, 'leerbord.db'), { readOnly: true })
  const tables = ['trajectories', 'participants', 'devices', 'links', 'sessions', 'boards', 'snapshots']
  return tables.filter((table) => {
    const column = table === 'trajectories' ? 'id' : 'trajectoryId'
    return db.prepare(`SELECT 1 FROM ${table} WHERE ${column} = ?`).get(trajectoryId) !== undefined
  })
}

async function closeCode(address: string, boardId: string, cookie: string): Promise<number> {
  const socket = new WebSocket(`${address.replace('http', 'ws')}/sync/${boardId}`, {
    headers: { Origin: address, Cookie: cookie },
  })
  return new Promise((resolve, reject) => {
    socket.on('close', resolve)
    socket.on('error', reject)
  })
}

import { DatabaseSync } from 'node:sqlite'
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { getuid } from 'node:process'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { anaStarts } from '../support/person.ts'
import { spawnServer, startServer } from '../support/server.ts'
import { tempFolder } from '../support/temp-folder.ts'

test('[HT60] a wrong setting is one sentence and exit code 2', async () => {
  using folder = tempFolder()
  await using server = spawnServer({ DATA_DIR: folder.path, PORT: 'tachtig' })
  expect(await server.ended).toMatchObject({
    code: 2,
    stdout: '',
    stderr: 'PORT must be a number from 0 to 65535.\n',
  })
})

test('[HT61] a port in use is one sentence and exit code 1', async () => {
  await using taken = await startServer()
  using folder = tempFolder()
  await using server = spawnServer({ DATA_DIR: folder.path, PORT: String(taken.port) })
  const { code, stderr } = await server.ended
  expect([code, stderr]).toEqual([
    1,
    `Port ${taken.port} is already in use. Stop the other program, or choose another with PORT=…\n`,
  ])
})

test('[HT62] a data folder that is a file is one sentence and exit code 1', async () => {
  using folder = tempFolder()
  const file = join(folder.path, 'bestand')
  writeFileSync(file, '')
  await using server = spawnServer({ DATA_DIR: file })
  const { code, stderr } = await server.ended
  expect(code).toBe(1)
  expect(stderr.split('\n')[0]).toMatch(/^DATA_DIR .*bestand can't be used/)
})

test('[HT62] a data folder that is not writable is one sentence and exit code 1', async () => {
  using folder = tempFolder()
  chmodSync(folder.path, 0o500)
  // The superuser may write anywhere, but for what the kernel keeps to itself.
  const dataDir = getuid?.() === 0 ? '/sys/leerbord' : folder.path
  await using server = spawnServer({ DATA_DIR: dataDir })
  const { code, stdout, stderr } = await server.ended
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toContain(dataDir)
  expect(stderr.trim().split('\n')).toHaveLength(1)
})

test('[HT63] a database of a newer version is refused and left as it was', async () => {
  using folder = tempFolder()
  const path = join(folder.path, 'leerbord.db')
  const database = new DatabaseSync(path)
  database.exec('PRAGMA user_version = 9999; CREATE TABLE later (id TEXT)')
  database.close()
  const before = readFileSync(path)
  await using server = spawnServer({ DATA_DIR: folder.path })
  const { code, stderr } = await server.ended
  expect(code).toBe(1)
  expect(stderr).toContain('was made by a newer version of Leerbord')
  expect(readFileSync(path).equals(before)).toBe(true)
})

test('[HT64] a second server on the same folder is refused with one sentence', async () => {
  await using first = await startServer()
  await using second = spawnServer({ DATA_DIR: first.dataDir })
  const { code, stderr } = await second.ended
  expect(code).toBe(1)
  expect(stderr).toMatch(/^DATA_DIR .* can't be used \(another process is using/)
})

test('[HT65] it prints one line with its address; SIGTERM closes sockets with 1012 and ends with 0', async () => {
  using folder = tempFolder()
  await using server = spawnServer({ DATA_DIR: folder.path })
  const address = await server.address
  const { ana, boardId } = await anaStarts(address)
  const socket = new WebSocket(`${address.replace('http', 'ws')}/sync/${boardId}`, {
    headers: { origin: address, cookie: ana.cookie ?? '' },
  })
  await new Promise((resolve) => socket.once('message', resolve))
  const closed = new Promise((resolve) => socket.once('close', resolve))
  server.child.kill('SIGTERM')
  expect(await closed).toBe(1012)
  expect(await server.ended).toMatchObject({
    code: 0,
    stdout: `Leerbord is open on ${address}\n`,
    stderr: '',
  })
})

test('[HT66] what was answered is there after kill -9, and links keep working', async () => {
  using folder = tempFolder()
  await using first = spawnServer({ DATA_DIR: folder.path })
  const { ana, boardId, links } = await anaStarts(await first.address)
  const headers = { 'Idempotency-Key': 'een' }
  const wish = { params: { boardId }, body: { template: 'problem-map' }, headers }
  const { instanceId } = await ana.ask('applyTemplate', wish)
  await ana.ask('newNote', { params: { boardId }, body: { zone: 'facts', text: 'Blijft staan' } })
  first.child.kill('SIGKILL')
  await first.ended

  await using second = spawnServer({ DATA_DIR: folder.path })
  Object.assign(ana, { address: await second.address })
  const { instances } = await ana.ask('outline', { params: { boardId } })
  expect(instances.flatMap(({ zones }) => zones).flatMap(({ notes }) => notes)).toMatchObject([
    { text: 'Blijft staan' },
  ])
  expect(await ana.call('applyTemplate', wish)).toEqual({ status: 200, answer: { instanceId } })
  const key = new URL(links.participant).hash.slice(1)
  expect(await ana.ask('invitation', { body: { key } })).toMatchObject({ role: 'participant' })
})

test('[HT67] ending that was cut off by kill -9 is asked again and completes', async () => {
  using folder = tempFolder()
  await using first = spawnServer({ DATA_DIR: folder.path })
  const { ana, sessionId } = await anaStarts(await first.address)
  const cutOff = ana.send('command', { params: { sessionId }, body: { type: 'end' } }).catch(() => null)
  first.child.kill('SIGKILL')
  await Promise.all([cutOff, first.ended])

  await using second = spawnServer({ DATA_DIR: folder.path })
  Object.assign(ana, { address: await second.address })
  await ana.send('command', { params: { sessionId }, body: { type: 'end' } })
  const { record } = await ana.ask('record', { params: { sessionId } })
  expect(record.boards.map(({ end }) => end?.outline)).toEqual([{ instances: [], unplaced: [] }])
})

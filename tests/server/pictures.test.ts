import { createHash } from 'node:crypto'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { lookAtImage } from '../../shared/image/image.ts'
import { newPictureAnswer } from '../../shared/wire/api.ts'
import { pictureBytesMax } from '../../shared/wire/bounds.ts'
import { pngChunk, pngOf, samples } from '../support/images.ts'
import { anaStarts, joins, Person, refusalIn } from '../support/person.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { tempFolder } from '../support/temp-folder.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server[Symbol.asyncDispose]())

function sends(
  person: Person,
  boardId: string,
  bytes: Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Promise<Response> {
  return person.fetch(`/api/boards/${boardId}/pictures`, { method: 'POST', headers, body: bytes })
}
async function sent(person: Person, boardId: string, bytes: Uint8Array<ArrayBuffer>) {
  const response = await sends(person, boardId, bytes)
  expect([response.status, await response.clone().text()]).toEqual([201, expect.any(String)])
  return newPictureAnswer.parse(await response.json())
}
function filesOf(dataDir: string): string[] {
  return readdirSync(join(dataDir, 'pictures'))
}
/** A PNG that nobody else sends. */
const own = (seed: number) => pngOf(50 + seed, 40, { seed })

test('[PC13] a picture is known by its content, kept without what draws nothing, and given back to who takes part', async () => {
  const { ana, boardId, links } = await anaStarts(server.address)
  const piet = await joins(server.address, links.observer, 'Piet')
  for (const [type, bytes] of [
    ['image/png', samples.png],
    ['image/jpeg', samples.jpeg],
    ['image/webp', samples.webpAlpha],
    ['image/gif', samples.gif],
  ] as const) {
    const response = await sends(ana, boardId, bytes, { 'Content-Type': 'text/html' })
    expect(response.status).toBe(201)
    const { pictureId, ...told } = newPictureAnswer.parse(await response.json())
    expect(told).toEqual({ width: 6, height: 4, type })
    const got = await piet.fetch(`/api/pictures/${pictureId}`)
    const looked = lookAtImage(bytes)
    expect([got.status, new Uint8Array(await got.arrayBuffer())]).toEqual([
      200,
      looked.ok && looked.image.bytes,
    ])
    expect(Object.fromEntries(got.headers)).toMatchObject({
      'content-type': type,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'content-disposition': expect.stringMatching(/^attachment; filename="\w+\.(png|jpg|webp|gif)"$/),
      'cache-control': 'private, max-age=31536000, immutable',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
    })
  }
})

test('[PC13] only who takes part in the trajectory sees a picture', async () => {
  const { ana, boardId } = await anaStarts(server.address)
  const { pictureId } = await sent(ana, boardId, own(1))
  const elsewhere = await anaStarts(server.address)
  expect(await refusalIn(await elsewhere.ana.fetch(`/api/pictures/${pictureId}`))).toBe('not-a-member')
  expect(await refusalIn(await new Person(server.address).fetch(`/api/pictures/${pictureId}`))).toBe(
    'no-identity',
  )
  expect(await refusalIn(await ana.fetch('/api/pictures/nergens0000000'))).toBe('not-found')
  expect(await refusalIn(await ana.fetch('/api/pictures/..%2f..%2fsecret'))).toBe('not-found')
})

test('[PC14] what is no picture of ours is refused by name, and nothing of it is kept', async () => {
  const { ana, boardId } = await anaStarts(server.address)
  const before = filesOf(server.dataDir)
  const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')
  const moving = new Uint8Array([...samples.gif.subarray(0, -1), ...samples.gif.subarray(27)])
  for (const [code, bytes] of [
    ['picture-unknown', svg],
    ['picture-unknown', new Uint8Array()],
    ['picture-broken', samples.jpeg.slice(0, -1)],
    ['picture-broken', new Uint8Array([...samples.png, ...svg])],
    ['picture-moves', moving],
    ['picture-too-large', pngOf(50_000, 50_000)],
    ['too-large', new Uint8Array(pictureBytesMax + 1)],
  ] as const) {
    expect([code, await refusalIn(await sends(ana, boardId, bytes))]).toEqual([code, code])
  }
  expect(filesOf(server.dataDir)).toEqual(before)
})

test('[PC14] a picture without end is refused before it is read', async () => {
  const { ana, boardId } = await anaStarts(server.address)
  const end = await new Promise((resolve) => {
    const headers = { origin: server.address, cookie: ana.cookie ?? '', 'transfer-encoding': 'chunked' }
    const path = `/api/boards/${boardId}/pictures`
    const asked = request(
      { host: '127.0.0.1', port: server.port, path, method: 'POST', headers },
      (answer) => {
        answer.resume()
        resolve(answer.statusCode)
        asked.destroy()
      },
    )
    // Who goes on sending may find the line cut before they read the answer.
    asked.on('error', (error) => resolve('code' in error ? error.code : error.message))
    const more = () => {
      if (!asked.destroyed) asked.write(new Uint8Array(256 * 1024), () => setImmediate(more))
    }
    more()
  })
  expect([413, 'ECONNRESET', 'EPIPE']).toContain(end)
})

test('[PC14] who may not write on the board sends nothing', async () => {
  const { ana, boardId, sessionId, links } = await anaStarts(server.address)
  const olga = await joins(server.address, links.observer, 'Olga')
  expect(await refusalIn(await sends(olga, boardId, own(2)))).toBe('not-allowed')
  const stranger = await anaStarts(server.address)
  expect(await refusalIn(await sends(stranger.ana, boardId, own(2)))).toBe('not-a-member')
  const origin = { Origin: 'https://elders.example' }
  expect(await refusalIn(await sends(ana, boardId, own(2), origin))).toBe('foreign-origin')
  await ana.ask('command', { params: { sessionId }, body: { type: 'end' } })
  expect(await refusalIn(await sends(ana, boardId, own(2)))).toBe('locked')
  const hash = createHash('sha256').update(own(2)).digest('hex')
  expect(filesOf(server.dataDir)).not.toContain(hash)
})

test('[PC15] sent again with its key it is the same picture; other bytes with that key are refused', async () => {
  const { ana, boardId } = await anaStarts(server.address)
  const key = { 'Idempotency-Key': 'een-foto' }
  const twins = await Promise.all([sends(ana, boardId, own(3), key), sends(ana, boardId, own(3), key)])
  const [one, two] = await Promise.all(twins.map(async (twin) => newPictureAnswer.parse(await twin.json())))
  expect(one).toEqual(two)
  expect(twins.map(({ status }) => status)).toEqual(expect.arrayContaining([200, 201]))
  expect(await refusalIn(await sends(ana, boardId, own(4), key))).toBe('key-reused')
})

test('[PC15] the same bytes are another picture, and one file', async () => {
  const { ana, boardId, sessionId } = await anaStarts(server.address)
  const other = await ana.ask('newBoard', { params: { sessionId }, body: { title: 'Twee' } })
  const before = filesOf(server.dataDir).length
  const [one, two] = [await sent(ana, boardId, own(5)), await sent(ana, other.boardId, own(5))]
  expect(one.pictureId).not.toBe(two.pictureId)
  expect(filesOf(server.dataDir)).toHaveLength(before + 1)
})

test('[PC16] one person sends no more than a pace allows; others notice nothing', async () => {
  const { ana, boardId, links } = await anaStarts(server.address)
  const piet = await joins(server.address, links.participant, 'Piet')
  const codes: string[] = []
  for (let count = 0; count < 45; count += 1) {
    const response = await sends(piet, boardId, own(6))
    codes.push(response.ok ? 'fine' : await refusalIn(response))
  }
  expect([codes.indexOf('too-many') >= 40, codes.includes('too-many')]).toEqual([true, true])
  await sent(ana, boardId, own(7))
})

test('[PC17] after a start a file that no picture knows is gone, and those that are known are there', async () => {
  using folder = tempFolder()
  const env = { DATA_DIR: folder.path }
  let pictureId = ''
  let person: Person | null = null
  {
    await using first = await startServer(env)
    const { ana, boardId } = await anaStarts(first.address)
    ;({ pictureId } = await sent(ana, boardId, own(8)))
    person = ana
  }
  const orphan = pngOf(9, 9, { before: [pngChunk('tIME')] })
  const name = createHash('sha256').update(orphan).digest('hex')
  writeFileSync(join(folder.path, 'pictures', name), orphan)
  await using second = await startServer(env)
  await vi.waitFor(() => expect(existsSync(join(folder.path, 'pictures', name))).toBe(false))
  const again = Object.assign(new Person(second.address), { cookie: person.cookie })
  const got = await again.fetch(`/api/pictures/${pictureId}`)
  expect([got.status, new Uint8Array(await got.arrayBuffer())]).toEqual([200, own(8)])
})

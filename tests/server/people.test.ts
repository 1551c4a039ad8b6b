import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { anaStarts, joins } from '../support/person.ts'
import { startServer, type TestServer } from '../support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server[Symbol.asyncDispose]())

test('[RM60] a session says who has been there so far, in order of arrival, without the removed', async () => {
  const { ana, anaId, links, trajectoryId, sessionId, boardId } = await anaStarts(server.address)
  const piet = await joins(server.address, links.participant, 'Piet')
  const noor = await joins(server.address, links.participant, 'Noor')
  await joins(server.address, links.participant, 'Els')
  const names = async () =>
    (await ana.ask('session', { params: { sessionId } })).arrived.map(({ name }) => name)
  expect(await names()).toEqual([])
  const came: string[] = []
  for (const [person, name] of [
    [ana, 'Ana'],
    [piet, 'Piet'],
    [noor, 'Noor'],
  ] as const) {
    const headers = { origin: server.address, cookie: person.cookie ?? '' }
    const socket = new WebSocket(`${server.address.replace('http', 'ws')}/sync/${boardId}`, { headers })
    came.push(name)
    await expect.poll(names).toEqual(came)
    socket.close()
  }
  await ana.ask('removePerson', { params: { trajectoryId, participantId: piet.id } })
  expect((await ana.ask('session', { params: { sessionId } })).arrived).toEqual([
    { participantId: anaId, name: 'Ana' },
    { participantId: noor.id, name: 'Noor' },
  ])
})

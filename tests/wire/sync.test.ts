import { describe, expect, test } from 'vitest'
import { readAll, recordsOf, writeDiff } from '../../shared/board/layout.ts'
import { writeFrame } from '../../shared/wire/frames.ts'
import { notes, note, people } from '../support/room-world.ts'
import { closeCode, refusedStatus, Sockets, until } from '../support/sockets.ts'
import { boardId, otherBoardId } from '../support/store-rows.ts'

describe('two stock y-websocket providers', () => {
  test('[WS1] sync each other through the server, and what they wrote is on disk', async () => {
    await using sockets = await Sockets.open()
    const piet = await sockets.provider('piet')
    const noor = await sockets.provider('noor')
    expect(readAll(noor.doc).get(notes.piet.id)).toEqual(notes.piet)
    const mine = note('note-new', 'hallo noor', people.piet)
    const hers = note('note-hers', 'dag piet', people.noor)
    piet.doc.transact(() => writeDiff(recordsOf(piet.doc), null, mine))
    noor.doc.transact(() => writeDiff(recordsOf(noor.doc), null, hers))
    await Promise.all([
      until(noor, () => recordsOf(noor.doc).has(mine.id)),
      until(piet, () => recordsOf(piet.doc).has(hers.id)),
    ])
    expect(readAll(noor.doc)).toEqual(readAll(piet.doc))
    expect((await sockets.table.onDisk()).records).toEqual(readAll(piet.doc))
  })

  test('[WS2] see each other point, with the name and role that the server knows', async () => {
    await using sockets = await Sockets.open()
    const piet = await sockets.provider('piet')
    const noor = await sockets.provider('noor')
    piet.awareness.setLocalState({
      cursor: { x: 1, y: 2 },
      user: { name: 'De directeur', role: 'facilitator' },
    })
    const seen = () => noor.awareness.getStates().get(piet.doc.clientID)
    await until(noor, () => seen()?.['cursor'] !== undefined)
    expect(seen()).toEqual({
      cursor: { x: 1, y: 2 },
      user: { participantId: 'participant-piet', name: 'Piet', role: 'participant' },
    })
    piet.provider.disconnect()
    await until(noor, () => seen() === undefined)
  })

  test('[WS3] one writes what it may not: the other never gets a byte of it', async () => {
    await using sockets = await Sockets.open()
    const piet = await sockets.provider('piet')
    const noor = await sockets.provider('noor')
    piet.doc.transact(() => recordsOf(piet.doc).delete(notes.noor.id))
    const after = note('note-after', 'daarna', people.noor)
    noor.doc.transact(() => writeDiff(recordsOf(noor.doc), null, after))
    await until(piet, () => recordsOf(piet.doc).has(after.id))
    expect(readAll(noor.doc).get(notes.noor.id)).toEqual(notes.noor)
    expect((await sockets.table.onDisk()).records).toEqual(readAll(noor.doc))
  })
})

describe('who may come in', () => {
  test('[WS4] a page of another site is refused by HTTP, an unknown path too', async () => {
    await using sockets = await Sockets.open()
    expect(await refusedStatus(sockets.socket('piet', `/sync/${boardId}`, 'http://evil.test'))).toBe(403)
    expect(await refusedStatus(sockets.socket('piet', '/sync/a/b'))).toBe(404)
    expect(await refusedStatus(sockets.socket('piet', '//'))).toBe(404)
  })

  test.each([
    ['no identity', null, `/sync/${boardId}`, 4401],
    ['not a member', 'someone', `/sync/${boardId}`, 4403],
    ['no such board', 'piet', '/sync/no-such-board', 4404],
    ['no id at all', 'piet', '/sync/x', 4404],
    ['an old epoch', 'piet', `/sync/${boardId}?epoch=7`, 4410],
    ['another protocol', 'piet', `/sync/${boardId}?epoch=1&v=99`, 4410],
    ['an epoch that is no number', 'piet', `/sync/${boardId}?epoch=x`, 4410],
  ])('[WS5] %s: accepted, then closed with its code', async (_, person, path, code) => {
    await using sockets = await Sockets.open()
    expect(await closeCode(sockets.socket(person, path))).toBe(code)
  })

  test('[WS5] a stock provider stops coming back after a terminal code', async () => {
    await using sockets = await Sockets.open()
    const { provider } = await sockets.provider('piet', otherBoardId, { epoch: '7' })
    expect(provider.shouldConnect).toBe(false)
  })
})

describe('bad clients and the end', () => {
  test.each([
    ['bytes that are no frame', new Uint8Array([200, 1]), 4400],
    ['text', 'hallo', 4400],
    ['an update of two megabytes', writeFrame({ type: 'update', update: new Uint8Array(2 ** 21) }), 4409],
    ['more than a frame may hold', new Uint8Array(17 * 2 ** 20), 4409],
    ['more than the WebSocket reads', new Uint8Array(21 * 2 ** 20), 1009],
  ])('[WS6] %s closes that connection with a reason; the neighbour goes on', async (_, sent, code) => {
    await using sockets = await Sockets.open()
    const noor = await sockets.provider('noor')
    const bad = sockets.socket('piet')
    bad.once('open', () => bad.send(sent))
    expect(await closeCode(bad)).toBe(code)
    const piet = await sockets.provider('piet')
    const mine = note('note-new', 'verder', people.noor)
    noor.doc.transact(() => writeDiff(recordsOf(noor.doc), null, mine))
    await until(piet, () => recordsOf(piet.doc).has(mine.id))
    expect(noor.provider.wsconnected).toBe(true)
  })

  test('[WS7] what is sent before the server knows who someone is, is not lost', async () => {
    await using sockets = await Sockets.open()
    const early = sockets.socket('piet')
    early.once('open', () => early.send(writeFrame({ type: 'step1', stateVector: new Uint8Array([0]) })))
    const frames: number[][] = []
    await new Promise<void>((resolve) => {
      early.on('message', (data: Buffer) => {
        frames.push([...data.subarray(0, 2)])
        if (data[0] === 0 && data[1] === 1) resolve()
      })
    })
    expect(frames[0]?.[0]).toBe(16)
    early.terminate()
  })

  test('[WS8] when the server stops, sockets are closed with 1012', async () => {
    const sockets = await Sockets.open()
    const socket = sockets.socket('piet')
    await new Promise<void>((resolve) => void socket.once('open', () => resolve()))
    const code = closeCode(socket)
    await sockets[Symbol.asyncDispose]()
    expect(await code).toBe(1012)
  })
})

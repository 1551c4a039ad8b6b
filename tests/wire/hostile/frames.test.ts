import * as encoding from 'lib0/encoding'
import { describe, expect, test } from 'vitest'
import { writeFrame } from '../../../shared/wire/frames.ts'
import { Neighbours, printLatency } from '../../support/neighbours.ts'
import { frameOf, rawSocket } from '../../support/raw-socket.ts'
import { closeCode, Sockets, until } from '../../support/sockets.ts'
import { boardId } from '../../support/store-rows.ts'

const honest = writeFrame({ type: 'step1', stateVector: new Uint8Array([0]) })
const headers = { Origin: 'http://leerbord.test', 'x-person': 'olga' }

function awareness(entries: readonly (readonly [id: number, clock: number, state: string])[]): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, entries.length)
  for (const [id, clock, state] of entries) {
    encoding.writeVarUint(encoder, id)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarString(encoder, state)
  }
  return writeFrame({ type: 'awareness', entries: encoding.toUint8Array(encoder) })
}

describe('frames that nobody of ours sends', () => {
  const update = writeFrame({ type: 'update', update: new Uint8Array([0, 0]) })
  test.each<readonly [string, readonly Uint8Array[], number]>([
    ['nothing at all', [new Uint8Array()], 4400],
    ['an unknown type', [new Uint8Array([99])], 4400],
    ['a frame that only the server sends', [writeFrame({ type: 'control', json: '{}' })], 4400],
    ['an answer to a question of rights', [writeFrame({ type: 'auth', reason: '' })], 4400],
    ['a frame cut short', [update.subarray(0, update.length - 1)], 4400],
    ['a frame with something behind it', [new Uint8Array([...update, 0])], 4400],
    ['a length beyond its bytes', [new Uint8Array([0, 2, 0xff, 0xff, 0xff, 0x7f])], 4400],
    ['a number without end', [new Uint8Array(40).fill(0xff)], 4400],
    ['an update that is none', [writeFrame({ type: 'update', update: new Uint8Array([1, 1, 1]) })], 4400],
    [
      'a million client ids',
      [writeFrame({ type: 'update', update: new Uint8Array([0xc0, 0x84, 0x3d]) })],
      4409,
    ],
    [
      'a state vector that is none',
      [writeFrame({ type: 'step1', stateVector: new Uint8Array([9, 1]) })],
      4400,
    ],
    ['a giant state vector', [writeFrame({ type: 'step1', stateVector: new Uint8Array(300_000) })], 4409],
    ['awareness that is no JSON', [awareness([[7, 1, '{']])], 4400],
    ['awareness that is a list', [awareness([[7, 1, '[]']])], 4400],
    ['awareness of 5 KB', [awareness([[7, 1, JSON.stringify({ a: 'a'.repeat(5_000) })]])], 4409],
    [
      'awareness that promises more than it holds',
      [writeFrame({ type: 'awareness', entries: new Uint8Array([9]) })],
      4400,
    ],
  ])('[WS70] %s ends its own connection with a name', async (_, frames, code) => {
    await using sockets = await Sockets.open()
    const neighbours = await Neighbours.at(sockets)
    const bad = sockets.socket('olga')
    bad.once('open', () => [honest, ...frames].forEach((frame) => bad.send(frame)))
    expect(await closeCode(bad)).toBe(code)
    await neighbours.talk(1)
    expect(neighbours.isUndisturbed).toBe(true)
  })

  test.each([
    ['a compressed frame, though nobody agreed on any', frameOf(0xc2, honest), 1002],
    ['a frame that is not masked', frameOf(0x82, honest, false), 1002],
    ['an unknown kind of frame', frameOf(0x83, honest), 1002],
    ['a piece of a message that was never begun', frameOf(0x80, honest), 1002],
    ['a ping of more than it may hold', frameOf(0x89, new Uint8Array(200)), 1002],
    [
      'a message in a hundred pieces',
      Buffer.concat([
        frameOf(0x02, new Uint8Array([0])),
        ...Array.from({ length: 99 }, () => frameOf(0, new Uint8Array([0]))),
      ]),
      1008,
    ],
  ])('[WS70] %s is closed by the WebSocket itself', async (_, bytes, code) => {
    await using sockets = await Sockets.open()
    const neighbours = await Neighbours.at(sockets)
    const { socket, closed, answer } = await rawSocket(sockets.address, `/sync/${boardId}`, {
      ...headers,
      'Sec-WebSocket-Extensions': 'permessage-deflate; client_max_window_bits',
    })
    expect(answer).toContain('101 Switching Protocols')
    expect(answer.toLowerCase()).not.toContain('sec-websocket-extensions')
    socket.write(bytes)
    expect(await closed).toBe(code)
    socket.destroy()
    await neighbours.talk(1)
    expect(neighbours.isUndisturbed).toBe(true)
  })
})

describe('who points where', () => {
  test('[WS76] nobody is moved, renamed, silenced or taken away by another', async () => {
    await using sockets = await Sockets.open()
    const { piet, noor } = await Neighbours.at(sockets)
    piet.awareness.setLocalState({ cursor: { x: 1, y: 1 } })
    const seen = () => noor.awareness.getStates().get(piet.doc.clientID)
    await until(noor, () => seen() !== undefined)
    const bad = sockets.socket('olga')
    await new Promise((resolve) => void bad.once('open', resolve))
    const own = 4_242
    bad.send(
      awareness([
        [
          own,
          1,
          JSON.stringify({
            cursor: { x: 5, y: 5 },
            user: { name: 'Ana', role: 'facilitator', participantId: 'participant-ana' },
          }),
        ],
        [piet.doc.clientID, 2 ** 40, 'null'],
        [piet.doc.clientID, 2 ** 41, JSON.stringify({ cursor: { x: 666, y: 666 } })],
      ]),
    )
    await until(noor, () => noor.awareness.getStates().has(own))
    expect(noor.awareness.getStates().get(own)?.['user']).toEqual({
      participantId: 'participant-olga',
      name: 'Olga',
      role: 'observer',
    })
    piet.awareness.setLocalState({ cursor: { x: 2, y: 2 } })
    await until(noor, () => JSON.stringify(seen()?.['cursor']) === '{"x":2,"y":2}')
    bad.terminate()
    await until(noor, () => !noor.awareness.getStates().has(own))
    expect(seen()?.['cursor']).toEqual({ x: 2, y: 2 })
  })
})

describe('who sends too much', () => {
  const floods: readonly (readonly [string, () => Uint8Array, number])[] = [
    ['updates', () => writeFrame({ type: 'update', update: new Uint8Array([0, 0]) }), 2_000],
    ['awareness', () => awareness([[7, 1, '{"cursor":null}']]), 2_000],
    ['questions who is here', () => writeFrame({ type: 'query-awareness' }), 2_000],
    ['questions for the board', () => honest, 60],
  ]
  test.each(floods)(
    '[WS71] %s: closed as too many, and the others notice nothing',
    async (what, frame, count) => {
      await using sockets = await Sockets.open()
      const neighbours = await Neighbours.at(sockets)
      const before = await neighbours.talk()
      const bad = sockets.socket('olga')
      const code = closeCode(bad)
      bad.on('error', () => {})
      bad.once('open', () => {
        for (let at = 0; at < count; at += 1) bad.send(frame())
      })
      const during = await neighbours.talk()
      expect(await code).toBe(4529)
      expect(neighbours.isUndisturbed).toBe(true)
      printLatency(`beside a flood of ${what}`, before, during)
    },
  )

  test('[WS71] a ninth tab is one too many, and the eight go on', async () => {
    await using sockets = await Sockets.open()
    const eight = Array.from({ length: 8 }, () => sockets.socket('piet'))
    await Promise.all(eight.map((socket) => new Promise((resolve) => void socket.once('message', resolve))))
    expect(await closeCode(sockets.socket('piet'))).toBe(4529)
    expect(eight.every((socket) => socket.readyState === socket.OPEN)).toBe(true)
    for (const socket of eight) socket.terminate()
  })

  test('[WS71] who comes and goes without end is held up, and the others still hear of who is here', async () => {
    await using sockets = await Sockets.open()
    const neighbours = await Neighbours.at(sockets)
    const codes = new Set<number>()
    for (let at = 0; at < 150 && !codes.has(4529); at += 1) {
      const socket = sockets.socket('olga')
      const code = closeCode(socket)
      socket.once('message', () => socket.close(1000))
      codes.add(await code)
    }
    expect([...codes]).toEqual([1000, 4529])
    await neighbours.talk(1)
    expect(neighbours.isUndisturbed).toBe(true)
  })
})

import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { writeFrame } from '../../../shared/wire/frames.ts'
import { recordsOf, writeDiff } from '../../../shared/board/layout.ts'
import { Neighbours, printLatency } from '../../support/neighbours.ts'
import { rawSocket } from '../../support/raw-socket.ts'
import { note, people } from '../../support/room-world.ts'
import { startServer } from '../../support/server.ts'
import { closeCode, Sockets } from '../../support/sockets.ts'
import { SteeredClock } from '../../support/steered-clock.ts'
import { boardId } from '../../support/store-rows.ts'

const headers = { Origin: 'http://leerbord.test', 'x-person': 'olga' }

/** Every socket here has answered what was sent to it by now. */
async function pongs(neighbours: Neighbours): Promise<void> {
  await neighbours.talk(2)
}

test('[WS73] a socket that never says a word keeps no place: closed as too slow', async () => {
  const clock = new SteeredClock()
  await using sockets = await Sockets.open(clock)
  const neighbours = await Neighbours.at(sockets)
  const mute = sockets.socket('olga')
  const code = closeCode(mute)
  await new Promise((resolve) => void mute.once('message', resolve))
  for (const _ of [1, 2]) {
    const pinged = new Promise((resolve) => void mute.once('ping', resolve))
    clock.pass(30_000)
    await Promise.race([pinged, code])
    await pongs(neighbours)
  }
  expect(await code).toBe(4508)
  expect(neighbours.isUndisturbed).toBe(true)
})

test('[WS73] a line that is gone without a word is cut at the second ping', async () => {
  const clock = new SteeredClock()
  await using sockets = await Sockets.open(clock)
  const neighbours = await Neighbours.at(sockets)
  const { socket, closed } = await rawSocket(sockets.address, `/sync/${boardId}`, headers)
  for (const _ of [1, 2, 3]) {
    clock.pass(30_000)
    await pongs(neighbours)
  }
  expect(await closed).toBeNull()
  socket.destroy()
  expect(neighbours.isUndisturbed).toBe(true)
})

test('[WS75] one that stops reading is closed as too slow; nobody waits for it', async () => {
  const clock = new SteeredClock()
  await using sockets = await Sockets.open(clock)
  const neighbours = await Neighbours.at(sockets)
  const before = await neighbours.talk()
  const slow = sockets.socket('olga')
  await new Promise((resolve) => void slow.once('message', resolve))
  slow.send(writeFrame({ type: 'step1', stateVector: new Uint8Array([0]) }))
  await neighbours.talk(1)
  slow.pause()
  // More than its line and ours hold between them.
  const long = 'x'.repeat(9_000)
  const { noor, piet } = neighbours
  for (let at = 0; at < 12; at += 1) {
    noor.doc.transact(() => {
      for (let each = 0; each < 100; each += 1) {
        const made = note(`note-long-${at}-${each}`, long, people.noor)
        writeDiff(recordsOf(noor.doc), null, made)
      }
    })
    await neighbours.talk(1)
  }
  const during = await neighbours.talk()
  for (let at = 0; at < 8; at += 1) {
    clock.pass(5_000)
    await neighbours.talk(1)
  }
  const code = closeCode(slow)
  slow.resume()
  expect(await code).toBe(4508)
  expect(recordsOf(piet.doc).size).toBe(recordsOf(noor.doc).size)
  expect(neighbours.isUndisturbed).toBe(true)
  printLatency('beside one that stopped reading', before, during)
})

test('[WS77] lines that never finish asking are cut, and the pages are served meanwhile', async () => {
  await using server = await startServer()
  const { hostname, port } = new URL(server.address)
  const lines = await Promise.all(
    Array.from({ length: 1_000 }, async (_, at) => {
      const line = connect({ port: Number(port), host: hostname, localAddress: '127.0.0.2' })
      line.on('error', () => {})
      const closed = new Promise((resolve) => void line.once('close', resolve))
      await Promise.race([closed, new Promise((resolve) => void line.once('connect', resolve))])
      // One says nothing, the other never ends.
      if (at % 2 === 0) line.write('GET /sync/x HTTP/1.1\r\nHost: x\r\n')
      line.resume()
      return { line, closed }
    }),
  )
  // Those beyond the bound at once, the others when they have had their time.
  await Promise.any(lines.map(({ closed }) => closed))
  expect((await fetch(`${server.address}/healthz`)).status).toBe(200)
  await Promise.all(lines.map(({ closed }) => closed))
  expect((await fetch(`${server.address}/healthz`)).status).toBe(200)
}, 60_000)

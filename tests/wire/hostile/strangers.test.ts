import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { Neighbours, printLatency } from '../../support/neighbours.ts'
import { closeCode, Sockets } from '../../support/sockets.ts'
import { boardId } from '../../support/store-rows.ts'

/** How a socket of someone ends: with a status before it is one, or with a code. */
async function endOf(sockets: Sockets, headers: Readonly<Record<string, string>>): Promise<number> {
  const socket = new WebSocket(`${sockets.address}/sync/${boardId}`, {
    headers: { Origin: 'http://leerbord.test', ...headers },
  })
  socket.on('error', () => {})
  return new Promise((resolve) => {
    socket.once('unexpected-response', (request, response) => {
      request.destroy()
      resolve(response.statusCode ?? 0)
    })
    socket.once('close', resolve)
  })
}

function countOf(ends: readonly number[]): Record<string, number> {
  return Object.fromEntries([...Map.groupBy(ends, (end) => end)].map(([end, all]) => [end, all.length]))
}

/** Some hundred at a time: this machine has to be the attacker too. */
async function many(count: number, one: (at: number) => Promise<number>): Promise<number[]> {
  const ends: number[] = []
  for (let from = 0; from < count; from += 100) {
    ends.push(...(await Promise.all(Array.from({ length: 100 }, (_, at) => one(from + at)))))
  }
  return ends
}

test('[WS72] three thousand sockets without a name, from one address: most never become one', async () => {
  await using sockets = await Sockets.open()
  const neighbours = await Neighbours.at(sockets)
  const before = await neighbours.talk()
  const flood = many(3_000, () => endOf(sockets, { 'x-address': '203.0.113.9' }))
  const during = await neighbours.talk(30)
  const { 4401: closed = 0, 429: refused = 0, ...others } = countOf(await flood)
  expect(others).toEqual({})
  // Those of the burst, and a few a second while it lasted.
  expect(closed).toBeLessThan(1_500)
  expect(closed + refused).toBe(3_000)
  expect(neighbours.isUndisturbed).toBe(true)
  // A stranger from elsewhere is told why not, and who takes part comes in.
  expect(await endOf(sockets, { 'x-address': '198.51.100.7' })).toBe(4401)
  const back = sockets.socket('noor')
  await new Promise((resolve) => void back.once('message', resolve))
  back.terminate()
  printLatency('beside three thousand strangers', before, during)
})

test('[WS72] a made-up name each is no way around it, and nor are many addresses of one network', async () => {
  await using sockets = await Sockets.open()
  const made = await many(600, (at) =>
    endOf(sockets, { 'x-person': `made-up-${at}`, 'x-address': `2001:db8:1:2:${at.toString(16)}::1` }),
  )
  expect(countOf(made)[429]).toBeGreaterThan(0)
})

test('[WS72] a house full of people that all come back at once is let in', async () => {
  await using sockets = await Sockets.open()
  for (let round = 0; round < 60; round += 1) {
    const all = [0, 1, 2, 3, 4, 5].map((at) => sockets.socket(`guest-${6 * round + at}`))
    await Promise.all(all.map((socket) => new Promise((resolve) => void socket.once('message', resolve))))
    await Promise.all(
      all.map((socket) => {
        const code = closeCode(socket)
        socket.close()
        return code
      }),
    )
  }
  expect(await endOf(sockets, {})).toBe(4401)
})

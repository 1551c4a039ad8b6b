/**
 * Lines that are open and haven't said what they want: a program that opens thousands of them and
 * never ends a request would take the places of people. Behind a proxy of ours it is the proxy's
 * business: all lines come from its address, and it sends whole requests only.
 */
import type { Server, ServerOptions } from 'node:http'
import type { Socket } from 'node:net'
import type { AddressConfig } from './origin.ts'

/** How long the first lines of a request may take. What it brings along may take longer: photos do. */
export const patience: ServerOptions = { headersTimeout: 10_000, connectionsCheckingInterval: 2_000 }
const linesMax = 5_000
/** From one address; a house full of phones opens two or three each. */
const unfinishedMax = 400

export function boundLines(http: Server, { trustProxy }: AddressConfig): void {
  http.maxConnections = linesMax
  if (!trustProxy) boundUnfinished(http)
}

function boundUnfinished(http: Server): void {
  const counts = new Map<string, number>()
  const unfinished = new Map<Socket, string>()
  const settle = (socket: Socket) => {
    const address = unfinished.get(socket)
    if (!unfinished.delete(socket) || address === undefined) return
    const left = (counts.get(address) ?? 1) - 1
    if (left === 0) counts.delete(address)
    else counts.set(address, left)
  }
  http.on('connection', (socket) => {
    const address = socket.remoteAddress ?? ''
    const count = (counts.get(address) ?? 0) + 1
    if (count > unfinishedMax) {
      socket.destroy()
      return
    }
    counts.set(address, count)
    unfinished.set(socket, address)
    socket.once('close', () => settle(socket))
  })
  http.prependListener('request', ({ socket }) => settle(socket))
  http.prependListener('upgrade', ({ socket }) => settle(socket))
}

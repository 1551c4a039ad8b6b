/** The floor: hands every frame to the others in its room. No Yjs, no disk, nobody is anybody. */
import type { AddressInfo } from 'node:net'
import { WebSocketServer, type WebSocket } from 'ws'

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false })
const rooms = new Map<string, Set<WebSocket>>()

server.on('connection', (socket, { url = '/' }) => {
  const room = rooms.get(url) ?? new Set()
  rooms.set(url, room.add(socket))
  socket.on('message', (frame) => {
    for (const other of room) if (other !== socket) other.send(frame)
  })
  socket.on('close', () => room.delete(socket))
  socket.on('error', () => {})
})
server.on('listening', () => process.stdout.write(`ready ${(server.address() as AddressInfo).port}\n`))

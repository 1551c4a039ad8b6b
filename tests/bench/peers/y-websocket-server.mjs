// @y/websocket-server as its README starts it; in memory, or with the board of BOARD_FILE to begin with.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { setPersistence, setupWSConnection } from '@y/websocket-server/utils'
import { WebSocketServer } from 'ws'
import * as Y from 'yjs'

const { BOARD_FILE } = process.env
if (BOARD_FILE !== undefined) {
  setPersistence({
    provider: null,
    bindState: (_name, doc) => Y.applyUpdate(doc, readFileSync(BOARD_FILE)),
    writeState: () => Promise.resolve(),
  })
}
const http = createServer()
const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false })
sockets.on('connection', setupWSConnection)
http.on('upgrade', (request, stream, head) => {
  sockets.handleUpgrade(request, stream, head, (socket) => sockets.emit('connection', socket, request))
})
http.listen(0, '127.0.0.1', () => process.stdout.write(`ready ${http.address().port}\n`))

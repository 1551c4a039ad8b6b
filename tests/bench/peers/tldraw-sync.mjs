// tldraw's rooms as its README starts them; in memory, or with the board of BOARD_FILE to begin with.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { TLSocketRoom } from '@tldraw/sync-core'
import { createTLSchema } from '@tldraw/tlschema'
import { WebSocketServer } from 'ws'

const { BOARD_FILE } = process.env
const schema = createTLSchema()
const rooms = new Map()

function roomOf(name) {
  const known = rooms.get(name)
  if (known !== undefined) return known
  const room = new TLSocketRoom({
    schema,
    ...(BOARD_FILE !== undefined && { initialSnapshot: boardIn(BOARD_FILE) }),
  })
  rooms.set(name, room)
  return room
}

// A client names its schema; the bench has another tldraw and asks for this one.
const http = createServer((_request, response) => response.end(JSON.stringify(schema.serialize())))
const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false })
let sessions = 0
http.on('upgrade', (request, stream, head) => {
  sockets.handleUpgrade(request, stream, head, (socket) => {
    sessions += 1
    roomOf(request.url).handleSocketConnect({ sessionId: `session${sessions}`, socket })
  })
})
http.listen(0, '127.0.0.1', () => process.stdout.write(`ready ${http.address().port}\n`))

function boardIn(path) {
  const records = JSON.parse(readFileSync(path, 'utf8'))
  return {
    clock: 0,
    documentClock: 0,
    documents: records.map((state) => ({ state, lastChangedClock: 0 })),
    tombstones: {},
    schema: schema.serialize(),
  }
}

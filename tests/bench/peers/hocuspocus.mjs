// Hocuspocus with its defaults; in memory, or with the board of BOARD_FILE to begin with.
import { readFileSync } from 'node:fs'
import { Server } from '@hocuspocus/server'
import * as Y from 'yjs'

const { BOARD_FILE } = process.env
const server = new Server({
  port: 0,
  address: '127.0.0.1',
  quiet: true,
  stopOnSignals: false,
  ...(BOARD_FILE !== undefined && {
    onLoadDocument: ({ document }) => {
      Y.applyUpdate(document, readFileSync(BOARD_FILE))
    },
  }),
})
await server.listen()
process.stdout.write(`ready ${server.address.port}\n`)

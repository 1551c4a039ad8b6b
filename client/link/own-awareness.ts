/** Our own awareness on the line, and others' gone with it. */
import * as encoding from 'lib0/encoding'
import * as awarenessProtocol from 'y-protocols/awareness'
import { messageAwareness } from 'y-websocket'
import * as Y from 'yjs'
import type { AsIsSocket } from './counted-socket.ts'

/** Its client id has nothing to do with the board's doc. `changed` runs when our own state does. */
export function ownAwareness(changed: () => void): awarenessProtocol.Awareness {
  const awareness = new awarenessProtocol.Awareness(new Y.Doc())
  awareness.setLocalState(null)
  awareness.on('update', (_changes: unknown, origin: unknown) => {
    if (origin === 'local') changed()
  })
  return awareness
}

export function sendOwnState(awareness: awarenessProtocol.Awareness, socket: WebSocket | null): void {
  if (socket === null || !isAsIs(socket)) return
  const update = awarenessProtocol.encodeAwarenessUpdate(awareness, [awareness.clientID])
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, messageAwareness)
  encoding.writeVarUint8Array(encoder, update)
  socket.sendAsIs(encoding.toUint8Array(encoder))
}

export function forgetOthers(awareness: awarenessProtocol.Awareness): void {
  const others = [...awareness.getStates().keys()].filter((id) => id !== awareness.clientID)
  awarenessProtocol.removeAwarenessStates(awareness, others, 'closed')
}

function isAsIs(socket: WebSocket): socket is AsIsSocket {
  return 'sendAsIs' in socket
}

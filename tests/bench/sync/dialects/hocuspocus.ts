/** Hocuspocus: y-websocket's frames with the name of the document in front, and a word to be let in. */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { heard, plainFrames, yjsWriting, type Dialect } from '../dialect.ts'

const types = { sync: 0, auth: 2 } as const
const [step1, step2, token, authenticated] = [0, 1, 0, 2]
const version = '4.7.0'

function named(room: string, frame: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarString(encoder, room)
  encoding.writeUint8Array(encoder, frame)
  return encoding.toUint8Array(encoder)
}

function isAbout(message: Buffer, type: number, subtype: number): boolean {
  const decoder = decoding.createDecoder(message)
  decoding.readVarString(decoder)
  return decoding.readVarUint(decoder) === type && decoding.readVarUint(decoder) === subtype
}

export const hocuspocus: Dialect = {
  changeForm: 'point',
  async greet(socket, { room }) {
    const letIn = heard(socket, (message) => isAbout(message, types.auth, authenticated))
    const auth = encoding.createEncoder()
    encoding.writeVarUint(auth, types.auth)
    encoding.writeVarUint(auth, token)
    encoding.writeVarString(auth, 'anyone')
    encoding.writeVarString(auth, version)
    socket.send(named(room, encoding.toUint8Array(auth)))
    await letIn
    const synced = heard(socket, (message) => isAbout(message, types.sync, step2))
    socket.send(named(room, new Uint8Array([types.sync, step1, 1, 0])))
    await synced
  },
  prepare: (seat, changes) =>
    yjsWriting(seat, changes, {
      update: (update) => named(seat.room, plainFrames.update(update)),
      awareness: (entries) => named(seat.room, plainFrames.awareness(entries)),
    }),
}

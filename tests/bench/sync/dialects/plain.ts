/** y-websocket's frames: the server of its family, and ours. */
import { isSync, readFrame, writeFrame } from '../../../../shared/wire/frames.ts'
import { heard, plainFrames, yjsWriting, type Dialect } from '../dialect.ts'

const nothing = new Uint8Array([0])

export const plain: Dialect = {
  changeForm: 'point',
  async greet(socket) {
    const synced = heard(socket, (message) => {
      const frame = readFrame(message)
      return isSync(frame) && frame.type === 'step2'
    })
    socket.send(writeFrame({ type: 'step1', stateVector: nothing }))
    await synced
  },
  prepare: (seat, changes) => yjsWriting(seat, changes, plainFrames),
}

/** tldraw sync: JSON, a push for each change, answered by patches that the server makes itself. */
import { heard, type Dialect, type Seat } from '../dialect.ts'
import { stampText, type Stamp } from '../stamp.ts'

const protocolVersion = 8
/** Brings a push to the length of a change in the other dialects. */
const padding = 'x'.repeat(470)

const json = (message: unknown) => Buffer.from(JSON.stringify(message))
const shapeOf = ({ writer }: Seat) => `shape:pen${writer}`

export const tldraw: Dialect = {
  changeForm: 'change',
  async greet(socket, { url }) {
    const schema: unknown = await (await fetch(new URL(url.replace(/^ws/, 'http')))).json()
    const connected = heard(socket, (message) => message.includes('"connect"'))
    socket.send(
      json({
        type: 'connect',
        connectRequestId: 'one',
        lastServerClock: -1,
        protocolVersion,
        schema,
      }).toString(),
    )
    await connected
  },
  prepare(seat, changes) {
    let clock = 0
    const push = (part: object) => {
      clock += 1
      return json({ type: 'push', clientClock: clock, ...part })
    }
    const first = push({
      diff: { [shapeOf(seat)]: ['put', shapeRecord(seat)] },
      presence: ['put', presenceRecord(seat)],
    })
    const ready = Array.from({ length: changes }, (_, n) => {
      const change = (at: number) => {
        const stroke = stampText('change', { writer: seat.writer, seq: n + 1, at }) + padding
        return push({
          diff: { [shapeOf(seat)]: ['patch', { meta: ['patch', { stroke: ['put', stroke] }] }] },
        })
      }
      return change
    })
    return { first, changes: ready, cursor: (stamp) => push({ presence: ['patch', cursorPatch(stamp)] }) }
  },
}

function cursorPatch(stamp: Stamp) {
  const place = { x: 1000 + (stamp.seq % 997), y: 500 + (stamp.seq % 499), type: 'default', rotation: 0 }
  return { cursor: ['put', place], chatMessage: ['put', stampText('cursor', stamp)] }
}

/** The lightest of its shapes. */
function shapeRecord(seat: Seat) {
  return {
    id: shapeOf(seat),
    typeName: 'shape',
    type: 'group',
    parentId: 'page:page',
    x: 200 * (seat.writer % 25),
    y: 200 * Math.floor(seat.writer / 25),
    rotation: 0,
    index: 'a1',
    opacity: 1,
    isLocked: false,
    props: {},
    meta: { stroke: padding },
  }
}

function presenceRecord({ writer }: Seat) {
  return {
    id: `instance_presence:${writer}`,
    typeName: 'instance_presence',
    userId: `user:${writer}`,
    userName: `Deelnemer ${writer}`,
    lastActivityTimestamp: null,
    followingUserId: null,
    cursor: null,
    color: '#FF0000',
    camera: null,
    selectedShapeIds: [],
    currentPageId: 'page:page',
    brush: null,
    screenBounds: null,
    scribbles: [],
    chatMessage: '',
    meta: {},
  }
}

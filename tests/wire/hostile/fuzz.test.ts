import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import type { WebSocket } from 'ws'
import { readRecord, recordsOf } from '../../../shared/board/layout.ts'
import type { ParticipantId } from '../../../shared/ids.ts'
import { mutated, randomFrame, realFrames } from '../../support/fuzz.ts'
import { Neighbours, printLatency } from '../../support/neighbours.ts'
import { notes, zone } from '../../support/room-world.ts'
import { dice, type Dice } from '../../support/sim/dice.ts'
import { rounds } from '../../support/size.ts'
import { Sockets } from '../../support/sockets.ts'

/** `FUZZ_SEED=7` replays one. */
const seed = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
const count = rounds(500, 100_000)
/** As many lines as one person may come with in a row. */
const linesOfOne = 90
const framesOfOne = 500
const atOnce = 5

type Made = (dice: Dice, guest: number) => () => Uint8Array

const kinds: readonly (readonly [string, (sockets: Sockets) => Promise<Made>])[] = [
  ['random bytes', async () => (die) => () => randomFrame(die)],
  [
    'mutated real frames',
    async (sockets) => {
      const { doc } = await sockets.table.onDisk()
      return (die, guest) => {
        const participantId = `participant-guest-${guest}` as ParticipantId
        const frames = realFrames(doc, { participantId, role: 'participant' }, 1_000_000 + guest)
        return () => mutated(frames, die)
      }
    },
  ],
]

test.each(kinds)(
  '[WS80] %s: alive, memory flat, the others undisturbed, nothing pending in any doc',
  async (what, maker) => {
    await using sockets = await Sockets.open()
    const neighbours = await Neighbours.at(sockets)
    const before = await neighbours.talk()
    const made = await maker(sockets)
    let [sent, guest, heap] = [0, 0, 0]
    const during: number[] = []
    while (sent < count) {
      const several = Array.from({ length: atOnce }, (_, at) => guest + at + 1)
      guest += atOnce
      const each = Math.ceil(Math.min(framesOfOne, (count - sent) / atOnce))
      // Each has dice of its own, so that what one sends doesn't hang on how fast the others are.
      const visits = several.map((one) => visit(sockets, one, made(dice(seed + one), one), each))
      during.push(...(await neighbours.talk(1)))
      for (const done of await Promise.all(visits)) sent += done
      if (heap === 0 && sent >= count / 5) heap = heapNow()
    }
    const grown = (heapNow() - heap) / 2 ** 20
    process.stdout.write(
      `${sent} ${what} by ${guest} people, seed ${seed}: the heap grew by ${grown.toFixed(1)} MiB\n`,
    )
    printLatency(`beside ${what}`, before, during)
    expect(sockets.table.log.events.filter((event) => event.includes('defect'))).toEqual([])
    expect(neighbours.isUndisturbed).toBe(true)
    const { doc, records } = await sockets.table.onDisk()
    for (const each of [doc, neighbours.piet.doc, neighbours.noor.doc]) {
      expect([each.store.pendingStructs, each.store.pendingDs]).toEqual([null, null])
      expect([...each.share.keys()].toSorted()).toEqual(['meta', 'records'])
    }
    expect(grown).toBeLessThan(48)
    expect(records.get(zone.id)).toEqual(zone)
    expect(readRecord(recordsOf(doc), notes.piet.id)).toMatchObject({ props: notes.piet.props })
  },
  rounds(60_000, 3_600_000),
)

/** One person, on one line after the other: nearly every frame ends its line. Says how many were sent. */
async function visit(sockets: Sockets, guest: number, next: () => Uint8Array, most: number): Promise<number> {
  let sent = 0
  for (let line = 0; line < linesOfOne && sent < most; line += 1) {
    const socket = sockets.socket(`guest-${guest}`)
    socket.on('error', () => {})
    await new Promise((resolve) => void socket.once('message', resolve))
    while (socket.readyState === socket.OPEN && sent < most) {
      socket.send(next())
      sent += 1
      await settled(socket)
    }
    socket.terminate()
  }
  return sent
}

/** The server has taken what was sent before, or has closed the line for it. */
async function settled(socket: WebSocket): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = () => {
      socket.off('pong', done)
      socket.off('close', done)
      resolve()
    }
    socket.once('pong', done)
    socket.once('close', done)
    socket.ping()
  })
}

function heapNow(): number {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect === 'function') collect()
  return process.memoryUsage().heapUsed
}

import * as Y from 'yjs'
import { expect, test } from 'vitest'
import { systemClock } from '../../../../server/adapters/clock.ts'
import { openReplayer } from '../../../../server/adapters/replay/replayer.ts'
import { replay } from '../../../../server/core/replay.ts'
import { writeDiff } from '../../../../shared/board/layout.ts'
import { FakeClock } from '../../../support/fake-clock.ts'
import { KeptLog } from '../../../support/kept-log.ts'
import { note, people, seededBoard, updateOf } from '../../../support/room-world.ts'

const dying = new URL('../../../support/dying-replay.ts', import.meta.url)

function board() {
  const doc = seededBoard()
  const start = Y.encodeStateAsUpdate(doc)
  const change = updateOf(doc, (records) => writeDiff(records, null, note('note-a', 'a', people.piet)))
  return [start, change]
}

test('[RP1] a thread of its own answers what replaying here would, and leaves the bytes given', async () => {
  await using replayer = openReplayer({ clock: systemClock, log: new KeptLog() })
  const updates = board()
  const before = updates.map((update) => update.slice())
  const [one, two] = await Promise.all([replayer.replay(updates), replayer.replay(updates.slice(0, 1))])
  expect([one, two]).toEqual([replay(updates), replay(updates.slice(0, 1))])
  expect(updates).toEqual(before)
})

test('[RP2] what is no whole doc is corrupt, and the next question is answered', async () => {
  await using replayer = openReplayer({ clock: systemClock, log: new KeptLog() })
  await expect(replayer.replay([new Uint8Array([9, 9])])).rejects.toMatchObject({ code: 'corrupt' })
  expect(await replayer.replay(board())).toEqual(replay(board()))
})

test('[RP3] a thread that dies fails what it was asked, and says so', async () => {
  const log = new KeptLog()
  await using replayer = openReplayer({ clock: systemClock, log }, dying)
  const asked = await Promise.allSettled([replayer.replay(board()), replayer.replay(board())])
  expect(asked).toMatchObject([{ reason: { code: 'unavailable' } }, { reason: { code: 'unavailable' } }])
  await expect(replayer.replay(board())).rejects.toMatchObject({ code: 'unavailable' })
  expect(log.events).toEqual(['replayer.lost', 'replayer.lost'])
})

test('[RP4] after a quiet while the thread ends; another begins when someone asks', async () => {
  const clock = new FakeClock()
  await using replayer = openReplayer({ clock, log: new KeptLog() })
  await replayer.replay(board())
  expect(clock.waiting).toBe(1)
  clock.pass(30_000)
  expect(clock.waiting).toBe(0)
  expect(await replayer.replay(board())).toEqual(replay(board()))
})

test('[RP4] one that takes longer than any board does is given up', async () => {
  const clock = new FakeClock()
  await using replayer = openReplayer({ clock, log: new KeptLog() })
  const asked = replayer.replay(board())
  clock.pass(60_000)
  await expect(asked).rejects.toMatchObject({ code: 'unavailable' })
})

test('[RP5] closed, it answers nothing more', async () => {
  const replayer = openReplayer({ clock: systemClock, log: new KeptLog() })
  const asked = replayer.replay(board()).catch((fault: unknown) => fault)
  await replayer[Symbol.asyncDispose]()
  expect(await asked).toMatchObject({ code: 'unavailable' })
  await expect(replayer.replay(board())).rejects.toMatchObject({ code: 'unavailable' })
})

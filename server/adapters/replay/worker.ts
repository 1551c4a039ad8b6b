/** The thread that replays: one board after the other, nothing kept between them. */
import { parentPort } from 'node:worker_threads'
import { must } from '../../../shared/assert.ts'
import { pack, unpack } from '../../core/packed.ts'
import { replay } from '../../core/replay.ts'
import type { ReplayAnswer, ReplayAsk } from './messages.ts'

const port = must(parentPort, 'a parent thread')

port.on('message', ({ id, updates }: ReplayAsk) => {
  try {
    const { bytes, stateVector } = replay(unpack(updates))
    const parts = pack([bytes, stateVector])
    say({ id, ok: true, parts }, [parts.bytes.buffer])
  } catch (cause) {
    say({ id, ok: false, why: cause instanceof Error ? cause.message : String(cause) }, [])
  }
})

function say(answer: ReplayAnswer, moved: readonly ArrayBuffer[]): void {
  port.postMessage(answer, moved)
}

/** The thread that replays: one board after the other, nothing kept between them. */
import { parentPort } from 'node:worker_threads'
import { must } from '../../../shared/assert.ts'
import { pack, unpack } from '../../core/packed.ts'
import { rebuild } from '../../core/rebuild.ts'
import { replay } from '../../core/replay.ts'
import type { ReplayAnswer, ReplayAsk } from './messages.ts'

const port = must(parentPort, 'a parent thread')

port.on('message', (ask: ReplayAsk) => {
  const { id } = ask
  try {
    answer(ask)
  } catch (cause) {
    say({ id, ok: false, why: cause instanceof Error ? cause.message : String(cause) }, [])
  }
})

function answer({ id, updates, rebuildAs }: ReplayAsk): void {
  if (rebuildAs === null) {
    const { bytes, stateVector } = replay(unpack(updates))
    const replayed = pack([bytes, stateVector])
    return say({ id, ok: true, replayed }, [replayed.bytes.buffer])
  }
  const fresh = rebuild(unpack(updates), rebuildAs)
  const rebuilt = fresh === null ? null : pack([fresh.bytes])
  const moved = rebuilt === null ? [] : [rebuilt.bytes.buffer]
  say({ id, ok: true, rebuilt, clientId: fresh?.clientId ?? 0 }, moved)
}

function say(answer: ReplayAnswer, moved: readonly ArrayBuffer[]): void {
  port.postMessage(answer, moved)
}

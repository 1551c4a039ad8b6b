/** What every fan-out must do. Rules in `server/adapters/SPEC.md`. */
import { describe, expect, test } from 'vitest'
import type { Fanout, FanoutMessage, Log } from '../../server/core/ports.ts'
import type { BoardId } from '../../shared/ids.ts'
import { KeptLog } from '../support/kept-log.ts'

function locked(name: string): FanoutMessage {
  return { type: 'board-locked', boardId: name as BoardId }
}

/** A listener that can be asked to wait for a number of messages. */
function ear() {
  const heard: FanoutMessage[] = []
  let wake = () => {}
  return {
    heard,
    hear: (message: FanoutMessage) => {
      heard.push(message)
      wake()
    },
    until: async (count: number) => {
      while (heard.length < count) await new Promise<void>((resolve) => (wake = resolve))
      return heard
    },
  }
}

export function fanoutContract(name: string, open: (log: Log) => Promise<Fanout>): void {
  describe(`${name} keeps the contract of a fan-out`, () => {
    test('[FO1] all hear everything once and in order, after the turn', async () => {
      await using fanout = await open(new KeptLog())
      const [piet, noor] = [ear(), ear()]
      fanout.subscribe(piet.hear)
      fanout.subscribe(noor.hear)
      fanout.publish(locked('a'))
      fanout.publish(locked('b'))
      expect(piet.heard).toEqual([])
      expect(await piet.until(2)).toEqual([locked('a'), locked('b')])
      expect(await noor.until(2)).toEqual([locked('a'), locked('b')])
    })

    test('[FO2] who has left hears nothing more', async () => {
      const fanout = await open(new KeptLog())
      const [piet, noor] = [ear(), ear()]
      const pietListens = fanout.subscribe(piet.hear)
      const leaving = fanout.subscribe(() => pietListens[Symbol.dispose]())
      fanout.subscribe(noor.hear)
      fanout.publish(locked('a'))
      await noor.until(1)
      leaving[Symbol.dispose]()
      fanout.publish(locked('b'))
      await noor.until(2)
      expect(piet.heard).toEqual([locked('a')])
      fanout.publish(locked('c'))
      await fanout[Symbol.asyncDispose]()
      fanout.publish(locked('d'))
      await using other = await open(new KeptLog())
      const later = ear()
      other.subscribe(later.hear)
      other.publish(locked('e'))
      await later.until(1)
      expect(noor.heard).toEqual([locked('a'), locked('b')])
    })

    test('[FO2] of two who end each other in one message only one hears it', async () => {
      await using fanout = await open(new KeptLog())
      const [both, noor] = [ear(), ear()]
      const listening: Disposable[] = []
      for (const other of [1, 0]) {
        const listener = fanout.subscribe((message) => {
          both.hear(message)
          listening[other]?.[Symbol.dispose]()
        })
        listening.push(listener)
      }
      fanout.subscribe(noor.hear)
      fanout.publish(locked('a'))
      await noor.until(1)
      expect(both.heard).toEqual([locked('a')])
    })

    test('[FO3] a listener that throws harms nobody', async () => {
      const log = new KeptLog()
      await using fanout = await open(log)
      const noor = ear()
      fanout.subscribe(() => {
        throw new Error('broken')
      })
      fanout.subscribe(noor.hear)
      fanout.publish(locked('a'))
      fanout.publish(locked('b'))
      expect(await noor.until(2)).toEqual([locked('a'), locked('b')])
      expect(log.events).toEqual(['fanout.listener-failed', 'fanout.listener-failed'])
    })
  })
}

/**
 * Fan-out within one process. A message is heard after the publisher's turn, by everyone who listens
 * then, in the order of publishing; the publisher hears its own. One listener's defect stays its own.
 */
import type { Fanout, FanoutMessage, Log } from '../core/ports.ts'

export function openFanout(log: Log): Fanout {
  const listeners = new Set<(message: FanoutMessage) => void>()

  function deliver(message: FanoutMessage): void {
    for (const heard of Array.from(listeners)) {
      // Someone who heard this before may have made the next one leave.
      if (!listeners.has(heard)) continue
      try {
        heard(message)
      } catch (error) {
        log.error('fanout.listener-failed', { type: message.type, error })
      }
    }
  }

  return {
    publish(message) {
      queueMicrotask(() => deliver(message))
    },
    subscribe(heard) {
      // A function of its own, so that subscribing one function twice hears twice.
      const listener = (message: FanoutMessage) => heard(message)
      listeners.add(listener)
      return { [Symbol.dispose]: () => void listeners.delete(listener) }
    },
    [Symbol.asyncDispose]() {
      listeners.clear()
      return Promise.resolve()
    },
  }
}

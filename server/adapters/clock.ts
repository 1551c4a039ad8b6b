import type { Clock } from '../core/ports.ts'

/** The longest wait a timer of Node can hold; a longer one would fire at once. */
const longestWaitMs = 2 ** 31 - 1

/** The clock of the machine. Its timers never keep the process alive by themselves. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(delayMs, run) {
    let timer: NodeJS.Timeout
    const wait = (leftMs: number) => {
      const partMs = Math.min(leftMs, longestWaitMs)
      timer = setTimeout(() => (leftMs > partMs ? wait(leftMs - partMs) : run()), partMs).unref()
    }
    wait(Math.max(0, delayMs))
    return { [Symbol.dispose]: () => clearTimeout(timer) }
  },
}

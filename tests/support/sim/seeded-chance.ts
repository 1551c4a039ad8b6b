/**
 * Yjs draws the client ids of its docs from the platform's chance, and those decide who wins. Here that
 * chance is the simulation's own while one runs, so that a seed means one afternoon and no other. The
 * frames of the screen are the simulation's own as well. Import this before anything that imports Yjs:
 * it takes what it finds when it is loaded.
 */
import { webcrypto } from 'node:crypto'
import type { Dice } from './dice.ts'

let chance: Dice | null = null

const fromPlatform = webcrypto.getRandomValues.bind(webcrypto)
Object.defineProperty(webcrypto, 'getRandomValues', {
  configurable: true,
  value: (array: Uint32Array) => {
    if (chance === null) return fromPlatform(array)
    for (let at = 0; at < array.length; at += 1) array[at] = chance.roll(2 ** 32)
    return array
  },
})

/** A canvas tells of its changes when its person's screen is painted, which the dice decide. */
const frames: (() => void)[] = []
Object.assign(globalThis, {
  __FORCE_RAF_IN_TESTS__: true,
  requestAnimationFrame: (run: () => void) => frames.push(run),
  cancelAnimationFrame: () => {},
})

/** Ends when disposed; what still waited for a frame runs then, on canvases that nobody looks at. */
export function drawFrom(dice: Dice): Disposable {
  chance = dice
  return {
    [Symbol.dispose]() {
      chance = null
      for (let run = frames.shift(); run !== undefined; run = frames.shift()) run()
    },
  }
}

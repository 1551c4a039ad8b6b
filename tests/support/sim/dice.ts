/** Chance that can be thrown again: one number decides all of it. */
export interface Dice {
  /** A whole number from 0, below `sides`. */
  roll(sides: number): number
  /** One of these; undefined when there is none. */
  pick<T>(all: readonly T[]): T | undefined
}

/** Mulberry32: small, good enough, the same everywhere. */
export function dice(seed: number): Dice {
  let state = seed >>> 0
  const roll = (sides: number): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides
  }
  return { roll, pick: (all) => all[roll(Math.max(1, all.length))] }
}

import type { Clock } from './ports.ts'

/** A clock whose timers run under someone's guard: what throws in them is theirs, not the process's. */
export function guardedClock(clock: Clock, guarded: (run: () => void) => void): Clock {
  return {
    now: () => clock.now(),
    after: (delayMs, run) => clock.after(delayMs, () => guarded(run)),
  }
}

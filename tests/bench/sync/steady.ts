/** Seconds on the machine's steady clock, the same in every process; within one day, so that it stays small. */
const daySeconds = 86_400

export function steadySeconds(): number {
  return Number(process.hrtime.bigint() % BigInt(daySeconds * 1e9)) / 1e9
}

/** Milliseconds from then to now. */
export function msSince(at: number): number {
  return ((steadySeconds() - at + daySeconds) % daySeconds) * 1000
}

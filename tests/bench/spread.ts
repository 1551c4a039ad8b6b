/** Figures as a median, with how far they spread. */
export interface Spread {
  readonly min: number
  readonly median: number
  readonly p95: number
  readonly max: number
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
  return { min: at(0), median: at(0.5), p95: at(0.95), max: at(1) }
}

const ms = (value: number) => `${value.toFixed(1)} ms`

export function inWords({ min, median, p95, max }: Spread): string {
  return `median ${ms(median)}, p95 ${ms(p95)} (${ms(min)} to ${ms(max)})`
}

export function ratio(ours: Spread, bound: Spread): string {
  return `median ${(ours.median / bound.median).toFixed(1)} ×, p95 ${(ours.p95 / bound.p95).toFixed(1)} ×`
}

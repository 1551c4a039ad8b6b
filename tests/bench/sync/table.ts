/** Figures in words and columns: medians of the turns, with the least and the most of each. */
import { must } from '../../../shared/assert.ts'
import type { Load } from './loads.ts'
import type { Killed, Measured } from './measure.ts'

const ourName = 'Leerbord'

export function tableOf(load: Load, results: ReadonlyMap<string, readonly Measured[]>): string {
  const ours = results.get(ourName)
  const rows = [...results].map(([name, turns]) => {
    const cpu = turns.map(({ cpuSeconds }) => cpuSeconds)
    const cells = [
      name,
      inWords(cpu),
      ours === undefined || name === ourName
        ? ''
        : (median(ours.map((one) => one.cpuSeconds)) / median(cpu)).toFixed(2),
      load.changes > 0 ? times(turns.map(({ changeMs }) => changeMs)) : '',
      load.cursors > 0 ? times(turns.map(({ cursorMs }) => cursorMs)) : '',
      thousands(median(turns.map((one) => one.deliveriesPerSecond))),
      thousands(median(turns.map((one) => one.framesPerSecond))),
      (median(turns.map((one) => one.bytesPerSecond)) / 1e6).toFixed(1),
      (median(turns.map((one) => one.rssBytes)) / 1e6).toFixed(0),
      load.changes > 0 ? percent(median(turns.map((one) => one.changesArrived))) : '',
      load.changes > 0 ? lossInWords(turns.map(({ killed }) => killed)) : '',
    ]
    return cells
  })
  const head = [
    'server',
    'CPU s per million deliveries',
    'ours ÷ it',
    'change p50/p95/p99 ms',
    'cursor p50/p95/p99 ms',
    'deliveries/s',
    'frames/s',
    'MB/s',
    'RSS MB',
    'arrived',
    'lost of seen at kill -9',
  ]
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => must(row[column], 'a cell').length)),
  )
  const line = (cells: readonly string[]) =>
    `  ${cells.map((cell, column) => cell.padEnd(must(widths[column], 'a width'))).join('  ')}`.trimEnd()
  return `${[head, ...rows].map(line).join('\n')}\n`
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

function inWords(values: readonly number[]): string {
  return `${median(values).toFixed(2)} (${Math.min(...values).toFixed(2)} to ${Math.max(...values).toFixed(2)})`
}

/** Of each turn its quantiles, of these the median, and for p95 how far they lie apart. */
function times(turns: readonly (readonly number[])[]): string {
  const of = (share: number) => turns.map((values) => quantile(values, share))
  const [p50, p95, p99] = [of(0.5), of(0.95), of(0.99)]
  const spread = `${Math.min(...p95).toFixed(1)} to ${Math.max(...p95).toFixed(1)}`
  return `${median(p50).toFixed(1)}/${median(p95).toFixed(1)}/${median(p99).toFixed(1)} (p95 ${spread})`
}

function thousands(value: number): string {
  return Math.round(value).toLocaleString('en')
}

function percent(value: number): string {
  return `${(value * 100).toFixed(1)} %`
}

function lossInWords(kills: readonly Killed[]): string {
  const seen = kills.reduce((sum, kill) => sum + kill.seen, 0)
  if (kills.some(({ lost }) => lost === null)) return `all ${thousands(seen)}: keeps nothing`
  return `${kills.reduce((sum, { lost }) => sum + (lost ?? 0), 0)} of ${thousands(seen)}`
}

/** What a process has used, as the system counts it: every thread of it. Linux. */
import { readFileSync } from 'node:fs'

/** Ticks of /proc a second, on every Linux that people run. */
const ticksPerSecond = 100

export interface Use {
  readonly cpuSeconds: number
  readonly rssBytes: number
}

export function useOf(pid: number): Use {
  // The name stands in brackets and may hold anything; fields are counted from behind it.
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const ticks = Number(fields[11]) + Number(fields[12])
  const rss = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return { cpuSeconds: ticks / ticksPerSecond, rssBytes: Number(rss?.[1] ?? Number.NaN) * 1024 }
}
